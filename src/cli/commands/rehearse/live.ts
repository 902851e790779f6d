/** A rehearsal in a terminal: one line that shows what runs, and a line for each finished scene. */
import { performance } from 'node:perf_hooks';
import type { LoadedScene, RehearsalView, SceneRow, Step, StepRow } from '../../../show/index.ts';
import { REHEARSAL } from '../../../messages/index.ts';
import type { Text, Translate } from '../../../messages/index.ts';
import { columnsOf, truncate } from '../../terminal/output/output.ts';
import type { Out, Theme } from '../../terminal/output/output.ts';

const REFRESH_MS = 500;

export class LiveView implements RehearsalView {
  readonly #out: Out;
  readonly #theme: Theme;
  readonly #translate: Translate;
  readonly #timer: NodeJS.Timeout;
  #now = '';
  #since = performance.now();

  constructor(out: Out, theme: Theme, translate: Translate) {
    this.#out = out;
    this.#theme = theme;
    this.#translate = translate;
    this.#timer = setInterval(() => this.#draw(), REFRESH_MS).unref();
  }

  preparing(...sentences: Text[]): void {
    this.#show(sentences.map(this.#translate).join(' '));
  }

  sceneStarts(scene: LoadedScene): void {
    this.#show(`${scene.number} ${scene.title}`);
  }

  stepStarts(scene: LoadedScene, step: Step): void {
    this.#show(`${scene.number} ${scene.id} · ${this.#translate(step.name)}`);
  }

  output(): void {}

  stepEnds(_scene: LoadedScene, _row: StepRow): void {}

  sceneEnds({ number, title, steps, ms, verdict }: SceneRow): void {
    const mark = verdict === 'passed' ? this.#theme.good('✓') : this.#theme.bad('✗');
    const text = `${number} ${title}`;
    const facts = ` · ${this.#translate(REHEARSAL.sceneTime({ steps: steps.length, ms }))}`;
    this.#erase();
    this.#out.write(
      `  ${mark} ${truncate(text, columnsOf(this.#out) - 5 - facts.length)}${this.#theme.dim(facts)}\n`,
    );
    this.#now = '';
  }

  end(): void {
    clearInterval(this.#timer);
    this.#now = '';
    this.#erase();
  }

  #show(text: string): void {
    this.#now = text;
    this.#since = performance.now();
    this.#draw();
  }

  #draw(): void {
    if (this.#now === '') return;
    const seconds = Math.floor((performance.now() - this.#since) / 1_000);
    const lasting = REHEARSAL.lasting({ what: this.#now, seconds });
    const text = seconds >= 1 ? this.#translate(lasting) : this.#now;
    this.#out.write(`\r\u001B[K  ${this.#theme.dim(truncate(text, columnsOf(this.#out) - 3))}`);
  }

  #erase(): void {
    this.#out.write('\r\u001B[K');
  }
}
