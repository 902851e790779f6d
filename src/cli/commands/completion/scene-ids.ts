/** Loaded only to complete a scene: reading a talk takes longer than everything else. */
import type { Command } from 'commander';
import { listTalk } from '../../../show/index.ts';
import { settingsOf } from '../../settings.ts';

/** @param folder of the talk in the command line */
export async function sceneIds(program: Command, folder: string | undefined): Promise<string[]> {
  const { scenes, language } = settingsOf(program);
  const found = await listTalk(folder ?? scenes, language).catch(() => []);
  return found.map(({ id, title }) => `${id}\t${title}`);
}
