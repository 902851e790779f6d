// Plays a scene in real terminals and saves screenshots to docs/screens/*.png.
// Needs Chromium: CHROMIUM names it (default /usr/bin/chromium). Usage: node scripts/screens.ts
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pty from '@lydell/node-pty';
import { SerializeAddon } from '@xterm/addon-serialize';
import xterm from '@xterm/headless';
import { launch } from '../test/chromium.ts';

const root = join(import.meta.dirname, '..');
const pycont = join(root, 'bin', 'pycont');
const SIZES = [
  [60, 16],
  [80, 24],
  [200, 50],
] as const;
const THEMES = {
  dark: { background: '#16181d', foreground: '#d8dae0' },
  light: { background: '#fdfdfb', foreground: '#24262b' },
};

type Theme = keyof typeof THEMES;

/** Presses Enter whenever the player waits for it, until the terminal shows `text`. */
async function playUntil(
  text: string,
  columns: number,
  rows: number,
  env: Record<string, string>,
): Promise<string> {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 });
  const serializer = new SerializeAddon();
  terminal.loadAddon(serializer);
  const program = pty.spawn(process.execPath, [pycont, 'scene', 'next'], { cols: columns, rows, env });
  const screen = () =>
    Array.from(
      { length: rows },
      (_, row) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? '',
    ).join('\n');
  program.onData((data) => terminal.write(data));
  const giveUp = Date.now() + 120_000;
  while (!screen().includes(text)) {
    if (Date.now() > giveUp) throw new Error(`never saw ${text}:\n${screen()}`);
    const lastLine = screen().trimEnd().split('\n').at(-1) ?? '';
    if (lastLine.includes('↵')) program.write('\r');
    await sleep(400);
  }
  // Shows the rest of the command at once.
  await sleep(1_500);
  const html = serializer.serializeAsHTML({ includeGlobalBackground: false });
  const exited = new Promise((resolve) => program.onExit(resolve));
  program.kill('SIGTERM');
  await exited;
  return html;
}

async function shoot(html: string, theme: Theme, file: string): Promise<void> {
  const browser = await launch();
  const page = await browser.newPage({ deviceScaleFactor: 1.5, viewport: { width: 2400, height: 1600 } });
  const { background, foreground } = THEMES[theme];
  await page.setContent(html);
  await page.addStyleTag({
    content: `body { margin: 0; background: ${background}; color: ${foreground} !important; }
      pre { display: inline-block; margin: 0; padding: 14px 18px; background: ${background}; }
      pre > div { font: 15px/1.3 'DejaVu Sans Mono', monospace !important; color: ${foreground} !important; background: ${background} !important; }`,
  });
  await page.locator('pre').screenshot({ path: file });
  await browser.close();
}

const home = mkdtempSync(join(tmpdir(), 'pycont-screens-'));
const env = { ...process.env, PYCONT_HOME: home, TERM: 'xterm-256color', COLORTERM: 'truecolor' } as Record<
  string,
  string
>;
const folder = join(root, 'docs', 'screens');
mkdirSync(folder, { recursive: true });
try {
  for (const [columns, rows] of SIZES) {
    execFileSync(process.execPath, [pycont, 'scene', 'goto', 'signals'], { env, stdio: 'ignore' });
    const html = await playUntil('stopped asking politely', columns, rows, env);
    for (const theme of Object.keys(THEMES) as Theme[]) {
      const file = join(folder, `${columns}x${rows}-${theme}.png`);
      await shoot(html, theme, file);
      console.log(file);
    }
  }
} finally {
  execFileSync(process.execPath, [pycont, 'stage', 'down'], { env, stdio: 'ignore' });
  rmSync(home, { recursive: true, force: true });
}
