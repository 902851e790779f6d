'use strict';
/**
 * Loads a CommonJS file with a code cache of the functions that were called in it before. Node's own compile cache only
 * has what V8 compiles before a file runs; compiling the rest again is a fifth of the time of `--help`.
 */
const { readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const { createRequire, getCompileCacheDir, wrap } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

/**
 * @param file absolute path; it may require, but not import()
 * @param {string} use what it is loaded for, as a part of a file name: the first run of each use decides what is cached
 */
exports.load = function load(file, use) {
  const cache = cacheOf(file, use);
  const cachedData = cache && read(cache);
  const script = new Script(wrap(readFileSync(file, 'utf8')), {
    filename: file,
    cachedData,
  });
  if (cache && (!cachedData || script.cachedDataRejected))
    process.once('exit', () => keep(cache, script.createCachedData()));
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  return module.exports;
};

/** Beside Node's own cache, which has a folder for each version and user; V8 recognises a changed source only by its length. */
function cacheOf(file, use) {
  const folder = getCompileCacheDir();
  if (!folder) return undefined;
  const { ino, mtimeMs, size } = statSync(file);
  return join(folder, `pycont-${use}-${ino}-${mtimeMs}-${size}`);
}

function read(cache) {
  try {
    return readFileSync(cache);
  } catch {
    return undefined;
  }
}

/** Without a cache it is only slower. */
function keep(cache, data) {
  try {
    const unfinished = `${cache}.${process.pid}`;
    writeFileSync(unfinished, data, { mode: 0o600 });
    renameSync(unfinished, cache);
  } catch {}
}
