/**
 * A pseudo-terminal for a child that is started by other means. node-pty's own spawn makes its child the leader of
 * the terminal's session; across a PID namespace a shell inside then cannot find its process group, and its job
 * control fails. So the terminal is only opened here, and `setsid --ctty` inside takes it.
 */
import type { ReadStream } from 'node:tty';
import { PassThrough } from 'node:stream';
import type { Readable, Writable } from 'node:stream';
import * as nodePty from '@lydell/node-pty';
import { hostTool } from '../host-tools.ts';

/** What node-pty's `open` gives; its types leave it out. */
interface OpenedTerminal {
  readonly master: ReadStream;
  readonly slave: ReadStream;
  readonly ptsName: string;
  resize(columns: number, rows: number): void;
}

export interface Terminal {
  /** Path of the side a program works on. */
  name: string;
  stdin: Writable;
  stdout: Readable;
  resize(columns: number, rows: number): void;
  /** The child is gone: what it printed is still read, then all ends. */
  finish(): void;
}

/** Output that a background process holds the terminal for is not waited for longer than this. */
const LAST_OUTPUT_MS = 200;

export function openTerminal(size: { columns: number; rows: number } | undefined): Terminal {
  const { open } = nodePty as unknown as { open(options: object): OpenedTerminal };
  const opened = open({ cols: size?.columns || 80, rows: size?.rows || 24, encoding: null });
  // The library reads both sides and lets errors through that only mean "everybody has gone".
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
  // The end of input is what a typist's Ctrl-D is.
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
    // An event loop that comes late to its timers has not read what came meanwhile: it does so before the immediates.
    finish: () => void setTimeout(() => setImmediate(end), LAST_OUTPUT_MS).unref(),
  };
}

/** Prefix that makes the program the leader of a new session on the terminal it is given. */
export function ownSession(): string[] {
  const setsid = hostTool('setsid');
  return setsid === undefined ? [] : [setsid, '--ctty'];
}
