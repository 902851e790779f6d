/**
 * Real pipes for a child's standard streams. Node's `pipe` is a socket pair, and a program that opens /dev/stdout or
 * /proc/1/fd/1 cannot open a socket. A FIFO that is unlinked after both ends are open is a pipe.
 */
import { execFile } from 'node:child_process';
import { constants, openSync, closeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hostTool } from '../host-tools.ts';

const run = promisify(execFile);

export interface ChildPipe {
  /** The child's end: pass it to spawn as stdio, then close it here. */
  childFd: number;
  /** This process's end. */
  socket: Socket;
}

/** @param folder absolute; the FIFOs exist in it only while they are opened */
export async function openPipes(
  folder: string,
  directions: ('toChild' | 'fromChild')[],
): Promise<ChildPipe[]> {
  const mkfifo = hostTool('mkfifo');
  if (mkfifo === undefined) throw new Error('no mkfifo on this machine');
  const place = await mkdtemp(join(folder, 'pipes-'));
  try {
    const paths = directions.map((_, index) => join(place, String(index)));
    await run(mkfifo, ['-m', '600', ...paths]);
    return directions.map((direction, index) => openPipe(paths[index]!, direction));
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

function openPipe(path: string, direction: 'toChild' | 'fromChild'): ChildPipe {
  // Opening one end blocks until the other is open; with this descriptor for both, the opens below do not block.
  // The child's end must be blocking, because the flag is shared with the child.
  const both = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  const toChild = direction === 'toChild';
  const childFd = openSync(path, toChild ? constants.O_RDONLY : constants.O_WRONLY);
  const ownFd = openSync(path, (toChild ? constants.O_WRONLY : constants.O_RDONLY) | constants.O_NONBLOCK);
  closeSync(both);
  const socket = new Socket({ fd: ownFd, readable: !toChild, writable: toChild });
  // EPIPE: the child has closed its stdin or ended, which is not an error.
  if (toChild) socket.on('error', () => socket.destroy());
  return { childFd, socket };
}
