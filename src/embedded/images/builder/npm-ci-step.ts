/**
 * `RUN npm ci` without a network: the exact packages of the lock file, copied from pycont's own installation.
 * Unusual cases are left to the real npm.
 */
import { join, posix } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { lookup, readText, resolvePath } from '../merged-root.ts';
import { findInstalled } from '../npm/installed.ts';
import { planInstall } from '../npm/lock-file.ts';
import type { LockFile } from '../npm/lock-file.ts';
import { makeFolders } from '../tree.ts';
import { writePackages } from '../npm/write-packages.ts';
import { makeFolder } from './layer-step.ts';
import type { Vertex } from './progress.ts';
import { folders } from './state.ts';
import type { Build, StageState } from './state.ts';

export interface NpmCi {
  omitDev: boolean;
  omitOptional: boolean;
}

/** Flags without effect here, where audit, funding message and scripts never run. */
const harmless =
  /^(--no-audit|--no-fund|--prefer-offline|--offline|--quiet|-q|--silent|-s|--no-progress|--loglevel=\w+|--audit=false|--fund=false|--no-update-notifier)$/;
const cleanUp = /^(npm cache (clean|verify)( --force| -f)?|rm -rf( \/root\/\.npm| \/tmp\/\*)+)$/;

/** `npm ci` with known flags, optionally with `npm cache clean`; undefined for the real npm. */
export function parseNpmCi(command: string): NpmCi | undefined {
  const [first = '', ...others] = command.split('&&').map((each) => each.trim().replace(/\s+/g, ' '));
  const [npm, ci, ...flags] = first.split(' ');
  if (npm !== 'npm' || ci !== 'ci' || !others.every((other) => cleanUp.test(other))) return undefined;
  const result: NpmCi = { omitDev: false, omitOptional: false };
  for (const flag of flags) {
    if (['--omit=dev', '--production', '--only=production', '--only=prod'].includes(flag))
      result.omitDev = true;
    else if (flag === '--omit=optional') result.omitOptional = true;
    else if (!harmless.test(flag)) return undefined;
  }
  return result;
}

/** Writes the layer. @returns false, with nothing written, if it needs the real npm */
export async function npmCiLayer(
  build: Build,
  state: StageState,
  options: NpmCi,
  draft: string,
  vertex: Vertex,
): Promise<boolean> {
  const below = folders(build, state);
  const workdir = resolvePath(below, state.config.workdir);
  const lock = parse<LockFile>(readText(below, posix.join(workdir, 'package-lock.json')));
  const manifest = parse<Record<string, unknown>>(readText(below, posix.join(workdir, 'package.json')));
  // npm ci first removes existing packages, which needs whiteouts and so a container.
  if (!lock || !manifest || lookup(below, posix.join(workdir, 'node_modules'))) return false;
  const env = { ...state.args, ...state.config.env };
  const plan = planInstall(lock, manifest, {
    ...options,
    omitDev: options.omitDev || env.NODE_ENV === 'production',
  });
  if (!plan) return false;
  const started = performance.now();
  const sources = await findInstalled(build.images.packageRoot, plan);
  if (!sources) return false;
  const folder = makeFolder(build, state, draft, workdir);
  if (plan.length > 0) makeFolders(join(folder, 'node_modules'));
  await writePackages(folder, sources, lock);
  await turn();
  vertex.line('');
  vertex.line(
    `added ${plan.length} package${plan.length === 1 ? '' : 's'} in ${duration(performance.now() - started)}`,
  );
  return true;
}

const duration = (milliseconds: number) =>
  milliseconds < 1000 ? `${Math.round(milliseconds)}ms` : `${Math.round(milliseconds / 1000)}s`;

function parse<T>(text: string | undefined): T | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}
