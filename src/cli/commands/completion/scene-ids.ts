/** Loaded when the word is a scene's: reading a talk takes longer than all other words together. */
import type { Command } from 'commander';
import { listTalk } from '../../../show/index.ts';
import { settingsOf } from '../../settings.ts';

/** @param folder of the talk that the line names */
export async function sceneIds(program: Command, folder: string | undefined): Promise<string[]> {
  const { scenes, language } = settingsOf(program);
  const found = await listTalk(folder ?? scenes, language).catch(() => []);
  return found.map(({ id, title }) => `${id}\t${title}`);
}
