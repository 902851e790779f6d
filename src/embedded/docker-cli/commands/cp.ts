/** docker cp: copies files to and from a running container, with a tar on both sides. */
import { spawn } from 'node:child_process';
import { mkdtemp, rename, rm, stat, cp as copy } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import { encodeFrame, readFrames } from '../../docker-engine/index.ts';
import { openSession } from '../client.ts';
import type { Command } from '../command.ts';
import { ShimError } from '../errors.ts';

interface Place {
  container?: string;
  path: string;
}

const cp: Command = {
  summary: 'Copy files between a running container and the machine',
  usage: 'CONTAINER:SRC_PATH DEST_PATH | SRC_PATH CONTAINER:DEST_PATH',
  flags: [],
  least: 2,
  most: 2,
  async run({ words: [from = '', to = ''] }) {
    const [source, target] = [place(from), place(to)];
    if (source.container !== undefined && target.container === undefined) {
      await copyOut(source as Required<Place>, target.path);
    } else if (target.container !== undefined && source.container === undefined) {
      await copyIn(source.path, target as Required<Place>);
    } else {
      throw new ShimError('copying between containers is not supported', {
        remedy: 'Write CONTAINER:PATH on one side only.',
      });
    }
    process.stderr.write(`Successfully copied to ${to}\n`);
  },
};

function place(text: string): Place {
  const [, container, path] = /^([^/.][^:]*):(.*)$/.exec(text) ?? [];
  return container === undefined ? { path: text } : { container, path: path as string };
}

const exec = (container: string, command: string[], stdin: boolean) =>
  openSession('container.exec', { container, command, tty: false, stdin, env: [] });

async function copyOut(source: Required<Place>, target: string): Promise<void> {
  const name = basename(source.path);
  const folder = await mkdtemp(join(dirname(resolve(target)), '.docker-cp-'));
  try {
    const { socket, head } = await exec(
      source.container,
      ['tar', '-C', dirname(source.path), '-cf', '-', name],
      false,
    );
    const tar = spawn('tar', ['-xf', '-', '-C', folder], { stdio: ['pipe', 'ignore', 'inherit'] });
    // tar exits at the end of the archive, possibly before the end of the stream.
    tar.stdin.on('error', () => {});
    const unpacked = ended(tar);
    unpacked.catch(() => {});
    await receive(socket, head, (chunk) => void tar.stdin.write(chunk));
    tar.stdin.end();
    await unpacked;
    const existing = await stat(target).catch(() => undefined);
    const place = existing?.isDirectory() ? join(target, name) : resolve(target);
    await rename(join(folder, name), place).catch(() => copy(join(folder, name), place, { recursive: true }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyIn(source: string, target: Required<Place>): Promise<void> {
  if (!(await stat(source).catch(() => undefined))) {
    throw new ShimError(`lstat ${source}: no such file or directory`);
  }
  // Into an existing folder under the source's name, otherwise to the path itself: only the shell inside can tell.
  const script =
    'if [ -d "$1" ]; then tar -xf - -C "$1"; else d=$(mktemp -d) && tar -xf - -C "$d" && mv "$d/$2" "$1"; fi';
  const command = ['sh', '-c', script, 'cp', target.path, basename(source)];
  const { socket, head } = await exec(target.container, command, true);
  const tar = spawn('tar', ['-C', dirname(resolve(source)), '-cf', '-', basename(source)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  tar.stdout.on('data', (chunk: Buffer) => socket.write(encodeFrame('stdin', chunk)));
  tar.stdout.on('end', () => socket.write(encodeFrame('end')));
  await Promise.all([ended(tar), receive(socket, head, () => {})]);
}

async function receive(socket: Duplex, head: Buffer, onOutput: (chunk: Buffer) => void): Promise<void> {
  let errors = '';
  for await (const { kind, payload } of readFrames(socket, head)) {
    if (kind === 'stdout') onOutput(payload);
    if (kind === 'stderr') errors += payload.toString();
    if (kind === 'exit' && payload.toString() !== '0') throw new ShimError(errors.trim());
    if (kind === 'exit') return;
  }
  throw new ShimError('the connection to the engine broke');
}

function ended(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? done() : reject(new ShimError(`tar exited with ${code}`))));
  });
}

export const commands: Record<string, Command> = { cp };
