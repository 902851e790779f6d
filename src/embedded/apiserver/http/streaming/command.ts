/** exec and attach: connects a process' streams to the client's. */
import type { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { ExecSession } from '../../../containers/index.ts';
import { ApiError } from '../../types.ts';
import type { UpgradeCall } from '../context.ts';
import { isTrue } from '../request-info.ts';
import { badRequest } from '../../errors.ts';
import { success } from '../status.ts';
import type { Status } from '../status.ts';
import type { CommandChannels, CommandStreams } from './channel.ts';
import { acceptSpdyCommand } from './spdy-channels.ts';
import { COMMAND_PROTOCOLS, websocketChannels } from './websocket-channels.ts';
import { acceptWebSocket, isWebSocket, offeredProtocols } from './websocket.ts';

export async function exec(call: UpgradeCall): Promise<void> {
  const { info, node } = call;
  const streams = wantedStreams(info.query);
  const command = info.query.getAll('command');
  if (command.length === 0) throw badRequest('you must specify at least one command for the container');
  const options = { command, tty: streams.tty, stdin: streams.stdin };
  let session: ExecSession;
  try {
    session = await node().exec(
      info.namespace!,
      info.name!,
      info.query.get('container') ?? undefined,
      options,
    );
  } catch (error) {
    if (!(error instanceof ApiError) || error.code < 500) throw error;
    // Errors of the node are sent over the stream, after the upgrade.
    return (await accept(call, streams)).finish(failedStatus(error));
  }
  await join(call, session, streams, () => session.signal('SIGKILL'));
}

export async function attach(call: UpgradeCall): Promise<void> {
  const { info, node } = call;
  const session = node().attach(info.namespace!, info.name!, info.query.get('container') ?? undefined);
  // The main process keeps running when a client detaches.
  await join(call, session, wantedStreams(info.query), () => {});
}

function wantedStreams(query: URLSearchParams): CommandStreams {
  const wants = (name: string) => isTrue(query.get(name));
  return { stdin: wants('stdin'), stdout: wants('stdout'), stderr: wants('stderr'), tty: wants('tty') };
}

async function join(
  call: UpgradeCall,
  session: ExecSession,
  streams: CommandStreams,
  onClientGone: () => void,
): Promise<void> {
  let channels: CommandChannels;
  try {
    channels = await accept(call, streams);
  } catch (error) {
    onClientGone();
    throw error;
  }
  let ended = false;
  void channels.closed.then(() => {
    if (!ended) onClientGone();
    session.stdout.destroy();
    session.stderr.destroy();
  });
  channels.onResize((columns, rows) => session.resize(columns, rows));
  // It is not an error if the process does not read its input or has ended.
  if (channels.stdin) pipeline(channels.stdin, session.stdin).catch(() => {});
  else session.stdin.end();
  const outputs = [copy(session.stdout, channels.stdout), copy(session.stderr, channels.stderr)];
  const status = await session.exit.then(exitStatus, failedStatus);
  ended = true;
  await Promise.race([Promise.all(outputs), channels.closed]);
  await channels.finish(status);
}

async function accept(call: UpgradeCall, streams: CommandStreams): Promise<CommandChannels> {
  const { request, socket, head } = call;
  if (!isWebSocket(request)) return acceptSpdyCommand(request, socket, head, streams);
  const offered = offeredProtocols(request);
  const protocol = COMMAND_PROTOCOLS.find((name) => offered.includes(name));
  if (!protocol)
    throw badRequest(`unable to upgrade: none of the protocols ${JSON.stringify(offered)} is supported`);
  return websocketChannels(await acceptWebSocket(request, socket, head, protocol), streams);
}

/** Resolves when the source has ended and everything is written. */
async function copy(source: Readable, target: CommandChannels['stdout']): Promise<void> {
  if (target) await pipeline(source, target, { end: false }).catch(() => {});
  else await finished(source.resume()).catch(() => {});
}

function exitStatus(code: number): Status {
  if (code === 0) return { ...success(), code: 0 };
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    reason: 'NonZeroExitCode',
    message: `command terminated with non-zero exit code: exit status ${code}`,
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
    code: 500,
  };
}

const failedStatus = (error: Error): Status => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  reason: 'InternalError',
  message: error.message,
  code: 500,
});
