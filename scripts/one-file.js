// Joins an entry point and the chunks that it requires into one file: finding and reading a file takes Node at least half
// a millisecond. The chunks stay beside it for others; requiring one later gives the module in here, by require's cache.
import { dirname, posix } from 'node:path';

const PROLOGUE = `const __inlined = {};
const __inline = (name, run) => {
  const path = require('node:path').join(__dirname, name);
  const module = new (require('node:module'))(path);
  require.cache[path] = module;
  run(module);
  module.loaded = true;
  __inlined[name] = module.exports;
};
`;

/** @param files path → CommonJS, in one folder with the chunks below it @returns the text of the entry point */
export function oneFile(entry, outputs, files) {
  const names = new Map();
  const add = (path) => {
    for (const { path: chunk, kind } of outputs[path].imports)
      if (kind === 'import-statement' && files.has(chunk) && !names.has(chunk)) add(chunk);
    names.set(path, posix.relative(dirname(entry), path));
  };
  add(entry);
  names.delete(entry);
  const inlined = (path) =>
    files.get(path).replace(/\b(require|import)\("(\.[^"]+)"\)/g, (_all, how, specifier) => {
      const target = posix.join(dirname(path), specifier);
      const name = names.get(target);
      return name ? `__inlined["${name}"]` : `${how}("./${posix.relative(dirname(entry), target)}")`;
    });
  const chunks = [...names].map(
    ([chunk, name]) => `__inline("${name}", (module) => {\n${inlined(chunk)}});\n`,
  );
  const text = PROLOGUE + chunks.join('') + inlined(entry);
  // See bin/code-cache.js.
  if (/\bimport\(/.test(text)) throw new Error(`${entry} imports an ES module: have a chunk do it`);
  return text;
}
