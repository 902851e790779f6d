import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  PositionFile,
  ProcessGroups,
  Talk,
  findScene,
  junitOf,
  loadScenes,
  lockTalk,
  markdownOf,
  openRuntime,
  readTalkState,
  rehearse,
  stateLost,
  writeLedger,
} from '../../../show/index.ts';
import type { Ledger, TalkFolder, TalkState } from '../../../show/index.ts';
import { storageError } from '../../../errors/storage-error.ts';
import { watchInterrupts } from '../../interrupt.ts';
import { REHEARSAL, STORAGE, translator } from '../../../messages/index.ts';
import { textWidth, themeFor, wrap } from '../../terminal/output/output.ts';
import type { RehearseOptions } from './options.ts';
import { variablesFor } from '../../settings.ts';
import type { Settings } from '../../settings.ts';
import { ledgerFolderOf, recordingsOf, rehearsalFolderOf, talkFolderOf } from '../../talk/talk-at.ts';
import { openTalkStage } from '../../talk/talk-stage.ts';
import { LinesView } from './lines.ts';
import { LiveView } from './live.ts';
import { renderLedger } from './table.ts';

export async function runRehearsal(settings: Settings, options: RehearseOptions): Promise<void> {
  const scenes = await loadScenes(settings.scenes, settings.language);
  const only = options.scene === undefined ? undefined : findScene(scenes, options.scene);
  const folder = rehearsalFolderOf(settings);
  const interrupt = watchInterrupts();
  const out = options.json ? process.stderr : process.stdout;
  const translate = translator(settings.language);
  const View = out.isTTY ? LiveView : LinesView;
  const view = new View(out, themeFor(out), translate);
  // Both play on the same stage, so only one may at a time.
  const talkLock = await lockTalk(talkFolderOf(settings).lock);
  let ledger: Ledger | undefined;
  try {
    const inProgress = await readTalkState(talkFolderOf(settings)).catch((): TalkState => ({ scenes: {} }));
    if (inProgress.talk) await markStateLost(settings, scenes, out);
    await clearFolder(folder);
    const stage = await openTalkStage(settings, folder, scenes);
    const talk = await Talk.open(scenes, folder);
    try {
      ledger = await rehearse(talk, view, {
        ...(only ? { only } : {}),
        language: settings.language,
        scenes: settings.scenes,
        recordings: recordingsOf(settings),
        position: new PositionFile(folder.position, settings.language),
        openRuntime: () =>
          openRuntime(stage, folder, interrupt.signal, (line) => view.preparing(line), {
            env: variablesFor(settings),
          }),
      });
    } finally {
      await talk.close();
    }
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
  } finally {
    view.end();
    await talkLock.release();
    interrupt.dispose();
  }
  if (ledger) await report(ledger, settings, options, out);
  process.exitCode = interrupt.code() ?? (ledger?.verdict === 'passed' ? 0 : 1);
}

async function report(
  ledger: Ledger,
  settings: Settings,
  options: RehearseOptions,
  out: NodeJS.WriteStream,
): Promise<void> {
  const translate = translator(settings.language);
  out.write(renderLedger(ledger, themeFor(out), out, translate));
  const file = await writeLedger(ledgerFolderOf(settings), ledger);
  await writeFormats(ledger, options);
  if (options.json) process.stdout.write(`${JSON.stringify(ledger, null, 2)}\n`);
  else out.write(`  ${themeFor(out).dim(translate(REHEARSAL.ledger({ file })))}\n`);
}

async function writeFormats(ledger: Ledger, { junit, markdown }: RehearseOptions): Promise<void> {
  for (const [file, option, text] of [
    [junit, '--junit', junitOf],
    [markdown, '--markdown', markdownOf],
  ] as const) {
    if (file === undefined) continue;
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text(ledger));
    } catch (cause) {
      throw storageError(cause, file || "''", STORAGE.nameOtherFile({ option }));
    }
  }
}

/** The talk in progress keeps its position; the state of its stage is restored when it continues. */
async function markStateLost(
  settings: Settings,
  scenes: Parameters<typeof Talk.resume>[0],
  out: NodeJS.WriteStream,
): Promise<void> {
  await Talk.resume(scenes, talkFolderOf(settings), (talk) => talk.record(stateLost({ of: 'rehearsal' })));
  const note = translator(settings.language)(REHEARSAL.inProgress);
  for (const line of wrap(note, textWidth(out))) out.write(`  ${line}\n`);
}

async function clearFolder(folder: TalkFolder): Promise<void> {
  await new ProcessGroups(folder.groups).sweep();
  try {
    await mkdir(dirname(folder.journal), { recursive: true });
    await rm(folder.journal, { force: true });
  } catch (cause) {
    throw storageError(cause, folder.journal);
  }
}
