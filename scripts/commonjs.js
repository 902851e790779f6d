// Node loads CommonJS twice as fast as ES modules, but esbuild only splits ES modules. So each file of a bundle is
// converted to CommonJS afterwards, except those with a top-level await, and those that import such a file.
import { basename } from 'node:path';
import { transform } from 'esbuild';

const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);\n";

/**
 * @param outputs of esbuild's metafile
 * @param files path → text of each
 * @param kept paths of files that stay ES modules
 * @returns path → text; the ES modules end in .mjs
 */
export async function asCommonJs(outputs, files, kept) {
  const converted = new Map(
    await Promise.all([...files].map(async ([path, text]) => [path, await commonJs(text)])),
  );
  const modules = new Set(
    [...converted.keys()].filter((path) => converted.get(path) === undefined || kept.includes(path)),
  );
  for (let known = 0; known < modules.size;) {
    known = modules.size;
    for (const [path, { imports }] of Object.entries(outputs))
      if (imports.some((each) => each.kind === 'import-statement' && modules.has(each.path)))
        modules.add(path);
  }
  const result = new Map();
  for (const [path, text] of files) {
    const toModules = outputs[path].imports.map((each) => each.path).filter((each) => modules.has(each));
    const renamed = (code) =>
      toModules.reduce(
        (all, each) => all.replaceAll(`${basename(each)}"`, `${renamedTo(basename(each))}"`),
        code,
      );
    if (modules.has(path)) {
      const before = beforehand(path, text, modules);
      if (before) result.set(before.path, before.code);
      result.set(renamedTo(path), (before?.statement ?? '') + REQUIRE + renamed(text));
    }
    // A required file cannot have a top-level await: a dynamic import() of such a module stays.
    else result.set(path, toModules.length > 0 ? await commonJs(renamed(text), true) : converted.get(path));
  }
  return result;
}

const IMPORT = /^import \{([^}]*)\} from "\.\/([^"]+)";/gm;

/**
 * What an ES module imports of CommonJS it gets once, as it is then: what esbuild sets when a module is first used must
 * be set before. So a file that is imported first has all of it set.
 * @returns undefined where there is nothing to set
 */
function beforehand(path, text, modules) {
  const calls = [...text.matchAll(IMPORT)].flatMap(([, names, file]) => {
    if ([...modules].some((each) => basename(each) === file)) return [];
    const inits = names.match(/\binit_\w+/g) ?? [];
    return inits.map((init) => `require("./${file}").${init}();\n`);
  });
  if (calls.length === 0) return undefined;
  const before = path.replace(/\.js$/, '.before.js');
  return { path: before, code: calls.join(''), statement: `import "./${basename(before)}";\n` };
}

const renamedTo = (path) => path.replace(/\.js$/, '.mjs');

/** @returns undefined for a file with a top-level await */
async function commonJs(text, keepImports = false) {
  const options = {
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    define: { 'import.meta.dirname': '__dirname' },
    supported: { 'dynamic-import': keepImports },
    logLevel: 'silent',
  };
  try {
    return loadedWhenUsed((await transform(text, options)).code);
  } catch (error) {
    if (error.errors?.every((each) => each.text.startsWith('Top-level await'))) return undefined;
    throw error;
  }
}

/** Node's modules that take milliseconds to load: they are loaded at their first use. */
const SLOW =
  /^var (import_node_\w+) = require\("(node:(?:child_process|crypto|dns|https?|net|readline|tls|zlib)[^"]*)"\);$/gm;

function loadedWhenUsed(code) {
  return [...code.matchAll(SLOW)].reduce((text, [statement, name, module]) => {
    const uses = new RegExp(`\\b${name}\\b(?=\\.)`, 'g');
    // A property, not a function: `new` would apply to the first call.
    const lazy = `const ${name} = { get used() { return require("${module}"); } };`;
    return text.replace(statement, lazy).replace(uses, `${name}.used`);
  }, code);
}
