/** The notes in a terminal, which follow the show, or once in a pipe. */
import { dirname } from 'node:path';
import type { ReadStream } from 'node:tty';
import { watchInterrupts } from '../../interrupt.ts';
import { translator } from '../../../messages/index.ts';
import { columnsOf, rowsOf, themeFor } from '../../terminal/output/output.ts';
import type { Settings } from '../../settings.ts';
import { talkFolderOf } from '../../talk/talk-at.ts';
import { watchFolder } from '../../talk/watch-folder.ts';
import { FullScreen } from '../../terminal/screen/full-screen.ts';
import { Keys } from '../../terminal/input/keys.ts';
import { notesObserver } from './observe.ts';
import { renderNotes } from './view.ts';

const TICK_MS = 1_000;

/** In a pipe: once. In a terminal: live, until q. */
export async function showNotes(settings: Settings): Promise<void> {
  const observe = notesObserver(settings);
  const out = process.stdout;
  const lines = async (columns: number, rows: number) =>
    renderNotes(await observe(), translator(settings.language), themeFor(out), { columns, rows });
  if (!out.isTTY || !process.stdin.isTTY) {
    out.write(`${(await lines(columnsOf(out), Number.POSITIVE_INFINITY)).join('\n')}\n`);
    return;
  }
  const interrupt = watchInterrupts();
  const keys = new Keys(process.stdin as ReadStream, out, interrupt.quit);
  const screen = new FullScreen(out);
  keys.open();
  screen.open();
  try {
    await follow(settings, interrupt.signal, keys, async () =>
      screen.show(await lines(columnsOf(out), rowsOf(out))),
    );
  } finally {
    screen.close();
    keys.close();
    interrupt.dispose();
  }
}

async function follow(
  settings: Settings,
  signal: AbortSignal,
  keys: Keys,
  draw: () => Promise<void>,
): Promise<void> {
  let wake = () => {};
  const closing = new AbortController();
  const redraw = () => wake();
  const close = () => {
    closing.abort();
    wake();
  };
  const stopListening = keys.listen((pressed) => {
    if (pressed.includes('q') || pressed.includes('ctrl-c')) close();
  });
  if (signal.aborted) close();
  signal.addEventListener('abort', close, { once: true });
  process.stdout.on('resize', redraw);
  const stopWatching = watchFolder(dirname(talkFolderOf(settings).journal), TICK_MS, redraw);
  try {
    while (!closing.signal.aborted) {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      await draw();
      await woken;
    }
  } finally {
    stopListening();
    stopWatching();
    process.stdout.off('resize', redraw);
  }
}
