/** The cluster died under a talk: it is left without a word to it, and the talk continues on the embedded stage. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, expect, test } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { scene, step, talkOf } from '../../cli/pycont.ts';

const BIN = join(packageRoot(), 'bin', 'pycont');
const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

/** Takes connections and never answers, as a machine that hangs does. */
async function silence(listen: (server: Server) => Server): Promise<{ server: Server; asked: () => number }> {
  let asked = 0;
  const server = createServer((socket) => {
    asked += 1;
    socket.on('error', () => {});
  });
  await once(listen(server), 'listening');
  ended.push(async () => server.close());
  return { server, asked: () => asked };
}

function kubeconfig(server: string): string {
  const name = 'kind-talk';
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name, cluster: { server } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    users: [{ name, user: { token: 'x' } }],
  });
}

test('a dead cluster and a dead engine are not asked, and the scene goes on at its start', async () => {
  const namespace = step('name=namespace exit=0 check="kubectl get ns pycont"', 'kubectl create ns pycont');
  const map = step('name=map exit=0 check="kubectl get cm first"', 'kubectl create cm first');
  const container = step('name=container exit=0 check="docker top kad"', 'docker run -d --name kad redis:7');
  const dies = step('name=dies exit=0', 'test -e $PYCONT_HOME/mended && kubectl get cm first');
  const { env, scenes, home } = talkOf(scene('made', namespace + map), scene('dies', container + dies));
  const cluster = await silence((server) => server.listen(0, '127.0.0.1'));
  const socket = join(home, '..', 'engine.sock');
  const engine = await silence((server) => server.listen(socket));
  const port = (cluster.server.address() as AddressInfo).port;
  writeFileSync(join(home, '..', 'kubeconfig'), kubeconfig(`https://127.0.0.1:${port}`));
  const dead = { ...env, KUBECONFIG: join(home, '..', 'kubeconfig'), DOCKER_HOST: `unix://${socket}` };
  const run = (...args: string[]) =>
    execa(process.execPath, [BIN, '--scenes', scenes, '--lang', 'en', ...args], { env: dead, reject: false });
  ended.push(() => run('--stage', 'embedded', 'stage', 'down'));

  expect((await run('--stage', 'embedded', 'scene', 'next')).exitCode).toBe(0);
  expect((await run('--stage', 'embedded', 'scene', 'next')).exitCode).toBe(1);
  const journal = join(home, 'talk', 'journal.jsonl');
  // As if all of it had been played on the cluster.
  const text = readFileSync(journal, 'utf8').replace('"stage":"embedded"', '"stage":"cluster"');
  writeFileSync(journal, text.replace(/,"life":"[^"]*"/g, ''));
  writeFileSync(join(home, 'mended'), '');
  const lost = await run('scene', 'next');
  expect(lost).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('pycont stage switch embedded'),
  });
  expect(cluster.asked()).toBeGreaterThan(0);

  const before = [cluster.asked(), engine.asked()];
  const switched = await run('stage', 'switch', 'embedded');
  expect(switched.exitCode, switched.stderr).toBe(0);
  expect(switched.stdout).toContain('on the embedded stage, at the start of scene 2, dies');
  const next = await run('scene', 'next');
  expect(next.exitCode, next.stdout + next.stderr).toBe(0);
  expect(next.stdout).toMatch(/docker run -d --name kad[^]*scene 2 ends/);
  expect([cluster.asked(), engine.asked()]).toEqual(before);
});
