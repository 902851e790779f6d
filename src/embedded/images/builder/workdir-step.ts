/** WORKDIR: creates the folder if it does not exist. */
import { posix } from 'node:path';
import type { Instruction } from '../dockerfile/parse.ts';
import { lookup, resolvePath } from '../merged-root.ts';
import { expand } from './arguments.ts';
import { layerStep, makeFolder } from './layer-step.ts';
import { chain, folders } from './state.ts';
import type { Build, StageState } from './state.ts';

export async function workdirStep(build: Build, state: StageState, instruction: Instruction): Promise<void> {
  const workdir = posix.resolve(state.config.workdir, expand(build, state, instruction, instruction.args));
  const place = resolvePath(folders(build, state), workdir);
  await layerStep(build, state, {
    title: `WORKDIR ${workdir}`,
    createdBy: `WORKDIR ${workdir}`,
    key: chain(state.key, 'WORKDIR', workdir),
    make: async (draft) => {
      if (!lookup(folders(build, state), place)) makeFolder(build, state, draft, place);
    },
  });
  state.config.workdir = workdir;
}
