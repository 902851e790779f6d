/** The client of the engine of this home's daemon. */
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { json } from 'node:stream/consumers';
import { createInterface } from 'node:readline';
import { embeddedHome, readDaemonFile } from '../home/index.ts';
import { upgradeName } from '../docker-engine/index.ts';
import type { StreamItem, WireError } from '../docker-engine/index.ts';
import { ShimError } from './errors.ts';

function engineSocket(): string {
  const home = process.env.PYCONT_HOME;
  const daemon = home ? readDaemonFile(embeddedHome(home)) : undefined;
  if (!daemon) throw noDaemon(home ? embeddedHome(home).engineSocket : 'this stage (PYCONT_HOME is not set)');
  return daemon.engineSocket;
}

const noDaemon = (where: string) =>
  new ShimError(`Cannot connect to the Docker daemon at ${where}. Is the docker daemon running?`, {
    remedy: 'Start it with: pycont stage up',
  });

const fromWire = ({ message, remedy, exitCode }: WireError) =>
  new ShimError(message, { exitCode, fromDaemon: true, ...(remedy !== undefined && { remedy }) });

function send(
  call: string,
  options: { method: string; headers?: Record<string, string> },
  body?: string,
): ClientRequest {
  const socketPath = engineSocket();
  const sent = request({ socketPath, path: `/${call}`, ...options });
  sent.end(body);
  return sent;
}

async function responseOf(sent: ClientRequest): Promise<IncomingMessage> {
  try {
    return await new Promise((resolve, reject) => {
      sent.once('response', resolve);
      sent.once('error', reject);
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'EACCES') throw noDaemon(engineSocket());
    throw new ShimError(`the connection to the engine broke: ${message}`, {
      remedy: 'See whether it runs: pycont stage status',
    });
  }
}

/** A call with one answer. @throws ShimError with the engine's message */
export async function call<T>(name: string, params: object = {}): Promise<T> {
  const sent = send(name, { method: 'POST' }, JSON.stringify(params));
  const answer = (await json(await responseOf(sent))) as { result?: T; error?: WireError };
  if (answer.error) throw fromWire(answer.error);
  return answer.result as T;
}

/** A call with a streamed answer; resolves with its result. */
export async function stream(
  name: string,
  params: object,
  onItem: (item: StreamItem) => Promise<void> | void,
): Promise<unknown> {
  const response = await responseOf(send(name, { method: 'POST' }, JSON.stringify(params)));
  let result: unknown;
  for await (const line of createInterface({ input: response })) {
    const item = JSON.parse(line) as StreamItem & { error?: WireError };
    if (item.error) throw fromWire(item.error);
    if ('result' in item) ({ result } = item);
    else await onItem(item);
  }
  return result;
}

/** Opens a two-way session; resolves when the process runs. */
export async function openSession(name: string, params: object): Promise<{ socket: Duplex; head: Buffer }> {
  const query = new URLSearchParams({ call: JSON.stringify(params) });
  const headers = { connection: 'Upgrade', upgrade: upgradeName };
  const sent = send(`${name}?${query}`, { method: 'GET', headers });
  const upgraded = new Promise<{ socket: Duplex; head: Buffer }>((resolve) => {
    sent.once('upgrade', (_response, socket, head) => resolve({ socket, head }));
  });
  const refused = responseOf(sent).then(async (response) => {
    throw fromWire(((await json(response)) as { error: WireError }).error);
  });
  return Promise.race([upgraded, refused]);
}
