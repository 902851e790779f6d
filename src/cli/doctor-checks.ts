/** What the talk needs of a machine. Each check looks for itself and says what to mend. */
import { execFile } from 'node:child_process';
import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { promisify } from 'node:util';
import { loadScenes } from '../show/load-scenes.ts';
import { storageError } from '../show/storage-error.ts';
import { openStage } from '../stage/index.ts';
import { UserError } from '../user-error.ts';
import type { Settings } from './settings.ts';
import { talkFolderOf } from './talk-at.ts';

export interface Finding {
  /** `note`: the talk works, but differently. */
  level: 'good' | 'note' | 'bad';
  fact: string;
  mend?: string;
}

type Check = (settings: Settings) => Promise<Finding>;

const run = promisify(execFile);
const SPARE_MB = 500;

async function answers(program: string, ...args: string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run(program, args, { timeout: 5_000 });
    return stdout.trim().split('\n')[0] ?? '';
  } catch {
    return undefined;
  }
}

function told(error: unknown): Finding {
  if (error instanceof UserError) return { level: 'bad', fact: error.message, mend: error.remedy };
  throw error;
}

const home: Check = async ({ home }) => {
  try {
    await mkdir(home, { recursive: true });
    await access(home, constants.W_OK);
    const { bavail, bsize } = await statfs(home);
    const free = Math.floor((bavail * bsize) / 1024 ** 2);
    if (free >= SPARE_MB) return { level: 'good', fact: `${home}, ${free} MB free` };
    return {
      level: 'bad',
      fact: `${home} has ${free} MB left`,
      mend: `Free some space: ${SPARE_MB} MB are enough`,
    };
  } catch (error) {
    return told(storageError(error, home));
  }
};

const talk: Check = async ({ scenes, language }) => {
  try {
    return { level: 'good', fact: `${(await loadScenes(scenes, language)).length} scenes in ${scenes}` };
  } catch (error) {
    return told(error);
  }
};

const bash: Check = async () => {
  const version = await answers('bash', '--version');
  if (version) return { level: 'good', fact: version };
  return {
    level: 'bad',
    fact: 'bash is not on PATH',
    mend: 'Install bash: it runs the commands of the scenes',
  };
};

const curl: Check = async () => {
  const version = await answers('curl', '--version');
  if (version) return { level: 'good', fact: version.split(' (')[0]! };
  return { level: 'bad', fact: 'curl is not on PATH', mend: 'Install curl: the scenes ask the app with it' };
};

const kubectl: Check = async () => {
  const version = await answers('kubectl', 'version', '--client', '--output=json');
  if (version !== undefined) return { level: 'good', fact: 'kubectl is on PATH' };
  return {
    level: 'note',
    fact: "kubectl is not on PATH: the embedded stage brings a small one for the talk's commands",
  };
};

const namespaces: Check = async () => {
  if (
    process.platform === 'linux' &&
    (await answers('unshare', '--user', '--map-root-user', '--pid', '--fork', 'true')) !== undefined
  ) {
    return { level: 'good', fact: 'containers of the embedded stage get namespaces of their own' };
  }
  return {
    level: 'note',
    fact: 'there are no user namespaces here: containers of the embedded stage are plain processes, which see the files and processes of the machine',
  };
};

const terminal: Check = async () => {
  const { isTTY, columns, rows } = process.stdout;
  if (!isTTY) return { level: 'note', fact: 'no terminal here: scenes are played unattended' };
  if (columns >= 60 && rows >= 16) return { level: 'good', fact: `${columns}×${rows}` };
  return {
    level: 'note',
    fact: `${columns}×${rows} is small for an audience`,
    mend: 'Make it 60×16 or larger',
  };
};

const stage: Check = async (settings) => {
  try {
    const { workspace } = talkFolderOf(settings);
    const found = await openStage(settings.stage, { home: settings.home, workspace });
    const { up, summary } = await found.status();
    return {
      level: up ? 'good' : 'note',
      fact: up ? summary : `${summary}; it starts by itself when a scene needs it`,
    };
  } catch (error) {
    return told(error);
  }
};

export const checks: Record<string, Check> = { home, talk, bash, curl, kubectl, namespaces, terminal, stage };
