/** A show in a real terminal, whose steps write a log. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scene, step, talkOf } from '../../pycont.ts';
import { Terminal } from '../../terminal.ts';

export function play(scenes: string[], ...args: string[]) {
  const { env, scenes: folder, home } = talkOf(...scenes);
  const open = (more: NodeJS.ProcessEnv = {}) =>
    new Terminal(['--scenes', folder, 'scene', 'next', ...args], { ...env, ...more });
  const log = () =>
    existsSync(join(home, 'state', 'log')) ? readFileSync(join(home, 'state', 'log'), 'utf8') : '';
  const journal = () => readFileSync(join(home, 'talk', 'journal.jsonl'), 'utf8');
  return { home, scenes: folder, open, log, journal };
}

export const writes = (id: string) =>
  scene(id, step(`name=${id} exit=0`, `echo ${id} >> $STATE/log`) + step('exit=0', 'echo on'));
