/** A stage that is only a folder: steps run in it, and a fix is a file that comes to lie there. */
import { existsSync } from 'node:fs';
import { appendFile, copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { OpenStage, Stage } from '../../src/stage/types.ts';
import { UserError } from '../../src/errors/user-error.ts';

export const STAGE_NAMES = ['auto', 'embedded', 'cluster'];

/** `<home>/state` holds what steps left on the stage; `<home>/calls` what was asked of the stage. */
export function fakeStage(home: string, workspace: string): Stage {
  const state = join(home, 'state');
  const call = (text: string) => appendFile(join(home, 'calls'), `${text}\n`);
  return {
    name: 'embedded',
    workspace,
    environment: async () => ({ PATH: process.env.PATH!, STATE: state, PYCONT_HOME: home }),
    async up() {
      await mkdir(state, { recursive: true });
      await mkdir(workspace, { recursive: true });
    },
    async down() {
      await rm(state, { recursive: true, force: true });
    },
    status: async () => ({ up: existsSync(state), summary: 'a folder', details: [['state', state]] }),
    async reset() {
      await call('reset');
      await rm(state, { recursive: true, force: true });
      await mkdir(state, { recursive: true });
    },
    async resetWorkspace(fixes) {
      await call(`workspace ${fixes.map((fix) => basename(fix)).join(' ')}`);
      await rm(workspace, { recursive: true, force: true });
      await mkdir(workspace, { recursive: true });
      for (const fix of fixes) await copyFile(fix, join(workspace, basename(fix)));
    },
    async applyFix(patch, message) {
      if (existsSync(join(workspace, basename(patch)))) throw new UserError('applied already', 'Do it once');
      await copyFile(patch, join(workspace, basename(patch)));
      await call(`fix ${message}`);
      return readFile(patch, 'utf8');
    },
  };
}

export const openStage: OpenStage = async (name, { home, workspace }) => {
  if (name === 'cluster') throw new UserError('There is no cluster', 'Leave --stage out', { exitCode: 2 });
  await mkdir(home, { recursive: true });
  return fakeStage(home, workspace);
};
