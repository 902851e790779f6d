/** The folders of the talk in progress, and of rehearsals, below the home. */
import { join } from 'node:path';
import { packageRoot } from '../../system/package-root.ts';
import { Recordings, talkFolder, talkKey } from '../../show/index.ts';
import type { TalkFolder } from '../../show/index.ts';
import type { Settings } from '../settings.ts';

export function talkFolderOf({ home }: Settings): TalkFolder {
  return talkFolder(join(home, 'talk'));
}

export function rehearsalFolderOf({ home }: Settings): TalkFolder {
  return talkFolder(join(home, 'rehearsal'));
}

export function recordingsOf({ home, scenes }: Settings): Recordings {
  const own = scenes === join(packageRoot(), 'scenes');
  return new Recordings(join(home, 'recordings', own ? 'pycont' : talkKey(scenes)));
}

export function ledgerFolderOf({ home }: Settings): string {
  return join(home, 'ledger');
}
