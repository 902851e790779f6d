/** The actions of probes and lifecycle hooks: one attempt, with a timeout. */
import type { Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as tlsConnect } from 'node:tls';
import { open } from '../../../kubernetes/index.ts';
import { KUBERNETES_MINOR } from '../../../notation/index.ts';
import type { ContainerRuntime } from '../../containers/index.ts';
import type { Network } from '../../network/index.ts';
import type { Handler, HttpGet, PodContainer } from '../pod-types.ts';

export interface HandlerTarget {
  container: PodContainer;
  /** In the runtime. */
  containerId: string;
  podIP: string;
  runtime: ContainerRuntime;
  network: Network;
}

/** `message` as the real kubelet words it. */
export type HandlerResult = { ok: true } | { ok: false; message: string };

const MAX_OUTPUT = 10 * 1024;

export async function runHandler(
  handler: Handler,
  target: HandlerTarget,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<HandlerResult> {
  try {
    if (handler.httpGet) return await httpGet(handler.httpGet, target, timeoutMs);
    if (handler.tcpSocket) {
      const host = handler.tcpSocket.host ?? target.podIP;
      const port = portNumber(handler.tcpSocket.port, target.container);
      const socket = await dial(target.network, host, port, timeoutMs);
      socket.destroy();
      return { ok: true };
    }
    if (handler.exec) return await exec(handler.exec.command ?? [], target, timeoutMs);
    if (handler.sleep) {
      await sleep(handler.sleep.seconds * 1000, undefined, { signal }).catch(() => {});
      return { ok: true };
    }
    return { ok: false, message: 'this kind of handler is not supported by the embedded stage' };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function portNumber(port: number | string, container: PodContainer): number {
  const named = container.ports?.find(({ name }) => name === port)?.containerPort;
  const number = named ?? Number(port);
  if (!Number.isInteger(number)) throw new Error(`couldn't find port: ${port}`);
  return number;
}

async function dial(network: Network, host: string, port: number, timeoutMs: number): Promise<Socket> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const timedOut = new Promise<never>((_, reject) => {
    timeout.addEventListener('abort', () => reject(new Error(`dial tcp ${host}:${port}: i/o timeout`)));
  });
  timedOut.catch(() => {});
  const socket = network.dial(host, port);
  socket.catch(() => {});
  try {
    return await Promise.race([socket, timedOut]);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ECONNREFUSED')
      throw new Error(`dial tcp ${host}:${port}: connect: connection refused`, { cause: error });
    throw new Error(message, { cause: error });
  }
}

async function httpGet(get: HttpGet, target: HandlerTarget, timeoutMs: number): Promise<HandlerResult> {
  const host = get.host ?? target.podIP;
  const port = portNumber(get.port, target.container);
  const scheme = (get.scheme ?? 'HTTP').toLowerCase();
  const path = `/${(get.path ?? '').replace(/^\//, '')}`;
  const url = `${scheme}://${host}:${port}${path}`;
  let socket: Socket;
  try {
    socket = await dial(target.network, host, port, timeoutMs);
  } catch (error) {
    return { ok: false, message: `Get "${url}": ${(error as Error).message}` };
  }
  const headers = {
    Host: `${host}:${port}`,
    'User-Agent': `kube-probe/${KUBERNETES_MINOR}`,
    Accept: '*/*',
    Connection: 'close',
    ...Object.fromEntries((get.httpHeaders ?? []).map(({ name, value }) => [name, value])),
  };
  const createConnection = () =>
    scheme === 'https' ? tlsConnect({ socket, rejectUnauthorized: false }) : socket;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await open(url, { headers, connection: { path, createConnection } }, timeout);
    response.destroy();
    const code = response.statusCode ?? 0;
    return code >= 200 && code < 400
      ? { ok: true }
      : { ok: false, message: `HTTP probe failed with statuscode: ${code}` };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = timeout.aborted
      ? 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'
      : code === 'ECONNRESET'
        ? 'EOF'
        : message;
    return { ok: false, message: `Get "${url}": ${why}` };
  } finally {
    socket.destroy();
  }
}

async function exec(command: string[], target: HandlerTarget, timeoutMs: number): Promise<HandlerResult> {
  const session = await target.runtime.exec(target.containerId, { command, tty: false, stdin: false });
  let output = '';
  const collect = (chunk: Buffer) => {
    if (output.length < MAX_OUTPUT) output += chunk.toString();
  };
  session.stdout.on('data', collect);
  session.stderr.on('data', collect);
  const outputRead = Promise.allSettled([finished(session.stdout), finished(session.stderr)]);
  const limit = new AbortController();
  const timedOut = sleep(timeoutMs, 'timed out' as const, { signal: limit.signal }).catch(
    () => 'timed out' as const,
  );
  const end = await Promise.race([session.exit, timedOut]);
  // The exit may come before the output is read, and a background process may keep the output open.
  if (end !== 0 && end !== 'timed out') await Promise.race([outputRead, timedOut]);
  limit.abort();
  if (end === 'timed out') {
    session.signal('SIGKILL');
    return { ok: false, message: `command "${command.join(' ')}" timed out` };
  }
  return end === 0 ? { ok: true } : { ok: false, message: output.trim() || `exit status ${end}` };
}
