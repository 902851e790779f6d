/** Follows the journal of the show without affecting it: nothing is locked and nothing is written. */
import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ReadStream } from 'node:tty';
import {
  loadScenes,
  lockHolder,
  readJournal,
  readLedgers,
  reportOf,
  speakerNotes,
} from '../../../show/index.ts';
import type { JournalRecord, LoadedScene, UsualMs } from '../../../show/index.ts';
import { UserError } from '../../../errors/user-error.ts';
import { watchInterrupts } from '../../interrupt.ts';
import { translator } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import { columnsOf, rowsOf, themeFor } from '../../terminal/output/output.ts';
import type { Settings } from '../../settings.ts';
import { ledgerFolderOf, talkFolderOf } from '../../talk/talk-at.ts';
import { FullScreen } from '../../terminal/screen/full-screen.ts';
import { Keys } from '../../terminal/input/keys.ts';
import { renderNotes } from './view.ts';
import type { Snapshot } from './view.ts';

const TICK_MS = 1_000;

/** In a pipe: once. In a terminal: live, until q. */
export async function showNotes(settings: Settings): Promise<void> {
  const observe = await observer(settings);
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
  const timer = setInterval(redraw, TICK_MS);
  const watcher = watchFolder(dirname(talkFolderOf(settings).journal), redraw);
  try {
    while (!closing.signal.aborted) {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      await draw();
      await woken;
    }
  } finally {
    stopListening();
    clearInterval(timer);
    watcher?.close();
    process.stdout.off('resize', redraw);
  }
}

/** Only for speed: if the folder cannot be watched, or is created again, the timer notices changes. */
function watchFolder(folder: string, changed: () => void): FSWatcher | undefined {
  try {
    return watch(folder, { persistent: false }, changed).on('error', () => {});
  } catch {
    return undefined;
  }
}

async function observer(settings: Settings): Promise<() => Promise<Snapshot>> {
  const folder = talkFolderOf(settings);
  let scenes = await loadScenes(settings.scenes, settings.language);
  let usual = await usualTimes(settings, scenes);
  let records: readonly JournalRecord[] = [];
  let stamp = '';
  let problem: Text | undefined;
  return async () => {
    const now = await stampOf(folder.journal);
    if (now !== stamp) {
      stamp = now;
      problem = undefined;
      try {
        ({ records } = await readJournal(folder.journal));
        const talk = records.findLast(({ kind }) => kind === 'talk-started');
        if (talk?.kind === 'talk-started' && talk.scenes !== settings.scenes) {
          settings = { ...settings, scenes: talk.scenes };
          scenes = await loadScenes(settings.scenes, settings.language);
          usual = await usualTimes(settings, scenes);
        }
      } catch (error) {
        // The view stays open while the journal is being repaired.
        problem = error instanceof UserError ? error.texts.message : (error as Error).message;
      }
    }
    const playing = (await lockHolder(folder.lock)) !== undefined;
    const last = records.at(-1);
    const at = playing || !last ? new Date() : new Date(last.at);
    const notes = speakerNotes(records, scenes, at, usual);
    return { notes, sceneCount: scenes.length, playing, ...(problem ? { problem } : {}) };
  };
}

async function usualTimes(settings: Settings, scenes: readonly LoadedScene[]): Promise<UsualMs> {
  const ledgers = await readLedgers(ledgerFolderOf(settings), settings.scenes);
  const known = new Set(scenes.map(({ id }) => id));
  const times = new Map<string, number>();
  for (const { scene, id, p50 } of reportOf(ledgers).scenes.flatMap(({ steps }) => steps)) {
    if (known.has(scene) && p50 !== undefined) times.set(`${scene}/${id}`, p50);
  }
  return (scene, step) => times.get(`${scene}/${step}`);
}

async function stampOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  return found ? `${found.ino} ${found.size} ${found.mtimeMs}` : '';
}
