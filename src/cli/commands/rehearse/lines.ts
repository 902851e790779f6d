/** A rehearsal in a pipe: a line a step. */
import type { Text } from '../../../messages/index.ts';
import type { LoadedScene, RehearsalView, SceneRow, StepRow } from '../../../show/index.ts';
import type { Say } from '../../language/index.ts';
import { columnsOf, wrap } from '../../terminal/output/output.ts';
import type { Out, Theme } from '../../terminal/output/output.ts';

export class LinesView implements RehearsalView {
  readonly #out: Out;
  readonly #theme: Theme;
  readonly #say: Say;

  constructor(out: Out, theme: Theme, say: Say) {
    this.#out = out;
    this.#theme = theme;
    this.#say = say;
  }

  preparing(...sentences: Text[]): void {
    this.#line(this.#theme.dim(sentences.map(this.#say.tell).join(' ')));
  }

  sceneStarts(scene: LoadedScene): void {
    this.#line(`${scene.number} ${scene.id}: ${this.#theme.bold(scene.title)}`);
  }

  stepStarts(): void {}

  output(): void {}

  stepEnds(_scene: LoadedScene, row: StepRow): void {
    const mark = row.verdict === 'passed' ? this.#theme.good('✓') : this.#theme.bad('✗');
    const attempts = row.attempts > 1 ? `, ${this.#say('rehearsal.attempts', { count: row.attempts })}` : '';
    this.#line(`${mark} ${row.name} ${this.#theme.dim(`${this.#say.time(row.ms)}${attempts}`)}`, '    ');
  }

  sceneEnds(_row: SceneRow): void {}

  end(): void {}

  #line(text: string, indent = '  '): void {
    const width = columnsOf(this.#out) - indent.length;
    for (const row of wrap(text, width)) this.#out.write(`${indent}${row}\n`);
  }
}
