import { Readable } from 'node:stream';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { readReadyPods } from '../../../../src/stage/cluster/front-door/ready-pods.ts';

const event = (type: string, name: string, ready: string, deletionTimestamp?: string) => ({
  type,
  object: {
    metadata: { name, ...(deletionTimestamp ? { deletionTimestamp } : {}) },
    status: { conditions: [{ type: 'Ready', status: ready }] },
  },
});

async function read(chunks: string[]): Promise<string[][]> {
  const stream = Readable.from(chunks);
  const seen: string[][] = [];
  readReadyPods(stream, (pods) => seen.push(pods));
  await once(stream, 'close');
  return seen;
}

const DAY = '2020-01-01T00:00:00Z';

test('pods come with readiness and go with deletion', async () => {
  const events = [
    event('ADDED', 'a', 'False'),
    event('MODIFIED', 'a', 'True'),
    event('ADDED', 'b', 'True'),
    event('MODIFIED', 'a', 'True', DAY),
    event('DELETED', 'b', 'True'),
  ];
  expect(await read(events.map((each) => `${JSON.stringify(each)}\n`))).toEqual([
    [],
    ['a'],
    ['a', 'b'],
    ['b'],
    [],
  ]);
});

test('indented documents are read, in whatever pieces they arrive', async () => {
  const text = [event('ADDED', 'a', 'True'), event('ADDED', 'b', 'True')]
    .map((each) => `${JSON.stringify(each, null, 4)}\n`)
    .join('');
  expect(await read([...text])).toEqual([['a'], ['a', 'b']]);
});

test('a pod without conditions takes no traffic', async () => {
  const line = JSON.stringify({ type: 'ADDED', object: { metadata: { name: 'a' }, status: {} } });
  expect(await read([`${line}\n`])).toEqual([[]]);
});
