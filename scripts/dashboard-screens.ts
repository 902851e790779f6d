// Rehearses the whole talk on the embedded stage with the dashboard open in Chromium, and saves a picture at each
// scene's point to docs/screens/dashboard-N.png, and the operator's scene as docs/screens/dashboard.webp.
// Needs Chromium, and img2webp (Debian: webp) for the moving one. Usage: node scripts/dashboard-screens.ts
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch } from '../test/chromium.ts';
import type { Page } from 'playwright-core';

const root = join(import.meta.dirname, '..');
const pycont = join(root, 'bin', 'pycont');
const folder = join(root, 'docs', 'screens');
const SIZE = { width: 1280, height: 720 };
/** Of the moving picture. */
const FRAME_MS = 700;

/** Evaluated in the page: whether it shows the point of the scene. */
const tiles = (condition: string) =>
  `[...document.querySelectorAll('.tile:not(.gone)')].filter((tile) => ${condition}).length`;
const share = `Number.parseFloat(document.querySelector('.read-share .figure')?.textContent ?? '')`;
const versions = `new Set([...document.querySelectorAll('.tile[data-pod^=kad]:not(.gone) .version')].map((each) => each.textContent)).size`;
const ROLLOUT = `${versions} > 1`;
const POINTS: Record<string, string> = {
  1: `document.querySelector('.caption-typed')`,
  2: `document.querySelector('.caption-typed')?.textContent.includes('curl')`,
  3: `${tiles(`['crashed', 'backoff'].includes(tile.dataset.state)`)} > 0`,
  4: ROLLOUT,
  5: ROLLOUT,
  6: ROLLOUT,
  7: `${share} < 50`,
  8: `${tiles(`tile.dataset.pod.startsWith('kad') && tile.dataset.state === 'ready'`)} === 2`,
  9: `${share} > 90 && ${tiles(`tile.dataset.pod.startsWith('kad-') && tile.dataset.state === 'ready'`)} > 2`,
  10: `${tiles(`tile.dataset.state === 'terminating'`)} > 0`,
};

const home = mkdtempSync(join(tmpdir(), 'pycont-screens-'));
const frames = mkdtempSync(join(tmpdir(), 'pycont-frames-'));
const env = { ...process.env, PYCONT_HOME: home };
mkdirSync(folder, { recursive: true });

async function openPage(): Promise<{ page: Page; close: () => Promise<void> }> {
  const dashboard = spawn(process.execPath, [pycont, 'dashboard', '--port', '0', '--json'], { env });
  const [line] = (await once(createInterface({ input: dashboard.stdout }), 'line')) as [string];
  const browser = await launch();
  const page = await browser.newPage({ viewport: SIZE });
  await page.goto((JSON.parse(line) as { url: string }).url);
  return {
    page,
    async close() {
      await browser.close();
      dashboard.kill('SIGINT');
      await once(dashboard, 'exit');
    },
  };
}

/** Until the talk is over. @returns the numbers of the scenes whose point was seen */
async function watch(page: Page, over: AbortSignal): Promise<Set<string>> {
  const shown = new Set<string>();
  let frame = 0;
  let nextFrame = 0;
  while (!over.aborted) {
    const scene = await page
      .locator('.scene-number')
      .textContent({ timeout: 100 })
      .catch(() => null);
    const point = scene === null ? undefined : POINTS[scene];
    if (
      scene !== null &&
      point !== undefined &&
      !shown.has(scene) &&
      (await page.evaluate(`Boolean(${point})`))
    ) {
      shown.add(scene);
      // What appears or moves has done so by then; a share only falls further, and the scene is soon over.
      if (scene !== '7') await sleep(400);
      await page.screenshot({ path: join(folder, `dashboard-${scene}.png`) });
      console.log(`scene ${scene}`);
    }
    if (scene === '9' && performance.now() >= nextFrame) {
      nextFrame = performance.now() + FRAME_MS;
      await page.screenshot({ path: join(frames, `${String(frame++).padStart(4, '0')}.png`) });
    }
    await sleep(100);
  }
  return shown;
}

/** As it was, but four times as fast. */
function movingPicture(): void {
  const files = execFileSync('find', [frames, '-name', '*.png', '-size', '+0'], { encoding: 'utf8' });
  const sorted = files.trim().split('\n').sort();
  const options = ['-lossy', '-q', '55', '-d', String(Math.round(FRAME_MS / 4))];
  execFileSync('img2webp', ['-loop', '0', ...options, ...sorted, '-o', join(folder, 'dashboard.webp')]);
}

const over = new AbortController();
const { page, close } = await openPage();
try {
  const watching = watch(page, over.signal);
  const rehearsal = spawn(process.execPath, [pycont, '--stage', 'embedded', 'rehearse'], {
    env,
    stdio: 'ignore',
  });
  const [code] = await once(rehearsal, 'exit');
  over.abort();
  const shown = await watching;
  const missing = Object.keys(POINTS).filter((scene) => !shown.has(scene));
  if (code !== 0 || missing.length > 0)
    throw new Error(`the rehearsal ended with ${code}; not seen: the point of scene ${missing.join(', ')}`);
  movingPicture();
} finally {
  await close();
  execFileSync(process.execPath, [pycont, 'stage', 'down'], { env, stdio: 'ignore' });
  rmSync(home, { recursive: true, force: true });
  rmSync(frames, { recursive: true, force: true });
}
