import { KEPT_CHARACTERS } from '../recordings/recording.ts';
import type { Recordings } from '../recordings/recording.ts';
import type { StepResult } from '../player/run-step.ts';
import type { LoadedScene, Step } from '../format/scene.ts';
import type { OutputChunk } from '../recordings/recording.ts';

/** Records the output of each step that passes in a scene's rehearsal. */
export class Recorder {
  readonly #recordings: Recordings;
  readonly #scene: LoadedScene;
  readonly #stage: string;
  #chunks: OutputChunk[] = [];
  #characters = 0;
  readonly #writes: Promise<void>[] = [];

  constructor(recordings: Recordings, scene: LoadedScene, stage: string) {
    this.#recordings = recordings;
    this.#scene = scene;
    this.#stage = stage;
  }

  begin(): void {
    this.#chunks = [];
    this.#characters = 0;
  }

  add(chunk: OutputChunk): void {
    if (this.#characters > KEPT_CHARACTERS) return;
    this.#characters += chunk.text.length;
    this.#chunks.push(chunk);
  }

  end(step: Step, { failures, ms, output }: StepResult): void {
    if (failures.length > 0 || (step.kind === 'command' && step.interactive)) return;
    // A fix and a stop print all their output at their end.
    const whole: OutputChunk[] = output === '' ? [] : [{ stream: 'stdout', text: output, at: ms }];
    const chunks = step.kind === 'command' ? this.#chunks : whole;
    const recordedAt = new Date().toISOString();
    const recording = { stage: this.#stage, recordedAt, ms: Math.round(ms), chunks };
    const write = this.#recordings.save(this.#scene, step, recording);
    write.catch(() => {});
    this.#writes.push(write);
  }

  /** @throws UserError if a recording cannot be written */
  async saved(): Promise<void> {
    await Promise.all(this.#writes);
  }
}
