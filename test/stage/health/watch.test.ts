/** Whether what dies is noticed: real servers that end, fall silent, or only take their time. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkApiServer, checkEngine } from '../../../src/stage/health/health-check.ts';
import type { Answer, HealthCheck } from '../../../src/stage/health/health-check.ts';
import { HealthWatch } from '../../../src/stage/health/watch.ts';
import type { DeadPart, StagePart } from '../../../src/stage/types.ts';
import { temporaryFolder } from '../../show/temporary.ts';

const open: { close(): unknown; closeAllConnections?: () => void }[] = [];
afterAll(() => {
  for (const each of open.splice(0)) {
    each.close();
    each.closeAllConnections?.();
  }
});

const well = (response: ServerResponse) => void response.end('ok');

/** An API server without TLS that answers as it is told to. */
async function apiServer() {
  const says = { answer: well as (response: ServerResponse) => void, asked: 0 };
  const server = createServer((_, response) => {
    says.asked += 1;
    says.answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  const { port } = server.address() as AddressInfo;
  const check: HealthCheck = {
    part: 'cluster',
    name: 'The cluster of test',
    remedy: 'Start it again',
    run: (timeoutMs) => checkApiServer(`http://127.0.0.1:${port}`, timeoutMs),
  };
  const die = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { says, check, die, port };
}

async function watching(check: HealthCheck) {
  const health = new HealthWatch();
  await health.register([check]);
  const dead: DeadPart[] = [];
  const watch = health.over(['cluster'], (found) => dead.push(found));
  open.push({ close: () => watch.stop() });
  return { dead, watch, health };
}

function follow(health: HealthWatch, parts: StagePart[], dead: DeadPart[]): void {
  const watch = health.over(parts, (found) => dead.push(found));
  open.push({ close: () => watch.stop() });
}

test.concurrent('a part that does not answer when it is registered is returned', async () => {
  const { check, die } = await apiServer();
  const health = new HealthWatch();
  expect(await health.register([check])).toEqual([]);
  await die();
  expect(await health.register([check])).toEqual([check]);
});

test.concurrent('what dies is told once, with what to do', async () => {
  const { check, die } = await apiServer();
  const { dead } = await watching(check);
  await die();
  await expect.poll(() => dead, { timeout: 20_000 }).toHaveLength(1);
  expect(dead[0]).toMatchObject({ part: 'cluster', name: 'The cluster of test', remedy: 'Start it again' });
});

test.concurrent.each([
  ['falls silent', () => {}],
  ['says that it is not ready', (response: ServerResponse) => void response.writeHead(500).end()],
])('what %s is as good as dead', async (_, answer) => {
  const { check, says } = await apiServer();
  const { dead } = await watching(check);
  says.answer = answer;
  await expect.poll(() => dead, { timeout: 20_000 }).toHaveLength(1);
});

test.concurrent('one late answer is no death', async () => {
  const { check, says } = await apiServer();
  let late = true;
  says.answer = (response) => {
    if (!late) well(response);
    late = false;
  };
  // As if registered: the first question of the watch is the one that is not answered.
  const health = new HealthWatch();
  late = false;
  await health.register([check]);
  late = true;
  const dead: DeadPart[] = [];
  follow(health, ['cluster'], dead);
  await expect.poll(() => says.asked, { timeout: 20_000 }).toBeGreaterThan(3);
  expect(dead).toEqual([]);
});

test.concurrent('what is away for a moment is not dead', async () => {
  const { check, die, port } = await apiServer();
  const answers: Answer[] = [];
  const again = createServer((_, response) => well(response));
  open.push(again);
  const run = async (timeoutMs: number) => {
    const answer = await check.run(timeoutMs);
    // Seen to be away: now it comes back.
    if (answer === 'refused') await once(again.listen(port, '127.0.0.1'), 'listening');
    answers.push(answer);
    return answer;
  };
  const { dead } = await watching({ ...check, run });
  await die();
  await expect
    .poll(() => answers.slice(0, 4), { timeout: 20_000 })
    .toEqual(['healthy', 'refused', 'healthy', 'healthy']);
  expect(dead).toEqual([]);
});

test.concurrent(
  'a part that a command does not need, or that was never seen to answer, is not watched',
  async () => {
    const { check, die } = await apiServer();
    const health = new HealthWatch();
    await health.register([check]);
    await die();
    const dead: DeadPart[] = [];
    follow(health, ['engine'], dead);
    const stranger = new HealthWatch();
    await stranger.register([check]);
    follow(stranger, ['cluster'], dead);
    const seen: DeadPart[] = [];
    follow(health, ['cluster'], seen);
    await expect.poll(() => seen, { timeout: 20_000 }).toHaveLength(1);
    expect(dead).toEqual([]);
  },
);

test.concurrent('a watch that has ended asks and tells nothing', async () => {
  const { check, says, die } = await apiServer();
  const { dead, watch, health } = await watching(check);
  watch.stop();
  const { asked } = says;
  const seen: DeadPart[] = [];
  await die();
  follow(health, ['cluster'], seen);
  await expect.poll(() => seen, { timeout: 20_000 }).toHaveLength(1);
  expect(dead).toEqual([]);
  expect(says.asked).toBe(asked);
});

test.concurrent('asked for a command that failed, it tells at once what is dead', async () => {
  const { check, die } = await apiServer();
  const { watch } = await watching(check);
  expect(await watch.dead()).toBeUndefined();
  await die();
  expect(await watch.dead()).toMatchObject({ part: 'cluster', name: 'The cluster of test' });
});

test.concurrent('an engine is asked by its socket', async () => {
  const socket = join(temporaryFolder(), 'docker.sock');
  expect(await checkEngine(socket, 1_000)).toBe('refused');
  const engine = createServer((_, response) => well(response)).listen(socket);
  await once(engine, 'listening');
  open.push(engine);
  expect(await checkEngine(socket, 20_000)).toBe('healthy');
});

test.concurrent('an API server that takes the connection and no more is silent', async () => {
  const server = createTcpServer(() => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  const { port } = server.address() as AddressInfo;
  expect(await checkApiServer(`https://127.0.0.1:${port}`, 300)).toBe('silent');
});
