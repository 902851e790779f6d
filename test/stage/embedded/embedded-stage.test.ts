/** Whether a stage that runs already is within reach, as each player asks before its scene. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { writeDaemonFile } from '../../../src/embedded/home/daemon-file.ts';
import { embeddedHome } from '../../../src/embedded/home/paths.ts';
import { embeddedStage } from '../../../src/stage/embedded/embedded-stage.ts';

const ended: (() => unknown)[] = [];
afterEach(() => ended.splice(0).forEach((end) => end()));

/** This process as the daemon of a home. */
async function runningStage() {
  const root = mkdtempSync(join(tmpdir(), 'pycont-stage-'));
  const home = embeddedHome(root);
  mkdirSync(home.root, { recursive: true });
  const asked: string[] = [];
  const listening = async (at: (server: Server) => Server) => {
    const server = createServer((request, response) => {
      asked.push(request.url!);
      response.end();
    });
    await once(at(server), 'listening');
    ended.push(() => server.close());
    return server;
  };
  const engineSocket = join(root, 'engine.sock');
  const api = await listening((server) => server.listen(0, '127.0.0.1'));
  await listening((server) => server.listen(engineSocket));
  writeDaemonFile(home, {
    apiUrl: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
    ingressUrl: 'http://127.0.0.1:1',
    engineSocket,
    kubeconfig: join(root, 'kubeconfig'),
    commands: join(root, 'bin'),
    localPort: 5000,
    runtime: 'processes',
    nodeAddress: '127.0.0.1',
  });
  ended.push(() => rmSync(root, { recursive: true, force: true }));
  const stage = embeddedStage({ home: root, workspace: join(root, 'workspace') });
  return { root, stage, api, asked };
}

test('each part is asked once, and the environment asks no more', async () => {
  const { root, stage, asked } = await runningStage();
  await stage.up(() => {});
  expect(asked.toSorted()).toEqual(['/_ping', '/readyz']);
  expect(await stage.environment()).toMatchObject({
    KUBECONFIG: join(root, 'kubeconfig'),
    LOCAL_PORT: '5000',
  });
  expect(asked).toHaveLength(2);
});

test('a stage whose API server is not within reach is told, and is not reset', async () => {
  const { stage, api } = await runningStage();
  api.close();
  await once(api, 'close');
  for (const act of [() => stage.up(() => {}), () => stage.reset()])
    await expect(act()).rejects.toThrow(/does not answer at http:\/\/127/);
});
