import { setTimeout as delay } from 'node:timers/promises';
import type { Recording } from './recording.ts';
import type { OutputChunk } from './recording.ts';

/** Gives the chunks out as they came then. @param hurry gives what is left at once */
export async function playRecording(
  recording: Recording,
  onOutput: (chunk: OutputChunk) => void,
  hurry: AbortSignal,
): Promise<void> {
  const began = performance.now();
  for (const chunk of recording.chunks) {
    const left = chunk.at - (performance.now() - began);
    if (left > 0 && !hurry.aborted) await delay(left, undefined, { signal: hurry }).catch(() => {});
    onOutput(chunk);
  }
}
