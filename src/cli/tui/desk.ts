/** What the speaker can do beside the show while it waits: look, jump, take back, edit, and work in a shell. */
import type { ReadStream, WriteStream } from 'node:tty';
import { basename } from 'node:path';
import { nearest } from '../../show/nearest.ts';
import type { LoadedScene } from '../../show/scene.ts';
import type { OpenTerminal } from '../../show/terminal-shell.ts';
import type { Say } from '../language/index.ts';
import { visibleLength, type Theme } from '../output.ts';
import { helpLines } from './key-help.ts';
import type { Keys } from './keys.ts';
import { editLine } from './line-editor.ts';
import type { Screen } from './screen.ts';
import { view, type Viewed } from './viewer.ts';

/** What is known once the stage is open. */
export interface Place {
  scenes: readonly LoadedScene[];
  stage: string;
  cwd: string;
  env: Record<string, string | undefined>;
}

export interface DeskOptions {
  keys: Keys;
  screen: Screen;
  theme: Theme;
  say: Say;
  signal: AbortSignal;
  input: ReadStream;
  output: WriteStream;
  terminal: OpenTerminal | undefined;
  /** Told anew every second, at the right edge. */
  status: () => string;
}

export class Desk {
  scene: LoadedScene | undefined;
  place: Place | undefined;
  private readonly options: DeskOptions;

  constructor(options: DeskOptions) {
    this.options = options;
  }

  /** @param again shows once more what the cursor stood behind @returns where the show is to go on, if elsewhere */
  async obey(key: string, again: () => void): Promise<LoadedScene | undefined> {
    const { say, theme, screen } = this.options;
    const footer = say('view.close');
    if (key === '?' || key === 'h')
      await this.view({ title: say('keys.title'), lines: helpLines(say, theme, screen.columns), footer });
    else if (key === 'b' || key === 'left')
      await this.view({ title: say('view.back'), lines: screen.transcript, footer, atEnd: true });
    else if (key === 'g') return this.jump(again);
    else if (key === 'u') return this.undo(again);
    else if (key === '!') await this.shell(again);
    return undefined;
  }

  /** @param show shows the command as it is to run @returns that command */
  async edit(text: string, show: (text: string) => void): Promise<string> {
    const { screen, say, theme, output } = this.options;
    if (text.includes('\n')) return text;
    screen.write(`\n  ${theme.dim(say('edit.ask'))}\n`);
    const edited = await this.ask('  $ ', text);
    // The edited line gives way to the command as it will run.
    const rows = Math.ceil((visibleLength(edited ?? text) + 5) / output.columns);
    output.write(`\u001B[${rows}A\r\u001B[J`);
    const kept = edited?.trim() ? edited : text;
    show(kept);
    return kept;
  }

  lend(): void {
    this.options.screen.close();
    this.options.keys.close();
  }

  takeBack(): void {
    this.options.keys.open();
    this.options.screen.open(this.options.status);
  }

  private async view(viewed: Viewed): Promise<void> {
    const { keys, screen, output, theme, signal, status } = this.options;
    screen.close();
    await view(viewed, keys, output, theme, signal);
    screen.open(status);
  }

  private async jump(again: () => void): Promise<LoadedScene | undefined> {
    const { screen, say, theme } = this.options;
    const scenes = this.place?.scenes ?? [];
    const rows = scenes.map(({ number, id, title }) => {
      const line = `  ${String(number).padStart(4)}  ${id.padEnd(12)} ${title}`;
      return id === this.scene?.id ? theme.bold(line) : theme.dim(line);
    });
    screen.write(`\n${[`  ${theme.bold(say('jump.title'))}`, ...rows].join('\n')}\n`);
    const answer = (await this.ask(`  ${say('jump.ask')}`, ''))?.trim() ?? '';
    if (answer === '') return void again();
    const near = nearest(
      answer,
      scenes.map(({ id }) => id),
    );
    const found = scenes.find(({ id, number }) => id === answer || String(number) === answer);
    const meant = found ?? scenes.find(({ id }) => id === near && id.startsWith(answer));
    if (meant) return meant;
    screen.write(`  ${say('jump.none', { id: answer })}\n`);
    again();
    return undefined;
  }

  private async undo(again: () => void): Promise<LoadedScene | undefined> {
    const { keys, screen, say, theme, signal } = this.options;
    if (!this.scene) return undefined;
    screen.write('\n');
    const question = `  ${say('undo.ask', { id: this.scene.id })}`;
    screen.ask(question, theme.bold(question));
    const key = await keys.next(['y', 'n', 'escape', 'q'], signal);
    screen.answered();
    if (key === 'y') return this.scene;
    again();
    return undefined;
  }

  private async shell(again: () => void): Promise<void> {
    const { screen, say, theme, terminal } = this.options;
    const { place } = this;
    if (!place || !terminal) return;
    const program = process.env.SHELL || 'bash';
    screen.write(`\n  ${theme.dim(say('shell.begins', { stage: place.stage }))}\n`);
    this.lend();
    try {
      await terminal(program, [], { cwd: place.cwd, env: place.env }).done;
    } catch {
      screen.write(`  ${say('shell.failed', { shell: basename(program) })}\n`);
    } finally {
      this.takeBack();
    }
    screen.write(`  ${theme.dim(say('shell.ends'))}\n\n`);
    again();
  }

  private async ask(prompt: string, initial: string): Promise<string | undefined> {
    const { keys, screen, signal, input, output, status } = this.options;
    screen.close();
    try {
      return await editLine(prompt, initial, keys, { input, output }, signal);
    } finally {
      screen.open(status);
    }
  }
}
