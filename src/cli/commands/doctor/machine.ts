/** What the talk needs of a machine, on whichever stage. */
import { access, constants, mkdir } from 'node:fs/promises';
import { loadScenes } from '../../../show/index.ts';
import { storageError } from '../../../errors/storage-error.ts';
import { UserError } from '../../../errors/user-error.ts';
import type { Finding, Probe } from './probe.ts';
import type { Settings } from '../../settings.ts';

const SPARE_MB = 500;

export function told(error: unknown): Finding {
  if (error instanceof UserError)
    return { level: 'bad', fact: error.texts.message, mend: error.texts.remedy };
  throw error;
}

export async function home(probe: Probe, { home }: Pick<Settings, 'home'>): Promise<Finding> {
  try {
    await mkdir(home, { recursive: true });
    await access(home, constants.W_OK);
  } catch (error) {
    return told(storageError(error, home));
  }
  const free = (await probe.freeMegabytes(home)) ?? 0;
  if (free >= SPARE_MB) return { level: 'good', fact: `${home}, ${free} MB free` };
  return {
    level: 'bad',
    fact: `${home} has ${free} MB left`,
    mend: `Free some space: ${SPARE_MB} MB are enough`,
  };
}

export async function talk({ scenes, language }: Pick<Settings, 'scenes' | 'language'>): Promise<Finding> {
  try {
    return { level: 'good', fact: `${(await loadScenes(scenes, language)).length} scenes in ${scenes}` };
  } catch (error) {
    return told(error);
  }
}

export async function bash(probe: Probe): Promise<Finding> {
  const version = await probe.ask('bash', '--version');
  if (version) return { level: 'good', fact: version.split('\n')[0]! };
  return {
    level: 'bad',
    fact: 'bash is not on PATH',
    mend: 'Install bash: it runs the commands of the scenes',
  };
}

export async function curl(probe: Probe): Promise<Finding> {
  const version = await probe.ask('curl', '--version');
  if (version) return { level: 'good', fact: version.split(' (')[0]! };
  return { level: 'bad', fact: 'curl is not on PATH', mend: 'Install curl: the scenes ask the app with it' };
}

export async function terminal({ terminal: { isTTY, columns = 0, rows = 0 } }: Probe): Promise<Finding> {
  if (!isTTY) return { level: 'note', fact: 'no terminal here: scenes are played unattended' };
  if (columns >= 60 && rows >= 16) return { level: 'good', fact: `${columns}×${rows}` };
  return {
    level: 'note',
    fact: `${columns}×${rows} is small for an audience`,
    mend: 'Make it 60×16 or larger',
  };
}
