/**
 * How long `scene goto` takes on the embedded stage: to each scene from a new home, and from the state
 * that the scene before it has left. Prints seconds; `npm run bench:goto -- operator` for one scene.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { packageRoot } from '../src/system/package-root.ts';
import { loadScenes } from '../src/show/format/load-scenes.ts';

const scenes = (await loadScenes(join(packageRoot(), 'scenes'))).map(({ id }) => id);
const wanted = process.argv.length > 2 ? process.argv.slice(2) : scenes;

async function pycont(home: string, ...args: string[]): Promise<number> {
  const began = performance.now();
  const bin = join(packageRoot(), 'bin', 'pycont');
  await execa(process.execPath, [bin, '--stage', 'embedded', ...args], { env: { PYCONT_HOME: home } });
  return (performance.now() - began) / 1_000;
}

async function inNewHome<T>(work: (home: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'pycont-bench-'));
  try {
    return await work(home);
  } finally {
    await pycont(home, 'stage', 'down');
    rmSync(home, { recursive: true, force: true });
  }
}

const print = (...cells: (string | number)[]) =>
  console.log(
    cells
      .map((cell) => (typeof cell === 'number' ? cell.toFixed(1) : cell).padEnd(12))
      .join('')
      .trimEnd(),
  );

print('scene', 'new home', 'after scene');
await inNewHome(async (used) => {
  await pycont(used, 'scene', 'goto', 'curtain');
  for (const id of wanted) {
    const fresh = await inNewHome((home) => pycont(home, 'scene', 'goto', id));
    print(id, fresh, await pycont(used, 'scene', 'goto', id));
  }
});
