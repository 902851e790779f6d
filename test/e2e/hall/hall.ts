/** A hall with a window for each size and language, which all show the same play: its steps run once, for all. */
import { themeFor } from '../../../src/cli/terminal/output/output.ts';
import { unattended } from '../../../src/cli/terminal/controls/controls.ts';
import { LinePlayer } from '../../../src/cli/terminal/player/line-player.ts';
import { Screen } from '../../../src/cli/terminal/screen/screen.ts';
import { translator } from '../../../src/messages/index.ts';
import type { Language, Text } from '../../../src/messages/index.ts';
import type { Interruptible, StepResult } from '../../../src/show/player/execution.ts';
import type { Presenter } from '../../../src/show/player/presenter.ts';
import type { StepTerminal } from '../../../src/show/player/terminal/step-terminal.ts';
import type { OutputChunk } from '../../../src/show/recordings/recording.ts';
import { stepsOf } from '../../../src/show/format/scene.ts';
import type { LoadedScene, Step } from '../../../src/show/format/scene.ts';
import { COLOURS, Window } from '../../cli/terminal/screen/window.ts';

const SIZES = [
  [60, 16],
  [80, 24],
  [100, 30],
] as const;

/** One window, and who plays in it. */
class Seat {
  readonly name: string;
  readonly #scenes: readonly LoadedScene[];
  readonly #window: Window;
  readonly #screen: Screen;
  readonly player: LinePlayer;
  #scene!: LoadedScene;
  #next = 0;
  step!: Step;

  constructor(
    scenes: readonly LoadedScene[],
    language: Language,
    [columns, rows]: readonly [number, number],
  ) {
    this.name = `${columns}×${rows} ${language}`;
    this.#scenes = scenes;
    this.#window = new Window(columns, rows);
    const theme = themeFor(this.#window, COLOURS);
    this.#screen = new Screen(this.#window, theme);
    this.#screen.open();
    // As a speaker has it, whose key shows the whole of a diff.
    const controls = { ...unattended, diffShown: () => 'd' };
    this.player = new LinePlayer(this.#screen, theme, controls, translator(language));
  }

  begin({ id }: LoadedScene): void {
    this.#scene = this.#scenes.find((scene) => scene.id === id)!;
    this.#next = 0;
    this.player.sceneStarts(this.#scene, false);
  }

  /** Shows what is said up to the step of this number. */
  async advanceTo(number: number): Promise<void> {
    this.step = stepsOf(this.#scene)[number]!;
    for (; this.#next < this.#scene.items.length; this.#next += 1) {
      const item = this.#scene.items[this.#next]!;
      if (item.kind !== 'step') await this.player.item(item);
      else if (item.step === this.step) break;
    }
    this.#next += 1;
    if (this.step) await this.player.step(this.step, undefined);
  }

  seen(): Promise<string[]> {
    return this.#window.seen();
  }

  close(): void {
    this.#screen.close();
  }
}

/** Rows by the name of the window. */
export type Seen = Record<string, string[]>;

export class Hall implements Presenter {
  /** By scene and step: what was on the screens once it had passed. */
  readonly seen = new Map<string, Promise<Seen>>();
  /** What went wrong. */
  readonly failures: string[] = [];
  readonly #seats: Seat[];
  #scene!: LoadedScene;
  #looking: Promise<unknown> = Promise.resolve();

  constructor(talks: Partial<Record<Language, readonly LoadedScene[]>>) {
    this.#seats = Object.entries(talks).flatMap(([language, scenes]) =>
      SIZES.map((size) => new Seat(scenes, language as Language, size)),
    );
  }

  get windows(): string[] {
    return this.#seats.map(({ name }) => name);
  }

  sceneStarts(scene: LoadedScene): void {
    this.#scene = scene;
    this.#each((seat) => seat.begin(scene));
  }

  /** Each window shows what is said in its language once the next step comes. */
  async item(): Promise<'next'> {
    await this.#looking;
    return 'next';
  }

  async step(step: Step): Promise<'run'> {
    await this.#looking;
    const number = stepsOf(this.#scene).indexOf(step);
    for (const seat of this.#seats) await seat.advanceTo(number);
    return 'run';
  }

  output(chunk: OutputChunk): void {
    this.#each(({ player }) => player.output(chunk));
  }

  /** As large as the smallest window has it: a program that draws more there has more room. */
  terminal(): StepTerminal {
    const terminals = this.#seats.map(({ player }) => player.terminal());
    const sizes = terminals.map((each) => each.size());
    return {
      size: () => ({
        columns: Math.min(...sizes.map(({ columns }) => columns)),
        rows: Math.min(...sizes.map(({ rows }) => rows)),
      }),
      onResize: () => () => {},
      picture: (picture) => terminals.forEach((each) => each.picture(picture)),
    };
  }

  diff(diff: string): void {
    this.#each(({ player, step }) => player.diff(diff, step));
  }

  waiting(): void {
    this.#each(({ player }) => player.waiting());
  }

  running(running: Interruptible | undefined): void {
    this.#each(({ player, step }) => player.running(running, step));
  }

  passed(step: Step, result: StepResult): void {
    this.#each((seat) => seat.player.passed(seat.step, result));
    const seen = this.#look();
    this.#looking = seen;
    this.seen.set(`${this.#scene.id}/${step.id}`, seen);
  }

  async failed(step: Step, { failures, output }: StepResult): Promise<'quit'> {
    this.failures.push(`${this.#scene.id}/${step.id}: ${JSON.stringify(failures)}\n${output}`);
    return 'quit';
  }

  async replay(): Promise<void> {}

  note(text: Text): void {
    this.#each(({ player }) => player.note(text));
  }

  sceneEnds(): void {}

  close(): void {
    this.#each((seat) => seat.close());
  }

  async #look(): Promise<Seen> {
    const rows = await Promise.all(this.#seats.map(async (seat) => [seat.name, await seat.seen()] as const));
    return Object.fromEntries(rows);
  }

  #each(work: (seat: Seat) => void): void {
    for (const seat of this.#seats) work(seat);
  }
}
