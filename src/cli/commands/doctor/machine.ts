/** Checks of the machine, for every stage. */
import { access, constants, mkdir } from 'node:fs/promises';
import { loadScenes } from '../../../show/index.ts';
import { storageError } from '../../../errors/storage-error.ts';
import { UserError } from '../../../errors/user-error.ts';
import { DOCTOR } from '../../../messages/index.ts';
import type { Finding, Probe } from './probe.ts';
import type { Settings } from '../../settings.ts';

const SPARE_MB = 500;

/** The finding for an error that the user can fix; rethrows any other. */
export function mistake(error: unknown): Finding {
  if (error instanceof UserError)
    return { level: 'bad', fact: error.texts.message, remedy: error.texts.remedy };
  throw error;
}

export async function home(probe: Probe, { home }: Pick<Settings, 'home'>): Promise<Finding> {
  try {
    await mkdir(home, { recursive: true });
    await access(home, constants.W_OK);
  } catch (error) {
    return mistake(storageError(error, home));
  }
  const free = (await probe.freeMegabytes(home)) ?? 0;
  const space = { folder: home, megabytes: free };
  if (free >= SPARE_MB) return { level: 'good', fact: DOCTOR.space(space) };
  return {
    level: 'bad',
    fact: DOCTOR.littleSpace(space),
    remedy: DOCTOR.freeSpace({ megabytes: SPARE_MB }),
  };
}

export async function talk({ scenes, language }: Pick<Settings, 'scenes' | 'language'>): Promise<Finding> {
  try {
    const count = (await loadScenes(scenes, language)).length;
    return { level: 'good', fact: DOCTOR.scenes({ count, folder: scenes }) };
  } catch (error) {
    return mistake(error);
  }
}

export async function bash(probe: Probe): Promise<Finding> {
  const version = await probe.ask('bash', '--version');
  if (version) return { level: 'good', fact: version.split('\n')[0]! };
  return { level: 'bad', fact: DOCTOR.notOnPath({ program: 'bash' }), remedy: DOCTOR.installBash };
}

export async function curl(probe: Probe): Promise<Finding> {
  const version = await probe.ask('curl', '--version');
  if (version) return { level: 'good', fact: version.split(' (')[0]! };
  return { level: 'bad', fact: DOCTOR.notOnPath({ program: 'curl' }), remedy: DOCTOR.installCurl };
}

export async function terminal({ terminal: { isTTY, columns = 0, rows = 0 } }: Probe): Promise<Finding> {
  if (!isTTY) return { level: 'note', fact: DOCTOR.noTerminal };
  if (columns >= 60 && rows >= 16) return { level: 'good', fact: `${columns}×${rows}` };
  return { level: 'note', fact: DOCTOR.smallTerminal({ columns, rows }), remedy: DOCTOR.enlarge };
}
