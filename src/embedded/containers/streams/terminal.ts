/**
 * A pseudo-terminal for a child that is not started by node-pty. node-pty's spawn makes its child the leader of the
 * terminal's session; in a PID namespace a shell then cannot find its process group, and its job control fails. So
 * the terminal is only opened here, and `setsid --ctty` inside makes it the controlling terminal.
 */
import type { ReadStream } from 'node:tty';
import { PassThrough } from 'node:stream';
import type { Readable, Writable } from 'node:stream';
import * as nodePty from '@lydell/node-pty';
import { hostTool } from '../host-tools.ts';

/** The result of node-pty's `open`, which its types do not have. */
interface OpenedTerminal {
  readonly master: ReadStream;
  readonly slave: ReadStream;
  readonly ptsName: string;
  resize(columns: number, rows: number): void;
}

export interface Terminal {
  /** Path of the slave side. */
  name: string;
  stdin: Writable;
  stdout: Readable;
  resize(columns: number, rows: number): void;
  /** Call when the child has ended: the rest of its output is read before the streams end. */
  finish(): void;
}

/** How long to wait for output if a background process keeps the terminal open. */
const LAST_OUTPUT_MS = 200;

export function openTerminal(size: { columns: number; rows: number } | undefined): Terminal {
  const { open } = nodePty as unknown as { open(options: object): OpenedTerminal };
  const opened = open({ cols: size?.columns || 80, rows: size?.rows || 24, encoding: null });
  // The library reads both sides, and reports errors that only mean that the other side is closed.
  opened.slave.destroy();
  const { master } = opened;
  master.removeAllListeners('error');
  master.removeAllListeners('close');

  const stdout = new PassThrough({ highWaterMark: 256 * 1024 });
  const end = () => {
    if (!master.destroyed) master.destroy();
    if (!stdout.writableEnded) stdout.end();
  };
  master.on('error', end);
  master.on('close', end);
  master.on('data', (chunk: Buffer) => {
    if (stdout.write(chunk)) return;
    master.pause();
    stdout.once('drain', () => master.resume());
  });
  const stdin = new PassThrough();
  stdin.on('data', (chunk: Buffer) => {
    if (!master.destroyed) master.write(chunk);
  });
  // The end of input is a Ctrl-D on a terminal.
  stdin.on('end', () => {
    if (!master.destroyed) master.write('\x04');
  });
  return {
    name: opened.ptsName,
    stdin,
    stdout,
    resize(columns, rows) {
      if (!master.destroyed && columns > 0 && rows > 0) opened.resize(columns, rows);
    },
    // If timers are late, output may not have been read yet; the event loop reads it before it runs immediates.
    finish: () => void setTimeout(() => setImmediate(end), LAST_OUTPUT_MS).unref(),
  };
}

/** Prefix that makes the program the leader of a new session with its terminal. */
export function ownSession(): string[] {
  const setsid = hostTool('setsid');
  return setsid === undefined ? [] : [setsid, '--ctty'];
}
