/** A stage that is only a folder: steps run in it, and a fix is a file that comes to lie there. */
import { existsSync } from 'node:fs';
import { appendFile, copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { OpenStage, Stage } from '../../src/stage/types.ts';
import { UserError } from '../../src/errors/user-error.ts';

export const STAGE_NAMES = ['auto', 'embedded', 'cluster'];

/** `<home>/world` holds what steps left in the world; `<home>/calls` what was asked of the stage. */
export function fakeStage(home: string, workspace: string): Stage {
  const world = join(home, 'world');
  const call = (text: string) => appendFile(join(home, 'calls'), `${text}\n`);
  return {
    name: 'embedded',
    workspace,
    environment: async () => ({ PATH: process.env.PATH!, WORLD: world, PYCONT_HOME: home }),
    async up() {
      await mkdir(world, { recursive: true });
      await mkdir(workspace, { recursive: true });
    },
    async down() {
      await rm(world, { recursive: true, force: true });
    },
    status: async () => ({ up: existsSync(world), summary: 'a folder', details: [['world', world]] }),
    async reset() {
      await call('reset');
      await rm(world, { recursive: true, force: true });
      await mkdir(world, { recursive: true });
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
