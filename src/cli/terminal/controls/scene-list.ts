/** The list of scenes on the alternate screen, to jump to one by its number or id. */
import type { WriteStream } from 'node:tty';
import { KEYS } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { columnsOf, rowsOf, truncate } from '../output/output.ts';
import type { Theme } from '../output/output.ts';
import { FullScreen } from '../screen/full-screen.ts';
import type { Keys } from '../input/keys.ts';
import { editLine } from '../input/line-editor.ts';
import type { State } from './state.ts';

interface Options {
  keys: Keys;
  output: WriteStream;
  theme: Theme;
  translate: Translate;
  signal: AbortSignal;
}

export class SceneList {
  readonly #options: Options;
  readonly #screen: FullScreen;

  constructor(options: Options) {
    this.#options = options;
    this.#screen = new FullScreen(options.output, { cursor: true });
  }

  open(): void {
    this.#screen.open();
  }

  /** @returns the input; undefined after Ctrl-C */
  async ask(state: State): Promise<string | undefined> {
    const { keys, output, translate, signal } = this.#options;
    const draw = () => this.#draw(state);
    draw();
    return (await editLine(`  ${translate(KEYS.askScene)}`, '', keys, output, signal, draw)).answer;
  }

  close(): void {
    this.#screen.close();
  }

  #draw({ scenes, scene, overlay }: State): void {
    const { output, theme, translate } = this.#options;
    const current = scene?.scene.id;
    const unknown = overlay?.kind === 'scenes' ? overlay.unknown : undefined;
    const rows = scenes.map(({ number, id, title }) => {
      const line = truncate(
        `  ${String(number).padStart(4)}  ${id.padEnd(12)} ${title}`,
        columnsOf(output) - 1,
      );
      return id === current ? theme.bold(line) : line;
    });
    const around = scenes.findIndex(({ id }) => id === current);
    const room = Math.max(1, rowsOf(output) - 5);
    const from = Math.max(0, Math.min(around - Math.floor(room / 2), rows.length - room));
    const problem =
      unknown === undefined
        ? ''
        : `  ${theme.warn(truncate(translate(KEYS.noScene({ name: unknown })), columnsOf(output) - 3))}`;
    this.#screen.show([
      `  ${theme.bold(translate(KEYS.scenes))}`,
      '',
      ...rows.slice(from, from + room),
      problem,
      '',
    ]);
  }
}
