/** Exec sessions, and attached clients of the main process. */
import { PassThrough, Readable, Writable } from 'node:stream';
import type { Box, Isolation, Running } from './box.ts';
import { startChild } from './child.ts';
import { StartError } from './errors.ts';
import { allProcesses, childrenOf, sendSignal, withDescendants } from './proc.ts';
import type { ExecOptions, ExecSession } from './types.ts';

/** @param onStart gets the session's host pid, and a promise that resolves when it has ended */
export async function startExec(
  isolation: Isolation,
  box: Box,
  running: Running,
  options: ExecOptions,
  onStart: (pid: number, end: Promise<unknown>) => void,
): Promise<ExecSession> {
  try {
    const command = isolation.execCommand(box, running, options);
    const child = await startChild(command, { ...options, scratch: box.folder });
    const exit = child.exit.then(({ code }) => code);
    onStart(child.pid, exit);
    const stderr = child.stderr ?? Readable.from([]);
    return {
      stdin: child.stdin ?? discard(),
      stdout: child.stdout,
      stderr,
      resize: child.resize,
      signal: (signal) => signalSession(child.pid, signal, isolation.mode),
      exit,
    };
  } catch (error) {
    if (error instanceof StartError) return failedSession(error);
    throw error;
  }
}

function signalSession(pid: number, signal: NodeJS.Signals, mode: Isolation['mode']): void {
  if (signal === 'SIGKILL') {
    // The process group first, atomically, so that no fork escapes. On a terminal, jobs have their own groups.
    sendSignal(-pid, signal);
    for (const member of withDescendants([pid], allProcesses())) sendSignal(member, signal);
    return;
  }
  // With namespaces `pid` is that of nsenter, which waits for the program.
  const targets = mode === 'namespaces' ? childrenOf(pid) : [];
  for (const target of targets.length > 0 ? targets : [pid]) sendSignal(target, signal);
}

async function exitCodeOf(error: StartError): Promise<number> {
  return error.exitCode;
}

function failedSession(error: StartError): ExecSession {
  const failure = `OCI runtime exec failed: exec failed: unable to start container process: ${error.message}: unknown`;
  return {
    failure,
    stdin: discard(),
    stdout: Readable.from([]),
    stderr: Readable.from([Buffer.from(`${failure}\n`)]),
    resize: () => {},
    signal: () => {},
    exit: exitCodeOf(error),
  };
}

function discard(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

/** An attached client's copy of the output. */
export class AttachedOutput {
  readonly stdout = new PassThrough({ highWaterMark: 1024 * 1024 });
  readonly stderr = new PassThrough({ highWaterMark: 1024 * 1024 });

  /** A client that does not read slows the container down, as in Docker; a disconnected one does not. */
  async write(stream: 'stdout' | 'stderr', chunk: Buffer): Promise<void> {
    const target = this[stream];
    if (target.destroyed || target.write(chunk)) return;
    await new Promise<void>((resolve) => {
      target.once('drain', resolve);
      target.once('close', resolve);
    });
  }

  end(): void {
    this.stdout.end();
    this.stderr.end();
  }
}
