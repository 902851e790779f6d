import { setTimeout as delay } from 'node:timers/promises';
import type { Recording } from './recording.ts';
import type { OutputChunk } from './recording.ts';

/** Replays the chunks with their timing. @param fastForward replays the rest at once */
export async function playRecording(
  recording: Recording,
  onOutput: (chunk: OutputChunk) => void,
  fastForward: AbortSignal,
): Promise<void> {
  const began = performance.now();
  for (const chunk of recording.chunks) {
    const left = chunk.at - (performance.now() - began);
    if (left > 0 && !fastForward.aborted)
      await delay(left, undefined, { signal: fastForward }).catch(() => {});
    onOutput(chunk);
  }
}
