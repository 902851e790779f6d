import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import type { Address } from '../../../../src/stage/cluster/app-proxy/ingress-route.ts';
import { openAppProxy } from '../../../../src/stage/cluster/app-proxy/app-proxy.ts';
import type { AppProxy } from '../../../../src/stage/cluster/app-proxy/app-proxy.ts';

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

/** A pod that reads until its client has said everything, and answers with its name and what it heard. */
async function pod(name: string): Promise<number> {
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    let heard = '';
    socket.setEncoding('utf8').on('data', (words: string) => (heard += words));
    socket.on('error', () => socket.destroy()).once('end', () => socket.end(`${name}:${heard}`));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  return (server.address() as AddressInfo).port;
}

/** A cluster whose pods and forwards are what the test says. */
function cluster() {
  let onChange: (pods: string[]) => void = () => {};
  let settle: () => void = () => {};
  const routes = {
    local: new Map<string, number>(),
    followed: [] as string[],
    starting: undefined as Promise<void> | undefined,
    ingress: undefined as Address | undefined,
    closed: false,
  };
  return {
    routes,
    ready: (...pods: string[]) => onChange(pods),
    begin: () => {
      routes.starting = new Promise<void>((resolve) => (settle = resolve));
    },
    started: (name: string, port: number) => {
      routes.local.set(name, port);
      routes.starting = undefined;
      settle();
    },
    parts: {
      forwards: {
        follow: (pods: string[]) => {
          routes.followed = pods;
        },
        ports: () => routes.followed.flatMap((name) => routes.local.get(name) ?? []),
        starting: () => routes.starting,
        close: () => {
          routes.closed = true;
        },
      },
      followIngress: () => ({ address: () => routes.ingress, close: () => {} }),
      watchReadyPods(listener: (pods: string[]) => void) {
        onChange = listener;
        return () => {
          onChange = () => {};
        };
      },
    },
  };
}

async function doorTo({ parts }: ReturnType<typeof cluster>): Promise<AppProxy> {
  const door = await openAppProxy(
    { kubeconfig: '/nowhere', namespace: 'pycont', podPort: 5000, port: 0 },
    parts,
  );
  open.push(door);
  return door;
}

/** What comes back; empty when the door closes without a word. */
async function say({ port }: AppProxy, words: string): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => {});
  socket.end(words);
  return text(socket).catch(() => '');
}

test('connections go to the ready pods in turn, and half-closed ones are answered', async () => {
  const there = cluster();
  const door = await doorTo(there);
  there.started('a', await pod('a'));
  there.started('b', await pod('b'));
  there.ready('a', 'b');
  const answers = [await say(door, 'hello'), await say(door, 'hello'), await say(door, 'hello')];
  expect(new Set(answers)).toEqual(new Set(['a:hello', 'b:hello']));
  expect(answers[0]).toBe(answers[2]);
});

test('a pod that is not ready any more gets no new connection', async () => {
  const there = cluster();
  const door = await doorTo(there);
  there.started('a', await pod('a'));
  there.started('b', await pod('b'));
  there.ready('a', 'b');
  there.ready('b');
  expect([await say(door, '1'), await say(door, '2')]).toEqual(['b:1', 'b:2']);
});

test('without a ready pod the connection is closed', async () => {
  const there = cluster();
  const door = await doorTo(there);
  expect(await say(door, 'anybody?')).toBe('');
});

test('a ready pod whose forward is starting is waited for', async () => {
  const there = cluster();
  const door = await doorTo(there);
  const port = await pod('slow');
  there.ready('slow');
  there.begin();
  const answer = say(door, 'hello');
  await expect.poll(() => there.routes.followed).toEqual(['slow']);
  there.started('slow', port);
  expect(await answer).toBe('slow:hello');
});

test('a forward that refuses is passed over for one that accepts', async () => {
  const there = cluster();
  const door = await doorTo(there);
  // Nobody listens on port 1, and it is never given out.
  there.started('gone', 1);
  there.started('here', await pod('here'));
  there.ready('gone', 'here');
  expect([await say(door, '1'), await say(door, '2')]).toEqual(['here:1', 'here:2']);
});

test('an ingress that answers is taken, and the pods again when it refuses', async () => {
  const there = cluster();
  const door = await doorTo(there);
  there.started('a', await pod('a'));
  there.ready('a');
  there.routes.ingress = { host: '127.0.0.1', port: await pod('ingress') };
  expect(await say(door, '1')).toBe('ingress:1');
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  there.routes.ingress = { host: '127.0.0.1', port: (gone.address() as AddressInfo).port };
  gone.close();
  await once(gone, 'close');
  expect(await say(door, '2')).toBe('a:2');
});

test('closing ends the forwards and the port', async () => {
  const there = cluster();
  const door = await doorTo(there);
  door.close();
  expect(there.routes.closed).toBe(true);
  const socket = connect({ port: door.port, host: '127.0.0.1' });
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
});
