/** Presents the show in a terminal or a pipe: lines that scroll by, and a prompt when the speaker decides. */
import { playRecording, titleOf } from '../../../show/index.ts';
import type {
  AfterFailure,
  BeforeStep,
  Interruptible,
  Item,
  Leave,
  LoadedScene,
  OutputChunk,
  Presenter,
  Recording,
  Step,
  StepResult,
  StepTerminal,
} from '../../../show/index.ts';
import { PLAYER } from '../../../messages/index.ts';
import type { Text, Translate } from '../../../messages/index.ts';
import { textWidth, wrap } from '../output/output.ts';
import type { Out, Theme } from '../output/output.ts';
import { renderFailure } from './failure.ts';
import { renderDiff } from '../output/diff.ts';
import { Gutter } from '../output/gutter.ts';
import type { Controls, Typed } from '../controls/controls.ts';
import { CommandLine, commandParts } from './command-line.ts';
import { writeLines, writeNote } from './lines.ts';
import { renderItem } from './script.ts';
import { StepPicture, stepSize } from './step-picture.ts';

/** Items after which the show continues without a key. */
const WITHOUT_PAUSE: ReadonlySet<Item['kind']> = new Set(['heading', 'direction', 'rule']);

export class LinePlayer implements Presenter {
  readonly #out: Out;
  readonly #theme: Theme;
  readonly #controls: Controls;
  readonly #translate: Translate;
  readonly #gutter: Gutter;
  #title: Item | undefined;
  #waitingShown = false;
  /** The command of the present step. */
  #typed: Typed = { text: '', editable: false, scripted: false, show: () => {} };
  #picture: StepPicture | undefined;
  /** The speaker types, not the script. */
  #byHand = false;

  constructor(out: Out, theme: Theme, controls: Controls, translate: Translate) {
    this.#translate = translate;
    this.#out = out;
    this.#theme = theme;
    this.#controls = controls;
    this.#gutter = new Gutter(out, theme);
  }

  sceneStarts(scene: LoadedScene, resumed: boolean): void {
    const { dim, bold } = this.#theme;
    this.#controls.sceneStarted(scene);
    this.#title = titleOf(scene);
    const about = this.#translate(resumed ? PLAYER.sceneResumed(scene) : PLAYER.scene(scene));
    this.#lines(() => [
      '',
      `  ${dim('─'.repeat(textWidth(this.#out)))}`,
      ...wrap(scene.title, textWidth(this.#out)).map((line) => `  ${bold(line)}`),
      ...wrap(about, textWidth(this.#out)).map((line) => `  ${dim(line)}`),
      '',
    ]);
  }

  async item(item: Exclude<Item, { kind: 'step' }>): Promise<'next' | Leave> {
    // The title is already shown above the scene.
    if (item === this.#title) return 'next';
    this.#lines(() => [...renderItem(item, this.#theme, this.#out), '']);
    return WITHOUT_PAUSE.has(item.kind) ? 'next' : this.#controls.advance('');
  }

  async step(step: Step, recording: Recording | undefined): Promise<BeforeStep> {
    const parts = commandParts(step);
    const line = new CommandLine(parts, this.#theme, this.#out);
    await this.#controls.type(line.begin(parts.text), (letters) => line.type(letters));
    line.end();
    const show = (edited: string) => line.show(edited);
    const scripted = step.kind === 'command' && step.script.length > 0;
    this.#typed = { text: parts.text, editable: step.kind === 'command', scripted, show };
    const decision = await this.#controls.beforeStep(this.#typed, recording !== undefined);
    this.#byHand = !scripted || decision === 'type';
    this.#out.write('\n');
    if (typeof decision === 'object' && 'run' in decision) this.#typed.text = decision.run;
    if (decision === 'skip') this.#skipped();
    return decision;
  }

  output({ text }: OutputChunk): void {
    this.#endWaiting();
    this.#gutter.write(text);
  }

  terminal(): StepTerminal {
    const picture = this.#beginPicture();
    return {
      size: () => stepSize(this.#out),
      onResize: (listener) => this.#out.onResize?.(listener) ?? (() => {}),
      picture: (next) => picture.show(next),
      typist: this.#controls.typist,
    };
  }

  diff(diff: string, step: Step): void {
    const shown = { block: step.kind === 'fix' ? step.shown : '', key: this.#controls.diffShown(diff) };
    const look = { theme: this.#theme, translate: this.#translate };
    this.#lines(() => renderDiff(diff, shown, this.#out, look));
  }

  waiting(): void {
    if (this.#waitingShown) return;
    this.#out.write(`  ${this.#theme.dim(this.#translate(PLAYER.waiting))}${this.#out.isTTY ? '' : '\n'}`);
    this.#waitingShown = true;
  }

  running(running: Interruptible | undefined, step: Step): void {
    const interactive = step.kind === 'command' && step.interactive;
    if (running) this.#controls.commandStarted(running, interactive && this.#byHand);
    else this.#controls.commandEnded();
  }

  passed(step: Step, result: StepResult): void {
    this.#endOutput();
    if (step.kind === 'stop' && result.output.trim() !== '') {
      this.#gutter.write(result.output);
      this.#gutter.close();
    }
    const what =
      step.kind === 'command' && step.background
        ? this.#translate(PLAYER.background({ step: step.name }))
        : this.#translate.time(result.ms);
    this.#lines(() => [`  ${this.#theme.good('✓')} ${this.#theme.dim(what)}`, '']);
  }

  async replay(step: Step, recording: Recording): Promise<void> {
    const { dim, warn } = this.#theme;
    const day = recording.recordedAt.slice(0, 10);
    this.#lines(() => [
      `  ${warn(`● ${this.#translate(PLAYER.recorded)}`)} ${dim(this.#translate(PLAYER.recordedOn({ day, stage: recording.stage })))}`,
    ]);
    await this.#controls.playRecording((fastForward) =>
      playRecording(
        recording,
        {
          output: ({ text }) => (step.kind === 'fix' ? this.diff(text, step) : this.#gutter.write(text)),
          picture: (picture) => (this.#picture ?? this.#beginPicture()).show(picture),
        },
        fastForward,
      ),
    );
    this.#endOutput();
    this.#lines(() => [
      `  ${warn(`● ${this.#translate(PLAYER.recorded)}`)} ${dim(this.#translate.time(recording.ms))}`,
      '',
    ]);
  }

  async failed(step: Step, result: StepResult, recording: Recording | undefined): Promise<AfterFailure> {
    this.#endOutput();
    // The output is already shown above.
    const failures = result.failures.map(({ expected, got }) => ({
      expected,
      got: isEndOf(result.output, got) ? PLAYER.outputAbove : got,
    }));
    this.#lines(() => [
      ...renderFailure(step.name, { failures }, this.#theme, this.#out, this.#translate),
      '',
    ]);
    const answer = await this.#controls.afterFailure(this.#typed, recording !== undefined);
    if (typeof answer === 'object' && 'run' in answer) {
      this.#out.write('\n');
      this.#typed.text = answer.run;
    }
    if (answer === 'skip') this.#skipped();
    return answer;
  }

  note(text: Text): void {
    writeNote(text, this.#out, this.#theme, this.#translate);
  }

  sceneEnds({ number }: LoadedScene): void {
    const ends = this.#translate(PLAYER.sceneEnds({ number }));
    this.#lines(() => [`  ${this.#theme.dim(ends)}`, '']);
  }

  #skipped(): void {
    this.#lines(() => [`  ${this.#theme.dim(this.#translate(PLAYER.skipped))}`, '']);
  }

  #beginPicture(): StepPicture {
    this.#picture = new StepPicture(this.#out, this.#theme);
    return this.#picture;
  }

  #endOutput(): void {
    this.#endWaiting();
    this.#gutter.close();
    this.#picture?.close();
    this.#picture = undefined;
  }

  #endWaiting(): void {
    if (this.#waitingShown && this.#out.eraseLine) this.#out.eraseLine();
    else if (this.#waitingShown && this.#out.isTTY) this.#out.write('\r\u001B[K');
    this.#waitingShown = false;
  }

  #lines(lines: () => string[]): void {
    writeLines(this.#out, lines);
  }
}

/** Whether `got` is output of the command, not a message about it. */
function isEndOf(output: string, got: Text): boolean {
  return typeof got === 'string' && output.trimEnd().endsWith(got.replace(/^…\n/, ''));
}
