/** The dashboard's server as a process of its own; prints its URL. `node server-child.ts PROMETHEUS` */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kube } from '../../src/kubernetes/index.ts';
import { startDashboard } from '../../src/dashboard/index.ts';

const assets = await mkdtemp(join(tmpdir(), 'pycont-page-'));
await writeFile(join(assets, 'index.html'), '');
const { url } = await startDashboard({
  kube: await kube(),
  namespace: 'pycont',
  assets,
  prometheus: process.argv[2],
  log: { info: () => {}, warn: (what) => process.stderr.write(`${String(what)}\n`) },
});
process.stdout.write(`${url}\n`);
