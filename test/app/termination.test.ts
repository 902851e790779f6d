import { Agent, get } from 'node:http';
import { expect, test } from 'vitest';
import { runApp } from './running-app.ts';

const status = (url: string, agent: Agent) =>
  new Promise<number | undefined>((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    }).on('error', reject);
  });

async function waiting(url: string): Promise<number> {
  const status = (await (await fetch(`${url}/status`)).json()) as { slowRequestsWaiting: number };
  return status.slowRequestsWaiting;
}

test('SIGTERM lets requests in flight end and exits 0', async () => {
  const app = await runApp();
  const slow = Array.from({ length: 8 }, () => fetch(`${app.url}/slow`));
  while ((await waiting(app.url)) < 4);
  app.process.kill('SIGTERM');
  const answers = await Promise.all(slow);
  expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 8 }, () => 200));
  expect(await app.exit).toBe(0);
  expect(app.lines.at(-1)).toMatchObject({ message: 'terminated' });
  await app.stop();
});

test('connections kept alive are told to close, and none of their requests fails', async () => {
  const app = await runApp();
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  let refused = false;
  const warm = Promise.withResolvers<void>();
  let answered = 0;
  const client = async () => {
    while (!refused) {
      try {
        expect(await status(`${app.url}/status`, agent)).toBe(200);
        answered += 1;
        if (answered === 200) warm.resolve();
      } catch (error) {
        // A refused connection was never accepted; anything else is a request that failed.
        if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
        refused = true;
      }
    }
  };
  const clients = Array.from({ length: 20 }, client);
  await warm.promise;
  app.process.kill('SIGTERM');
  await Promise.all(clients);
  expect(await app.exit).toBe(0);
  agent.destroy();
  await app.stop();
});

test('/action/terminate ends it as SIGTERM does', async () => {
  const app = await runApp();
  expect((await fetch(`${app.url}/action/terminate`, { method: 'POST' })).status).toBe(200);
  expect(await app.exit).toBe(0);
  await app.stop();
});
