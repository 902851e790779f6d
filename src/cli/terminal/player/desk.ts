/** What the speaker can do beside the show while it waits: look, jump, take back, edit, and work in a shell. */
import type { WriteStream } from 'node:tty';
import { basename } from 'node:path';
import { startInTerminal } from '../../../show/index.ts';
import type { Ground, LoadedScene, OpenTerminal } from '../../../show/index.ts';
import type { Say } from '../../language/index.ts';
import { isDumb, printable, visibleLength } from '../output/output.ts';
import type { Theme } from '../output/output.ts';
import { chooseScene } from './choose-scene.ts';
import { helpLines } from './key-help.ts';
import type { Keys } from '../input/keys.ts';
import { editLine } from '../input/line-editor.ts';
import type { Screen } from '../screen/screen.ts';
import { view } from '../screen/viewer.ts';
import type { Viewed } from '../screen/viewer.ts';

/** What is known once the stage is open. */
export interface Place {
  scenes: readonly LoadedScene[];
  stage: string;
  ground: Ground;
}

export interface DeskOptions {
  keys: Keys;
  screen: Screen;
  theme: Theme;
  say: Say;
  signal: AbortSignal;
  output: WriteStream;
  terminal: OpenTerminal | undefined;
  /** Told anew every second, at the right edge. */
  status: () => string;
}

const PROMPT = '  $ ';

export class Desk {
  scene: LoadedScene | undefined;
  place: Place | undefined;
  readonly #options: DeskOptions;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** @param again shows once more what the cursor stood behind @returns where the show is to go on, if elsewhere */
  async obey(key: string, again: () => void): Promise<LoadedScene | undefined> {
    const { say, theme, screen } = this.#options;
    const footer = say('view.close');
    if (key === '?' || key === 'h')
      await this.#view({ title: say('keys.title'), lines: helpLines(say, theme, screen.columns), footer });
    else if (key === 'b' || key === 'left')
      await this.#view({ title: say('view.back'), lines: screen.transcript, footer, atEnd: true });
    else if (key === 'g') return this.#jump();
    else if (key === 'u') return this.#undo();
    else if (key === '!') await this.#shell(again);
    return undefined;
  }

  /** The command's line is the editor's, and then the command's again. @returns the command as it is to run */
  async edit(text: string, show: (text: string) => void): Promise<string> {
    const { keys, screen, say, theme, signal, output, status } = this.#options;
    if (text.includes('\n')) return text;
    screen.eraseLine();
    const hint = `  ${theme.dim(say('edit.ask'))}\n`;
    let resized = false;
    const redraw = () => {
      resized = true;
      screen.paint(hint);
    };
    screen.close();
    output.write(hint);
    const { answer, line } = await editLine(PROMPT, text, keys, output, signal, redraw);
    screen.open(status);
    // A line that fills its row has taken the next one, too.
    const rowsOfLine = Math.floor(visibleLength(PROMPT + line, screen.columns) / screen.columns) + 1;
    const rowsOfHint = Math.ceil((visibleLength(hint) - 1) / screen.columns);
    if (!isDumb()) output.write(`\u001B[${rowsOfHint + rowsOfLine}A\r\u001B[J`);
    // Control and a key of chance may be a letter that no command can hold.
    const kept = printable(answer ?? '').trim() || text;
    show(kept);
    // Then the rows were counted in vain.
    if (resized) screen.paint();
    return kept;
  }

  lend(): void {
    this.#options.screen.close();
    this.#options.keys.close();
  }

  takeBack(): void {
    this.#options.keys.open();
    this.#options.screen.open(this.#options.status);
  }

  async #view(viewed: Viewed): Promise<void> {
    const { keys, screen, output, theme, signal, status } = this.#options;
    screen.close();
    await view(viewed, keys, output, theme, signal);
    screen.open(status);
  }

  async #jump(): Promise<LoadedScene | undefined> {
    const { keys, screen, say, theme, signal, output, status } = this.#options;
    screen.close();
    try {
      return await chooseScene(this.place?.scenes ?? [], this.scene?.id, {
        keys,
        output,
        theme,
        say,
        signal,
      });
    } finally {
      screen.open(status);
    }
  }

  async #undo(): Promise<LoadedScene | undefined> {
    const { keys, screen, say, theme, signal } = this.#options;
    if (!this.scene) return undefined;
    const question = `  ${say('undo.ask', { id: this.scene.id })} `;
    screen.ask(question, theme.bold(question));
    const yes = say('undo.yes');
    const key = await keys.next([yes, 'n', 'escape', 'q'], signal);
    screen.answered();
    return key === yes ? this.scene : undefined;
  }

  async #shell(again: () => void): Promise<void> {
    const { screen, say, theme, terminal } = this.#options;
    const { place } = this;
    if (!place || !terminal) return;
    const program = process.env.SHELL || 'bash';
    screen.write(`\n  ${theme.dim(say('shell.begins', { stage: place.stage }))}\n`);
    this.lend();
    try {
      await startInTerminal(program, [], place.ground, terminal).done;
    } catch {
      screen.write(`  ${say('shell.failed', { shell: basename(program) })}\n`);
    } finally {
      this.takeBack();
    }
    screen.write(`  ${theme.dim(say('shell.ends'))}\n\n`);
    again();
  }
}
