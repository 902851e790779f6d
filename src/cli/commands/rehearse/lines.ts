/** A rehearsal in a pipe: one line for each step. */
import type { LoadedScene, RehearsalView, SceneRow, StepRow } from '../../../show/index.ts';
import { REHEARSAL } from '../../../messages/index.ts';
import type { Text, Translate } from '../../../messages/index.ts';
import { columnsOf, wrap } from '../../terminal/output/output.ts';
import type { Out, Theme } from '../../terminal/output/output.ts';

export class LinesView implements RehearsalView {
  readonly #out: Out;
  readonly #theme: Theme;
  readonly #translate: Translate;

  constructor(out: Out, theme: Theme, translate: Translate) {
    this.#out = out;
    this.#theme = theme;
    this.#translate = translate;
  }

  preparing(...sentences: Text[]): void {
    this.#line(this.#theme.dim(sentences.map(this.#translate).join(' ')));
  }

  sceneStarts(scene: LoadedScene): void {
    this.#line(`${scene.number} ${scene.id}: ${this.#theme.bold(scene.title)}`);
  }

  stepStarts(): void {}

  output(): void {}

  stepEnds(_scene: LoadedScene, row: StepRow): void {
    const mark = row.verdict === 'passed' ? this.#theme.good('✓') : this.#theme.bad('✗');
    this.#line(
      `${mark} ${this.#translate(row.name)} ${this.#theme.dim(this.#translate(REHEARSAL.stepTime(row)))}`,
      '    ',
    );
  }

  sceneEnds(_row: SceneRow): void {}

  end(): void {}

  #line(text: string, indent = '  '): void {
    const width = columnsOf(this.#out) - indent.length;
    for (const row of wrap(text, width)) this.#out.write(`${indent}${row}\n`);
  }
}
