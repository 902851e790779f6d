/** Which process listens on a TCP port of 127.0.0.1, or of every address, as far as that can be seen without being root. */
import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { execa } from 'execa';

export interface Listener {
  pid: number;
  name: string;
}

/** @returns undefined when nobody does, or when it is not ours to see */
export async function listenerOn(port: number): Promise<Listener | undefined> {
  return process.platform === 'linux' ? fromProc(port) : fromLsof(port);
}

const LISTENS = '0A';
/** As the kernel writes them. Another address, such as 127.0.0.2, has ports of its own. */
const ADDRESSES = ['0100007F', '00000000', '0000000000000000FFFF00000100007F', '0'.repeat(32)];

async function fromProc(port: number): Promise<Listener | undefined> {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((table) => readFile(`/proc/net/${table}`, 'utf8').catch(() => '')),
  );
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const places = ADDRESSES.map((address) => `${address}:${hex}`);
  const sockets = tables
    .flatMap((table) => table.split('\n').map((line) => line.trim().split(/\s+/)))
    .filter(([, local, , state]) => places.includes(local!) && state === LISTENS)
    .map((fields) => `socket:[${fields[9]}]`);
  if (sockets.length === 0) return undefined;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const links = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')));
    if (!links.some((link) => sockets.includes(link))) continue;
    // What it was started as: the name of a thread, which Node sets, says nothing.
    const [command = ''] = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
    return { pid: Number(pid), name: basename(command) };
  }
  return undefined;
}

async function fromLsof(port: number): Promise<Listener | undefined> {
  const args = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'];
  const { stdout, failed } = await execa('lsof', args, { reject: false, timeout: 5_000 });
  const [, pid] = /^p(\d+)$/m.exec(stdout) ?? [];
  const [, name = ''] = /^c(.+)$/m.exec(stdout) ?? [];
  return failed || pid === undefined ? undefined : { pid: Number(pid), name };
}
