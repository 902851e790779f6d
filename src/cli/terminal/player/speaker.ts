/** The speaker's keys while the show waits for a decision. */
import type { AfterFailure, BeforeStep, Leave, LoadedScene } from '../../../show/index.ts';
import type { Say } from '../../language/index.ts';
import type { Theme } from '../output/output.ts';
import type { Desk } from './desk.ts';
import { ADVANCE } from '../input/keys.ts';
import type { Keys } from '../input/keys.ts';
import type { Prompter, Typed } from './prompter.ts';
import type { Screen } from '../screen/screen.ts';
import { typeOut } from './typing.ts';
import type { Typing } from './typing.ts';

/** Keys that mean the same wherever the show waits. */
const EVERYWHERE = ['?', 'h', 'b', 'left', 'g', 'u', '!', 'q'];
const RUN = ' ↵ ';

export interface SpeakerOptions {
  keys: Keys;
  screen: Screen;
  theme: Theme;
  say: Say;
  typing: Typing;
  signal: AbortSignal;
  /** Ends the show as Ctrl-C does. */
  quit: () => void;
  desk: Desk;
}

export class Speaker implements Prompter {
  readonly #options: SpeakerOptions;

  constructor(options: SpeakerOptions) {
    this.#options = options;
    options.keys.onInterrupt = options.quit;
  }

  sceneStarts(scene: LoadedScene): void {
    this.#options.desk.scene = scene;
  }

  async advance(hint: string, again?: () => void): Promise<'next' | Leave> {
    const key = await this.#decide(hint, ADVANCE, again);
    return typeof key === 'object' ? key : ADVANCE.includes(key) ? 'next' : 'quit';
  }

  async beforeStep(typed: Typed, recorded: boolean): Promise<BeforeStep> {
    let { text } = typed;
    let hint = RUN;
    // Who types by hitting the keyboard at random hits the space bar too.
    const advance = this.#options.typing === 'keys' ? ['enter', 'right'] : ADVANCE;
    for (;;) {
      const show = () => typed.show(text);
      const key = await this.#decide(hint, [...advance, 'p', 's', ...(typed.editable ? ['e'] : [])], show);
      hint = RUN;
      if (typeof key === 'object') return key;
      if (advance.includes(key)) return text === typed.text ? 'run' : { run: text };
      if (key === 's') return 'skip';
      if (key === 'p' && recorded) return 'replay';
      if (key === 'p') hint = `  ${this.#options.say('replay.none')}${RUN}`;
      else if (key === 'e') text = await this.#options.desk.edit(text, typed.show);
      else return 'quit';
    }
  }

  async afterFailure(recorded: boolean): Promise<AfterFailure> {
    const { say, theme } = this.#options;
    const choices = (['retry', ...(recorded ? ['replay'] : []), 'skip', 'help', 'quit'] as 'retry'[]).map(
      (choice) => say(`failed.${choice}`),
    );
    const hint = `  ${choices.join('  ')} `;
    const styled = `  ${choices.map((text) => theme.bold(text[0]!) + theme.dim(text.slice(1))).join('  ')} `;
    const key = await this.#decide(hint, recorded ? ['r', 'p', 's'] : ['r', 's'], undefined, styled);
    if (typeof key === 'object') return key;
    return ({ r: 'retry', p: 'replay', s: 'skip' } as Record<string, AfterFailure>)[key] ?? 'quit';
  }

  async hurried(work: (hurry: AbortSignal) => Promise<void>): Promise<void> {
    const hurry = new AbortController();
    const done = new AbortController();
    const signal = AbortSignal.any([done.signal, this.#options.signal]);
    void this.#options.keys.next(ADVANCE, signal).then(() => hurry.abort());
    try {
      await work(hurry.signal);
    } finally {
      done.abort();
    }
  }

  async type(text: string, write: (part: string) => void): Promise<void> {
    const { keys, typing, signal } = this.#options;
    await typeOut(text, write, typing, keys, signal, (work) => this.hurried(work));
  }

  onInterrupt(action: (() => void) | undefined): void {
    this.#options.keys.onInterrupt = action ?? this.#options.quit;
  }

  lend(): void {
    this.#options.desk.lend();
  }

  takeBack(): void {
    this.#options.desk.takeBack();
  }

  /** @returns a wanted key, `q` or `ctrl-c`, or where to go */
  async #decide(
    hint: string,
    wanted: readonly string[],
    again: () => void = () => {},
    styled = this.#options.theme.dim(hint),
  ): Promise<string | { goTo: LoadedScene }> {
    const { keys, screen, desk, signal } = this.#options;
    for (;;) {
      screen.ask(hint, styled);
      const key = await keys.next([...wanted, ...EVERYWHERE], signal);
      screen.answered();
      if (wanted.includes(key) || key === 'q' || key === 'ctrl-c') return key;
      const goTo = await desk.obey(key, again);
      if (goTo) return { goTo };
    }
  }
}
