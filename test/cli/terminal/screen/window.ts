/** A window whose rows can be read, and a program whose terminal is shown in it. */
import { EventEmitter } from 'node:events';
import xterm from '@xterm/headless';
import { onTestFinished } from 'vitest';
import { Emulator } from '../../../../src/show/player/terminal/emulator.ts';
import type { Out } from '../../../../src/cli/terminal/output/output.ts';
import { themeFor } from '../../../../src/cli/terminal/output/output.ts';
import { StepPicture, stepSize } from '../../../../src/cli/terminal/player/step-picture.ts';
import { Screen } from '../../../../src/cli/terminal/screen/screen.ts';

export const COLOURS = { TERM: 'xterm-256color' };

export class Window extends EventEmitter implements Out {
  readonly isTTY = true;
  columns: number;
  rows: number;
  /** Each text written. */
  readonly writes: string[] = [];
  readonly #terminal: xterm.Terminal;

  constructor(columns = 40, rows = 12) {
    super();
    this.columns = columns;
    this.rows = rows;
    this.#terminal = new xterm.Terminal({ cols: columns, rows, convertEol: true, allowProposedApi: true });
  }

  write(text: string): void {
    this.writes.push(text);
    this.#terminal.write(text);
  }

  become(columns: number, rows: number): void {
    Object.assign(this, { columns, rows });
    this.#terminal.resize(columns, rows);
    this.emit('resize');
  }

  /** What has scrolled out of it as well. */
  async all(): Promise<string[]> {
    await this.#written();
    const { active } = this.#terminal.buffer;
    return this.#rowsFrom(0, active.length);
  }

  /** What a person sees, down to the cursor. */
  async seen(): Promise<string[]> {
    await this.#written();
    const { baseY } = this.#terminal.buffer.active;
    return this.#rowsFrom(baseY, baseY + this.rows);
  }

  async hasStyle(row: string, style: 'isFgPalette' | 'isBold'): Promise<boolean> {
    await this.#written();
    const { active } = this.#terminal.buffer;
    const at = (await this.all()).findIndex((text) => text.includes(row));
    return Boolean(
      active
        .getLine(at)
        ?.getCell((await this.all())[at]!.indexOf(row))
        ?.[style](),
    );
  }

  #written(): Promise<void> {
    return new Promise((resolve) => this.#terminal.write('', resolve));
  }

  #rowsFrom(from: number, to: number): string[] {
    const { active } = this.#terminal.buffer;
    const rows = Array.from({ length: to - from }, (_, index) =>
      (active.getLine(from + index)?.translateToString(true) ?? '').trimEnd(),
    );
    return rows.slice(0, rows.findLastIndex((row) => row !== '') + 1);
  }
}

export function openScreen(window: Window, env: NodeJS.ProcessEnv = COLOURS): Screen {
  const screen = new Screen(window, themeFor(window, env));
  screen.open();
  onTestFinished(() => screen.close());
  return screen;
}

/** In a terminal of its own, which is shown there. */
export class Program {
  readonly #emulator: Emulator;
  columns: number;
  readonly #picture: StepPicture;
  readonly #stopFollowing: (() => void) | undefined;

  constructor(out: Out, env: NodeJS.ProcessEnv = COLOURS) {
    const size = stepSize(out);
    this.#emulator = new Emulator(size);
    this.columns = size.columns;
    this.#picture = new StepPicture(out, themeFor(out, env));
    this.#stopFollowing = out.onResize?.(() => {
      this.columns = stepSize(out).columns;
      this.#emulator.resize(stepSize(out));
      this.#picture.show(this.#emulator.picture());
    });
  }

  async prints(...texts: string[]): Promise<void> {
    for (const text of texts) {
      await this.#emulator.write(text);
      this.#picture.show(this.#emulator.picture());
    }
  }

  ends(): void {
    this.#stopFollowing?.();
    this.#picture.show(this.#emulator.picture({ over: true }));
    this.#picture.close();
  }
}
