/** The show in a terminal or a pipe: lines that scroll by, and a prompt where the speaker decides. */
import { formatDuration } from '../../show/duration.ts';
import type { AfterFailure, BeforeStep, Presenter } from '../../show/presenter.ts';
import { playRecording } from '../../show/play-recording.ts';
import type { Recording } from '../../show/recording.ts';
import type { Interruptible, StepResult } from '../../show/run-step.ts';
import type { Item, LoadedScene, Step } from '../../show/scene.ts';
import type { OutputChunk } from '../../show/shell.ts';
import { textWidth, wrap, type Out, type Theme } from '../output.ts';
import { renderFailure } from './failure.ts';
import { Gutter } from './gutter.ts';
import type { Prompter } from './prompter.ts';
import { commandParts, diffLine, renderItem } from './script.ts';

const GO_ON = '  ↵ ';
const RUN = ' ↵ ';

export class LinePlayer implements Presenter {
  private readonly out: Out;
  private readonly theme: Theme;
  private readonly prompter: Prompter;
  private readonly gutter: Gutter;
  private waitingShown = false;

  constructor(out: Out, theme: Theme, prompter: Prompter) {
    this.out = out;
    this.theme = theme;
    this.prompter = prompter;
    this.gutter = new Gutter(out, theme);
  }

  sceneStarts(scene: LoadedScene, resumed: boolean): void {
    const { dim, bold } = this.theme;
    const rule = dim('─'.repeat(textWidth(this.out)));
    const about = `scene ${scene.number} · ${scene.id} · ${formatDuration(scene.budgetMs)}${resumed ? ' · going on' : ''}`;
    this.lines([
      '',
      `  ${rule}`,
      `  ${bold(scene.title)}`,
      ...wrap(about, textWidth(this.out)).map((line) => `  ${dim(line)}`),
      '',
    ]);
  }

  async item(item: Exclude<Item, { kind: 'step' }>): Promise<'next' | 'quit'> {
    // The title stands above the scene already.
    if (item.kind === 'heading' && item.level === 1) return 'next';
    this.lines([...renderItem(item, this.theme, this.out), '']);
    return item.kind === 'heading' || item.kind === 'direction' ? 'next' : this.prompter.advance(GO_ON);
  }

  async step(step: Step): Promise<BeforeStep> {
    const { mark, text, tail } = commandParts(step);
    const { bold, dim } = this.theme;
    this.out.write(`  ${dim(mark)} `);
    await this.prompter.type(text, (part) => this.out.write(bold(part).replaceAll('\n', `\n  ${dim('>')} `)));
    this.out.write(dim(tail));
    const decision = await this.prompter.advance(RUN);
    this.out.write('\n');
    return decision === 'quit' ? 'quit' : 'run';
  }

  output({ text }: OutputChunk): void {
    this.endWaiting();
    this.gutter.write(text);
  }

  diff(diff: string): void {
    for (const line of diff.trimEnd().split('\n')) {
      this.out.write(`  ${this.theme.dim('│')} ${diffLine(line, this.theme)}\n`);
    }
  }

  waiting(): void {
    if (this.waitingShown) return;
    this.out.write(`  ${this.theme.dim('waiting …')}${this.out.isTTY ? '' : '\n'}`);
    this.waitingShown = true;
  }

  running(running: Interruptible | undefined, step: Step): void {
    if (step.kind === 'command' && step.interactive) {
      if (running) this.prompter.lend();
      else this.prompter.takeBack();
    }
    this.prompter.onInterrupt(running && (() => running.interrupt()));
  }

  verdict(step: Step, result: StepResult): void {
    this.endWaiting();
    this.gutter.close();
    if (step.kind === 'stop' && result.output.trim() !== '') {
      this.gutter.write(result.output);
      this.gutter.close();
    }
    const what =
      step.kind === 'command' && step.background
        ? `${step.id} runs in the background`
        : formatDuration(result.ms);
    this.lines([`  ${this.theme.dim(this.theme.good('✓'))} ${this.theme.dim(what)}`, '']);
  }

  async replay(step: Step, recording: Recording): Promise<void> {
    const { dim, warn } = this.theme;
    const day = recording.recordedAt.slice(0, 10);
    this.lines([`  ${warn('● recorded')} ${dim(`${day}, ${recording.stage} stage`)}`]);
    await this.prompter.hurried((hurry) =>
      playRecording(
        recording,
        (chunk) => (step.kind === 'fix' ? this.diff(chunk.text) : this.gutter.write(chunk.text)),
        hurry,
      ),
    );
    this.gutter.close();
    this.lines([`  ${warn('● recorded')} ${dim(formatDuration(recording.ms))}`, '']);
  }

  async failed(step: Step, result: StepResult, recording: Recording | undefined): Promise<AfterFailure> {
    this.endWaiting();
    this.gutter.close();
    // The output stands above already.
    const failures = result.failures.map(({ expected, got }) => ({
      expected,
      got: result.output.trimEnd().endsWith(got.replace(/^…\n/, '')) ? 'the output above' : got,
    }));
    this.lines([...renderFailure(step.name, { failures }, this.theme, this.out), '']);
    const answer = await this.prompter.afterFailure(recording !== undefined);
    if (answer === 'skip') this.lines([`  ${this.theme.dim('skipped')}`, '']);
    return answer;
  }

  note(text: string): void {
    this.lines([...wrap(text, textWidth(this.out)).map((line) => `  ${this.theme.dim(line)}`), '']);
  }

  sceneEnds(scene: LoadedScene, { ms }: { ms: number }): void {
    const over =
      ms > scene.budgetMs
        ? `${formatDuration(ms - scene.budgetMs)} over`
        : `of ${formatDuration(scene.budgetMs)}`;
    this.lines([`  ${this.theme.dim(`scene ${scene.number} ends · ${formatDuration(ms)} ${over}`)}`, '']);
  }

  private endWaiting(): void {
    if (this.waitingShown && this.out.isTTY) this.out.write('\r\u001B[K');
    this.waitingShown = false;
  }

  private lines(lines: string[]): void {
    this.out.write(`${lines.join('\n')}\n`);
  }
}
