/**
 * `node bench/player.ts [presses]`: how fast the player answers a key, what it costs while it waits, and what it sends
 * while something moves; each beside a minimal shell, on the same machine in the same run.
 * Plays `dist/` on the embedded stage.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyRows } from './player/keys.ts';
import { movingRows } from './player/moving.ts';
import { idleRows } from './player/idle.ts';
import { PYCONT } from './player/observed.ts';
import { writeTalk } from './player/talk.ts';

const presses = Number(process.argv[2] ?? 200);
const root = mkdtempSync(join(tmpdir(), 'pycont-bench-'));
const scenes = writeTalk(join(root, 'talk'));
const env = {
  ...(process.env as Record<string, string>),
  PYCONT_HOME: join(root, 'home'),
  KUBECONFIG: '/dev/null',
  TERM: 'xterm-256color',
};
const place = { scenes, env };
try {
  execFileSync(process.execPath, [PYCONT, 'stage', 'up', '--stage', 'embedded'], { env, stdio: 'ignore' });
  console.log(`From a key to the first thing that it changes on the screen, ${presses} presses each`);
  console.table(await keyRows(place, presses));
  console.log('CPU time of the process while nothing is asked of it, 10 s each');
  console.table(await idleRows(place));
  console.log('Bytes to the terminal while something moves, 80 x 24, 5 s each');
  console.table(await movingRows(place));
} finally {
  execFileSync(process.execPath, [PYCONT, 'stage', 'down', '--stage', 'embedded'], { env, stdio: 'ignore' });
  rmSync(root, { recursive: true, force: true });
}
