/** The app proxy as a separate program: it keeps running between the commands of a talk. */
import { closeSync, writeFileSync } from 'node:fs';
import { STATUS_DESCRIPTOR, refusal } from '../../../system/detached-program.ts';
import { identify } from '../../../system/process-identity.ts';
import { replaceFileSync } from '../../../system/replace-file.ts';
import { openAppProxy } from './app-proxy.ts';
import { digestOf } from './app-proxy-process.ts';
import type { AppProxyFile } from './app-proxy-process.ts';

const [, , kubeconfig = '', namespace = '', port = '0', file = ''] = process.argv;

async function main(): Promise<void> {
  try {
    let record: AppProxyFile | undefined;
    const digest = digestOf(kubeconfig);
    const update = (changes: Partial<AppProxyFile>) => {
      record = { ...identify(process.pid)!, port: Number(port), kubeconfig, digest, ...record, ...changes };
      // Other processes may read it at any time.
      replaceFileSync(file, JSON.stringify(record), { mode: 0o600 });
    };
    const onRoute = (ingress: string | undefined) => update({ ingress });
    const proxy = await openAppProxy({ kubeconfig, namespace, podPort: 5000, port: Number(port), onRoute });
    update({ port: proxy.port });
    process.on('SIGTERM', () => {
      proxy.close();
      process.exit(0);
    });
    writeFileSync(STATUS_DESCRIPTOR, 'ready');
  } catch (error) {
    writeFileSync(STATUS_DESCRIPTOR, refusal(error));
    process.exitCode = 1;
  }
  closeSync(STATUS_DESCRIPTOR);
}

void main();
