/** The versions of the app, as the scenes make them: each runs, and what it lacks is what the next scene adds. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { resetWorkspace, talkFixes } from '../../src/stage/workspace/workspace.ts';
import { packageRoot } from '../../src/system/package-root.ts';

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'pycont-versions-'));
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

/** Starts it, and waits until it says where it listens: on standard output, or in its diary. */
async function start() {
  const child = spawn(process.execPath, [join(workspace, 'app/src/server.ts')], {
    env: { PATH: process.env.PATH, TMPDIR: workspace, PORT: '0', REDIS_SERVER: '127.0.0.1:1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const diary = join(workspace, 'app.log');
  const port = () => /"listening".*"port":(\d+)/.exec(output || read(diary))?.[1];
  await expect.poll(port).toBeDefined();
  return {
    url: `http://127.0.0.1:${port()}`,
    logsTo: output ? 'standard output' : 'a file',
    async stop() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

test.each([
  [0, '0.0', 'a file', 404, 404],
  [1, '0.1', 'standard output', 404, 404],
  [2, '0.2', 'standard output', 200, 404],
  [3, '0.3', 'standard output', 200, 404],
  [4, '0.4', 'standard output', 200, 200],
])('after %d fixes it is %s', async (applied, version, logsTo, status, metrics) => {
  await resetWorkspace(workspace, (await talkFixes()).slice(0, applied));
  symlinkSync(join(packageRoot(), 'node_modules'), join(workspace, 'app/node_modules'));
  const app = await start();
  try {
    const get = (path: string, accept = '*/*') => fetch(app.url + path, { headers: { accept } });
    expect(app.logsTo).toBe(logsTo);
    expect(await (await get('/')).json()).toMatchObject({ version, hits: 1 });
    const page = await (await get('/', 'text/html')).text();
    expect(page).toContain(`<h1><b>${version}</b> kad</h1>`);
    expect((await get('/check/page')).status).toBe(200);
    expect([(await get('/status')).status, (await get('/metrics')).status]).toEqual([status, metrics]);
    // The page has a link for what is there.
    expect([page.includes('"status"'), page.includes('"metrics"')]).toEqual([
      status === 200,
      metrics === 200,
    ]);
  } finally {
    await app.stop();
  }
});
