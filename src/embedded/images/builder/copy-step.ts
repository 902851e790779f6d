/** COPY, and ADD of local files. */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { dockerfileError } from '../dockerfile/parse.ts';
import type { Instruction } from '../dockerfile/parse.ts';
import { lookup, resolvePath } from '../merged-root.ts';
import type { Found } from '../merged-root.ts';
import { resolveUser } from '../passwd.ts';
import { copyEntry, hashEntry } from '../tree.ts';
import { expandArguments, expandFlag } from './arguments.ts';
import { layerStep, makeFolder } from './layer-step.ts';
import { matchSources } from './source-tree.ts';
import type { SourceTree } from './source-tree.ts';
import { findSource } from './stages.ts';
import { chain, folders } from './state.ts';
import type { Build, StageState } from './state.ts';

interface PlannedEntry extends Found {
  /** Absolute path inside. */
  target: string;
}

const flags: Record<string, readonly string[]> = {
  COPY: ['from', 'chown', 'chmod', 'link'],
  ADD: ['chown', 'chmod', 'link'],
};

export async function copyStep(build: Build, state: StageState, instruction: Instruction): Promise<void> {
  const { keyword } = instruction;
  const fail = (what: string, remedy: string) =>
    dockerfileError(build.parsed.file, instruction, what, remedy);
  for (const flag of instruction.flags) {
    if (flags[keyword]?.includes(flag.name)) continue;
    throw fail(`${keyword} --${flag.name} is not supported by the embedded stage`, 'Leave the flag out.');
  }
  const words = expandArguments(build, state, instruction);
  const destination = words.pop();
  if (destination === undefined || words.length === 0) {
    throw fail(`${keyword} requires at least two arguments`, `Write ${keyword} SOURCE… DESTINATION.`);
  }
  refuseRemote(keyword, words, fail);
  const from = expandFlag(build, state, instruction, 'from');
  const tree = await findSource(build, instruction, from);
  const entries = await plan(tree, words, targetPath(build, state, destination, fail), build, state, fail);
  const mode = chmodValue(expandFlag(build, state, instruction, 'chmod'), fail);
  checkOwner(build, state, expandFlag(build, state, instruction, 'chown'), fail);
  const digest = await digestEntries(entries, mode);
  await layerStep(build, state, {
    title: `${keyword} ${shownFlags(instruction)}${instruction.args}`,
    createdBy: `${keyword} ${shownFlags(instruction)}${instruction.args} # buildkit`,
    key: chain(state.key, keyword, destination, digest),
    make: (draft) => write(build, state, draft, entries, mode),
  });
}

type Fail = (what: string, remedy: string) => Error;

function refuseRemote(keyword: string, sources: string[], fail: Fail): void {
  if (keyword !== 'ADD') return;
  const remote = sources.find((source) => /^(https?:\/\/|git@|.*\.git(#|$))/.test(source));
  if (remote) {
    throw fail(
      `ADD of a remote source is not supported by the embedded stage: ${remote}`,
      'Put the file into the build context and COPY it.',
    );
  }
  const archive = sources.find((source) => /\.(tar|tgz|tbz2?|txz|tar\.\w+)$/.test(source));
  if (archive) {
    throw fail(
      `ADD that unpacks an archive is not supported by the embedded stage: ${archive}`,
      'Put the unpacked folder into the build context and COPY it.',
    );
  }
}

/** Absolute; keeps a trailing slash, which means a folder. */
function targetPath(build: Build, state: StageState, destination: string, fail: Fail): string {
  const absolute = posix.resolve(state.config.workdir, destination);
  const resolved = resolvePath(folders(build, state), absolute);
  const bind = state.binds.find(({ target }) => resolved === target || resolved.startsWith(`${target}/`));
  if (bind) {
    throw fail(
      `cannot copy to ${absolute}: the embedded base images show the host's ${bind.target} there, read-only`,
      'Copy to a folder of your own, e.g. /usr/local/bin or the working directory.',
    );
  }
  const folder = destination.endsWith('/') || /(^|\/)\.{1,2}$/.test(destination);
  return folder && resolved !== '/' ? `${resolved}/` : resolved;
}

async function plan(
  tree: SourceTree,
  sources: string[],
  target: string,
  build: Build,
  state: StageState,
  fail: Fail,
): Promise<PlannedEntry[]> {
  const entries: PlannedEntry[] = [];
  const matches = sources.map((source) => ({ source, paths: matchSources(tree, source) }));
  const missing = matches.find(({ paths }) => paths.length === 0);
  if (missing) {
    throw fail(
      `"/${posix.normalize(missing.source).replace(/^[./]+/, '')}": not found`,
      'Sources are relative to the build context, and .dockerignore may hide them.',
    );
  }
  const paths = matches.flatMap((match) => match.paths);
  if (paths.length > 1 && !target.endsWith('/') && target !== '/') {
    throw fail(
      'when copying more than one source file, the destination must be a directory and end with a /',
      `Write ${target}/`,
    );
  }
  const existing = lookup(folders(build, state), target.replace(/(.)\/$/, '$1'));
  for (const path of paths) {
    const found = tree.follow(path) as Found;
    const base = target.replace(/(.)\/$/, '$1');
    if (found.stat.isDirectory()) await planFolder(tree, path, found, base, entries);
    else {
      const intoFolder = target.endsWith('/') || existing?.stat.isDirectory();
      entries.push({ ...found, target: intoFolder ? posix.join(base, posix.basename(path)) : base });
    }
  }
  return entries;
}

/** Copies the folder's content into the target, not the folder itself. */
async function planFolder(
  tree: SourceTree,
  path: string,
  found: Found,
  target: string,
  entries: PlannedEntry[],
): Promise<void> {
  if (entries.length % 64 === 0) await turn();
  if (tree.visible(path)) entries.push({ ...found, target });
  for (const name of tree.list(path)) {
    const below = posix.join(path, name);
    const entry = tree.find(below) as Found;
    const inside = posix.join(target, name);
    if (entry.stat.isDirectory()) await planFolder(tree, below, entry, inside, entries);
    else if (entry.stat.isFile() || entry.stat.isSymbolicLink()) entries.push({ ...entry, target: inside });
  }
}

function chmodValue(text: string | undefined, fail: Fail): number | undefined {
  if (text === undefined) return undefined;
  if (!/^0?[0-7]{3,4}$/.test(text)) {
    throw fail(
      `invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777`,
      'Write e.g. 755.',
    );
  }
  return Number.parseInt(text, 8);
}

/** Containers of the embedded stage have one user, who owns every file; the name must still exist, as in Docker. */
function checkOwner(build: Build, state: StageState, owner: string | undefined, fail: Fail): void {
  if (owner === undefined) return;
  try {
    resolveUser(folders(build, state), owner);
  } catch (error) {
    throw fail(
      `unable to convert uid/gid chown string to host mapping: ${(error as Error).message}`,
      'Name a user of the base image, or a number.',
    );
  }
}

async function digestEntries(entries: PlannedEntry[], mode: number | undefined): Promise<string> {
  const hash = createHash('sha256').update(String(mode));
  for (const [index, entry] of entries.entries()) {
    if (index % 64 === 63) await turn();
    hashEntry(hash, entry.target, entry);
  }
  return hash.digest('hex');
}

async function write(
  build: Build,
  state: StageState,
  draft: string,
  entries: PlannedEntry[],
  mode: number | undefined,
): Promise<void> {
  const below = folders(build, state);
  for (const [index, { host, stat, target }] of entries.entries()) {
    if (index % 64 === 63) await turn();
    makeFolder(build, state, draft, posix.dirname(target));
    if (stat.isDirectory() && lookup(below, target)?.stat.isDirectory())
      makeFolder(build, state, draft, target);
    else copyEntry(host, stat, posix.join(draft, target), mode);
  }
}

const shownFlags = (instruction: Instruction) =>
  instruction.flags.map((flag) => `--${flag.name}=${flag.value} `).join('');
