/** Settings from the global options and the environment. */
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { languageOf } from './language/locale.ts';
import { homeFolder } from '../system/home-folder.ts';
import { packageRoot } from '../system/package-root.ts';
import { SETTINGS } from '../messages/index.ts';
import type { Language } from '../messages/index.ts';
import type { StageName } from '../stage/index.ts';
import { UserError } from '../errors/user-error.ts';

export interface Settings {
  /** Absolute path of `$PYCONT_HOME`. */
  home: string;
  stage: StageName | 'auto';
  /** Kube context for the cluster stage. */
  context?: string;
  /** The given context may be used even if it may be in use. */
  confirmed?: boolean;
  /** Registry through which images reach the cluster. */
  registry?: string;
  /** Absolute path of the talk. */
  scenes: string;
  language: Language;
}

export const STAGES = ['auto', 'embedded', 'cluster'];

/** Where pycont keeps its state: `$PYCONT_HOME`, or a folder in the XDG state folder. */
export function pycontHome(env: NodeJS.ProcessEnv = process.env): string {
  if (env.PYCONT_HOME) return resolve(env.PYCONT_HOME);
  const { XDG_STATE_HOME } = env;
  if (XDG_STATE_HOME?.startsWith('/')) return join(XDG_STATE_HOME, 'pycont');
  const home = homeFolder(env);
  if (home === undefined) throw new UserError(SETTINGS.noHome, SETTINGS.setHome);
  return join(home, '.local', 'state', 'pycont');
}

export function settingsOf(command: Command): Settings {
  const { stage, scenes, lang, context, yes, registry } = command.optsWithGlobals<{
    stage?: Settings['stage'];
    scenes?: string;
    lang?: Language;
    context?: string;
    yes?: boolean;
    registry?: string;
  }>();
  return {
    home: pycontHome(),
    stage: stage ?? 'auto',
    ...(context ? { context } : {}),
    ...(yes ? { confirmed: true } : {}),
    ...(registry ? { registry } : {}),
    scenes: scenes ? resolve(scenes) : join(packageRoot(), 'scenes'),
    language: lang ?? languageOf(process.env),
  };
}

/** Variables for a talk's steps: the folder of its files, and its language for pycont commands. */
export function variablesFor({ scenes, language }: Settings): Record<string, string> {
  return { TALK_DIR: scenes, PYCONT_LANG: language };
}
