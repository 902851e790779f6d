import { setTimeout as delay } from 'node:timers/promises';
import type { Picture } from './emulator.ts';
import type { OutputChunk, Recording } from '../../recordings/recording.ts';

export interface RecordingView {
  output(chunk: OutputChunk): void;
  /** Of a step that ran in a terminal of its own: what it drew there. */
  picture(picture: Picture): void;
}

/** Replays the chunks with their timing. @param fastForward replays the rest at once */
export async function playRecording(
  recording: Recording,
  view: RecordingView,
  fastForward: AbortSignal,
): Promise<void> {
  const screen = recording.terminal && (await openScreen(recording.terminal, view));
  const began = performance.now();
  for (const chunk of recording.chunks) {
    const left = chunk.at - (performance.now() - began);
    if (left > 0 && !fastForward.aborted)
      await delay(left, undefined, { signal: fastForward }).catch(() => {});
    if (screen) await screen.write(chunk.text);
    else view.output(chunk);
  }
  screen?.end();
}

async function openScreen(size: NonNullable<Recording['terminal']>, view: RecordingView) {
  const [{ Emulator }, { Pictures }] = await Promise.all([import('./emulator.ts'), import('./pictures.ts')]);
  const emulator = new Emulator(size);
  const pictures = new Pictures(emulator, (picture) => view.picture(picture));
  return {
    write: async (text: string) => {
      await emulator.write(text);
      pictures.changed();
    },
    end: () => {
      pictures.end();
      emulator.dispose();
    },
  };
}
