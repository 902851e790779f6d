/** kubectl port-forward: a WebSocket for each connection. */
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { usage } from '../errors.ts';
import type { FlagSpec } from '../flags.ts';
import { podOf } from '../pods-of.ts';
import type { Json } from '../output/print.ts';
import type { Session } from '../session.ts';
import { openSocket, sendOn } from '../socket.ts';

export const flags = { address: { type: 'string' } } satisfies Record<string, FlagSpec>;

export async function run(session: Session): Promise<void> {
  const [word, ...pairs] = session.line.positionals;
  if (pairs.length === 0)
    throw usage('at least 1 PORT is required for port-forward', 'For example: 8080:5000');
  const { pod } = await podOf(session, word);
  const host = session.line.string('address') ?? '127.0.0.1';
  if (host !== 'localhost' && !host.startsWith('127.')) {
    throw usage(
      `${host} is not an address of this machine alone`,
      'Only loopback addresses are listened on.',
    );
  }
  const service = /^(svc|services?)\//.test(word!) ? await serviceOf(session, word!) : undefined;
  await Promise.all(pairs.map((pair) => forward(session, pod, host, parsePair(pair, pod, service))));
  // Until a signal ends the process.
  await new Promise(() => undefined);
}

const serviceOf = (session: Session, word: string): Promise<Json> =>
  session.client.json(`/api/v1/namespaces/${session.namespace}/services/${word.split('/')[1]}`);

/** `8080:5000`, `5000`, `:5000`, `8080:http`. */
function parsePair(pair: string, pod: Json, service: Json | undefined): { local: number; remote: number } {
  const [left = '', right = left] = pair.split(':');
  const servicePort = service?.spec.ports.find(
    ({ port, name }: Json) => String(port) === right || name === right,
  );
  const remote = containerPort(String(servicePort?.targetPort ?? servicePort?.port ?? right), pod);
  const local = left === '' ? 0 : Number(pair.includes(':') || !Number.isNaN(Number(left)) ? left : remote);
  if (!Number.isInteger(local) || !Number.isInteger(remote)) {
    throw usage(`"${pair}" is not a valid pair of ports`, 'Write LOCAL:REMOTE, for example 8080:5000.');
  }
  return { local, remote };
}

function containerPort(named: string, pod: Json): number {
  if (/^\d+$/.test(named)) return Number(named);
  const ports: Json[] = pod.spec.containers.flatMap(({ ports = [] }: Json) => ports);
  return ports.find(({ name }) => name === named)?.containerPort ?? Number.NaN;
}

async function forward(
  session: Session,
  pod: Json,
  host: string,
  ports: { local: number; remote: number },
): Promise<void> {
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    session.print(`Handling connection for ${(server.address() as AddressInfo).port}`);
    carry(session, pod, ports.remote, socket).catch((error: Error) => {
      session.warn(`error forwarding port ${ports.remote} to pod ${pod.metadata.name}: ${error.message}`);
      socket.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        usage(
          `unable to listen on port ${ports.local}: ${taken ? 'it is in use' : error.message}`,
          'Choose another local port, or :PORT for any.',
        ),
      );
    });
    server.listen(ports.local, host);
  });
  session.print(`Forwarding from 127.0.0.1:${(server.address() as AddressInfo).port} -> ${ports.remote}`);
}

/** Channel 0 has the data, 1 the errors; the first message of each has only the port's number. */
async function carry(session: Session, pod: Json, port: number, client: Socket): Promise<void> {
  client.on('error', () => client.destroy());
  const path = `/api/v1/namespaces/${session.namespace}/pods/${pod.metadata.name}/portforward`;
  const query = new URLSearchParams({ ports: String(port) });
  const socket = await openSocket(session.client, path, query, 'v4.channel.k8s.io');
  const begun = new Set<number>();
  socket.on('message', (message: Buffer) => {
    const channel = message[0]!;
    if (!begun.has(channel)) {
      begun.add(channel);
      return;
    }
    if (channel === 0) client.write(message.subarray(1));
    else session.warn(`an error occurred forwarding ${port}: ${message.subarray(1)}`);
  });
  socket.on('close', () => client.end());
  socket.on('error', () => client.destroy());
  client.on('close', () => socket.close());
  for await (const chunk of client) await sendOn(socket, 0, chunk as Buffer);
}
