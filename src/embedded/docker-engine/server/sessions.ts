/** Two-way calls: attach (with or without a start) and exec. */
import type { Duplex } from 'node:stream';
import type { ExecSession } from '../../containers/index.ts';
import type { Engine } from '../engine.ts';
import { EngineError, wireError } from '../errors.ts';
import { stateOf } from '../containers/record.ts';
import { splitPair } from '../pair.ts';
import { userOf } from '../containers/spec.ts';
import type { ExecRequest } from '../types.ts';
import { encodeFrame, pumpFrames, readFrames } from './frames.ts';

export interface AttachRequest {
  container: string;
  /** Whether to start it, with all of its output in the session. */
  start: boolean;
}

export interface OpenSession {
  session: ExecSession;
  /** Whether the process ends with its client. */
  owned: boolean;
}

// oxlint-disable-next-line typescript/no-explicit-any
type Opener = (engine: Engine, params: any) => Promise<OpenSession>;

export const sessions: Record<string, Opener> = {
  async 'container.attach'(engine, { container, start }: AttachRequest) {
    const { containers, runtime } = engine;
    const found = containers.get(container);
    if (!start || stateOf(runtime, found).phase === 'running') {
      if (stateOf(runtime, found).phase !== 'running') {
        throw new EngineError('You cannot attach to a stopped container, start it first', {
          remedy: `docker start -a ${found.name}`,
        });
      }
      return { session: runtime.attach(found.runtimeId), owned: false };
    }
    let session: ExecSession | undefined;
    await containers.start(found, () => {
      session = runtime.attach(found.runtimeId);
    });
    if (!session) throw new Error('the container was started without a launch');
    return { session, owned: false };
  },
  'container.exec': openExec,
};

export async function openExec(engine: Engine, params: ExecRequest): Promise<OpenSession> {
  const found = engine.containers.get(params.container);
  if (stateOf(engine.runtime, found).phase !== 'running') {
    throw new EngineError(`container ${found.id} is not running`, { remedy: `docker start ${found.name}` });
  }
  const { command, tty, stdin, env, workdir, user } = params;
  const { uid } = user === undefined ? {} : userOf(found.image.root.layers, user);
  const session = await engine.runtime.exec(found.runtimeId, {
    command,
    tty,
    stdin,
    env: Object.fromEntries(env.map(splitPair)),
    ...(workdir !== undefined && { workdir }),
    ...(uid !== undefined && { user: uid }),
  });
  return { session, owned: true };
}

/** Runs a session over a connection until the process ends or the client disconnects. */
export async function carry({ session, owned }: OpenSession, socket: Duplex, head: Buffer): Promise<void> {
  let over = false;
  socket.on('error', () => {});
  socket.on('close', () => {
    if (over) return;
    if (owned) session.signal('SIGHUP');
    session.stdout.destroy();
    session.stderr.destroy();
  });
  void receive(session, socket, head);
  try {
    await Promise.all([
      pumpFrames(session.stdout, 'stdout', socket),
      pumpFrames(session.stderr, 'stderr', socket),
    ]);
    const code = await session.exit;
    over = true;
    socket.end(encodeFrame('exit', String(code)));
  } catch (error) {
    over = true;
    socket.end(encodeFrame('error', JSON.stringify(wireError(error))));
  }
}

async function receive(session: ExecSession, socket: Duplex, head: Buffer): Promise<void> {
  session.stdin.on('error', () => {});
  for await (const { kind, payload } of readFrames(socket, head)) {
    if (kind === 'stdin') session.stdin.write(payload);
    else if (kind === 'end') session.stdin.end();
    else if (kind === 'signal') session.signal(payload.toString() as NodeJS.Signals);
    else if (kind === 'size') {
      const { columns, rows } = JSON.parse(payload.toString()) as { columns: number; rows: number };
      session.resize(columns, rows);
    }
  }
}
