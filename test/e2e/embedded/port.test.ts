/** A program of somebody else has the port of the app: who it is, and another port for the next try. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { Terminal } from '../../cli/terminal.ts';
import { pycont } from '../rehearsal.ts';
import { stageEnvironment } from '../rolling-update.ts';

const PYCONT = join(packageRoot(), 'bin', 'pycont');
const RUN = 'docker run --rm -p $LOCAL_PORT:5000 busybox:1 echo served';
const SCENE = `---
id: port
title: The port
cast: [Narrator]
budget: 1m
---

\`\`\`sh name=run exit=0 contains="served"
${RUN}
\`\`\`

\`\`\`sh name=own exit=0 check="docker top first"
docker run -d --name first -p $LOCAL_PORT:5000 busybox:1 sleep 600
\`\`\`

\`\`\`sh name=twice exit=0
${RUN}
\`\`\`
`;

let home: string;
const others: Server[] = [];
const scenes = () => join(home, 'scenes');
const play = (...args: string[]) => ['--stage', 'embedded', '--scenes', scenes(), 'scene', 'next', ...args];
const localPort = async () => Number((await stageEnvironment('embedded', home)).LOCAL_PORT);

async function take(port: number): Promise<void> {
  const server = createServer();
  others.push(server);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  expect((server.address() as AddressInfo).port).toBe(port);
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'pycont-port-'));
  mkdirSync(join(scenes(), '01-port'), { recursive: true });
  writeFileSync(join(scenes(), '01-port', 'scene.md'), SCENE);
  await pycont(['--stage', 'embedded', 'stage', 'up'], { PYCONT_HOME: home });
});

afterAll(async () => {
  for (const server of others) server.close();
  await pycont(['--stage', 'embedded', 'stage', 'down'], { PYCONT_HOME: home });
  rmSync(home, { recursive: true, force: true });
});

const taken = (port: number) =>
  new RegExp(
    `expected +port ${port} to be free\\s+got +node.*\\(process ${process.pid}\\) has it. Run it again \\(r, or pycont scene next\\): LOCAL_PORT is now (\\d+)`,
  );

test('nobody is there: what to type is told, and the next player has another port', async () => {
  const before = await localPort();
  await take(before);
  const failed = await pycont(play('--yes'), { PYCONT_HOME: home });
  expect(failed).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(taken(before)) });
  const moved = Number(taken(before).exec(failed.stdout)![1]);
  expect(moved).not.toBe(before);
  expect(await localPort()).toBe(moved);
});

test('a speaker presses r, and the step has another port; a container of the talk keeps its own', async () => {
  const before = await localPort();
  await take(before);
  const env = { ...process.env, PYCONT_HOME: home, TERM: 'xterm-256color' };
  const terminal = new Terminal([PYCONT, ...play('--no-typing')], env, process.execPath, 200);
  await terminal.sees('echo served ↵');
  terminal.press('\r');
  await terminal.sees(taken(before));
  await terminal.sees('r retry');
  const moved = await localPort();
  expect(moved).not.toBe(before);
  terminal.press('r');
  await terminal.sees('│ served');
  await terminal.sees('sleep 600 ↵');
  terminal.press('\r');
  await terminal.sees('echo served ↵');
  terminal.press('\r');
  await terminal.sees(`port ${moved} to be free`);
  await terminal.sees('the container first has it. Type docker rm -f first, and run it again');
  await terminal.sees('r retry');
  expect(await localPort()).toBe(moved);
  terminal.press('q');
  await terminal.ends();
});
