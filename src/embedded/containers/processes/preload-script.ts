/**
 * Preloaded into every Node program of a container without namespaces (`--require`). It replaces what the kernel
 * does otherwise: file names are relative to the container's root, the hostname is the container's, and the first
 * process ignores signals without a handler. (Node itself handles SIGTERM and SIGINT, so /proc does not show
 * whether the program does.)
 *
 * PYCONT_ROOT   host folder that is the root
 * PYCONT_SAME   host paths that are used unchanged, separated by colons: host programs, parts of this container
 * PYCONT_PARENT pid of the first process' parent
 * PYCONT_HOSTNAME hostname of the container
 */
export const preloadScript = String.raw`'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { fileURLToPath } = require('node:url');
const { syncBuiltinESMExports } = require('node:module');

const root = process.env.PYCONT_ROOT;
const same = (process.env.PYCONT_SAME || '').split(':').filter(Boolean);
const { existsSync } = fs;
const within = (file, folder) => file === folder || file.startsWith(folder + '/');

function inside(file) {
  if (file instanceof URL && file.protocol === 'file:') file = fileURLToPath(file);
  if (typeof file !== 'string' || !file.startsWith('/')) return file;
  const plain = path.normalize(file);
  if (plain === '/' || within(plain, '/proc') || within(plain, '/dev')) return file;
  // What leads to them is the host's too, but for the folders every container has.
  const shared = (folder) => within(plain, folder) || within(folder, plain);
  if (plain !== '/tmp' && plain !== '/etc' && [root, ...same].some(shared)) return file;
  const host = path.join(root, plain);
  const own = within(plain, '/tmp') || within(plain, '/etc');
  return own || existsSync(host) || (!existsSync(plain) && existsSync(path.dirname(host))) ? host : file;
}

const one = 'access appendFile chmod chown createReadStream createWriteStream exists lchmod lchown lstat lutimes mkdir mkdtemp open openAsBlob opendir readdir readFile readlink realpath rm rmdir stat statfs truncate unlink unwatchFile utimes watch watchFile writeFile'.split(' ');
const two = 'copyFile cp link rename'.split(' ');

function patch(target, name, count) {
  const original = target[name];
  if (typeof original !== 'function') return;
  const mapped = function (...args) {
    for (let index = 0; index < count; index += 1) args[index] = inside(args[index]);
    return original.apply(this, args);
  };
  // What hangs on it, e.g. realpath.native and the promisified form.
  for (const key of Reflect.ownKeys(original)) {
    if (!(key in mapped)) Object.defineProperty(mapped, key, Object.getOwnPropertyDescriptor(original, key));
  }
  target[name] = mapped;
}

if (root) {
  for (const [names, count] of [[one, 1], [two, 2]]) {
    for (const name of names) {
      patch(fs, name, count);
      patch(fs, name + 'Sync', count);
      patch(fs.promises, name, count);
    }
  }
}

if (process.env.PYCONT_HOSTNAME) os.hostname = () => process.env.PYCONT_HOSTNAME;
syncBuiltinESMExports();

if (String(process.ppid) === process.env.PYCONT_PARENT) {
  const ignore = () => {};
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) process.on(signal, ignore);
}
`;
