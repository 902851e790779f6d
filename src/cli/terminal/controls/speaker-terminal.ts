/** Performs the terminal effects of the reducer: the prompt, the status and the overlays. */
import { performance } from 'node:perf_hooks';
import { basename } from 'node:path';
import type { WriteStream } from 'node:tty';
import { runSpeakersShell, withSceneFolder } from '../../../show/index.ts';
import type { StageRuntime, SpeakerTerminal as WholeTerminal } from '../../../show/index.ts';
import { KEYS } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import type { Theme } from '../output/output.ts';
import { wholeDiff } from '../output/diff.ts';
import { editCommand } from './command-editor.ts';
import { helpLines } from './key-help.ts';
import { promptText, viewFooter } from './prompt-text.ts';
import { SceneList } from './scene-list.ts';
import type { ControlEvent, State, TerminalEffect, View } from './state.ts';
import { statusText } from './status-text.ts';
import type { Keys } from '../input/keys.ts';
import type { BlankScreen } from '../screen/blank-screen.ts';
import type { Screen } from '../screen/screen.ts';
import { Viewer } from '../screen/viewer.ts';
import type { Viewed } from '../screen/viewer.ts';

export interface TerminalOptions {
  keys: Keys;
  screen: Screen;
  blank: BlankScreen;
  output: WriteStream;
  theme: Theme;
  translate: Translate;
  /** Ends the line editor. */
  signal: AbortSignal;
  runtime: StageRuntime;
  /** All of it, for a program that the speaker types into. */
  terminal: WholeTerminal | undefined;
}

export class SpeakerTerminal {
  readonly #options: TerminalOptions;
  readonly #scenes: SceneList;
  #viewer: Viewer | undefined;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.#scenes = new SceneList(options);
  }

  /** @param state after the effect @returns the event that ends it, for an effect that takes time */
  perform(effect: TerminalEffect, state: State): Promise<ControlEvent> | void {
    const { screen, blank, translate, theme } = this.#options;
    switch (effect.type) {
      case 'show-prompt': {
        const { plain, styled } = promptText(state, translate, theme);
        return screen.ask(plain, styled, this.#status(state));
      }
      case 'clear-prompt':
        return screen.answered();
      case 'show-status':
        return screen.showStatus(this.#status(state));
      case 'repaint':
        return screen.paint();
      case 'open-view':
        return this.#openView(effect.view, state);
      case 'scroll-view':
        if (effect.by === 'page-down' && this.#viewer?.atEnd) return Promise.resolve({ type: 'view-read' });
        return this.#viewer?.scroll(effect.by);
      case 'redraw-view':
        return this.#viewer?.draw();
      case 'close-view':
        this.#viewer?.close();
        return screen.open(this.#status(state));
      case 'open-scenes':
        screen.close();
        return this.#scenes.open();
      case 'ask-scene':
        return this.#scenes.ask(state).then((name) => ({ type: 'scene-named', name }));
      case 'close-scenes':
        this.#scenes.close();
        return screen.open(this.#status(state));
      case 'edit-command':
        return editCommand(effect, this.#options).then((text) => ({ type: 'command-edited', text }));
      case 'end-line':
        return screen.write('\n');
      case 'blank-screen':
        return blank.open();
      case 'redraw-blank':
        return blank.draw();
      case 'restore-screen':
        return this.#restore(state);
      case 'announce':
        return screen.write(this.#announcement(effect.what));
      case 'run-shell':
        return this.#runShell(state).then((failed) => ({ type: 'shell-ended', failed }));
      case 'suspend-terminal':
        screen.close();
        return this.#options.terminal ? this.#options.keys.lend() : this.#options.keys.close();
      case 'resume-terminal':
        this.#options.keys.open();
        return screen.open(this.#status(state));
    }
  }

  /** The show is over. */
  close(state: State): void {
    if (state.overlay?.kind === 'blank') this.#restore(state);
  }

  #restore(state: State): void {
    const { screen, blank } = this.#options;
    blank.close();
    screen.paint();
    screen.showStatus(this.#status(state));
  }

  #status(state: State): string {
    const { runtime, translate } = this.#options;
    return statusText(state, runtime.backgrounds.names, performance.now(), translate);
  }

  #openView(view: View, state: State): void {
    const { screen, theme, output } = this.#options;
    screen.close();
    this.#viewer = new Viewer(this.#viewed(view, state), output, theme);
    this.#viewer.open();
  }

  #viewed(view: View, { keys, diff = '' }: State): Viewed {
    const { screen, translate, theme } = this.#options;
    const footer = viewFooter(keys, translate);
    if (view === 'help')
      return {
        title: translate(KEYS.title),
        lines: helpLines(keys, translate, theme, screen.columns),
        footer,
      };
    if (view === 'diff')
      return { title: translate(KEYS.lastDiff), lines: wholeDiff(diff, { theme, translate }), footer };
    return { title: translate(KEYS.shownSoFar), lines: screen.transcript, footer, atEnd: true };
  }

  #announcement(what: 'shell-begins' | 'shell-failed' | 'shell-ends'): string {
    const { translate, theme, runtime } = this.#options;
    if (what === 'shell-begins')
      return `\n  ${theme.dim(translate(KEYS.shellBegins({ stage: runtime.stage.name })))}\n`;
    if (what === 'shell-failed')
      return `  ${translate(KEYS.shellFailed({ shell: basename(userShell()) }))}\n`;
    return `  ${theme.dim(translate(KEYS.shellEnds))}\n\n`;
  }

  /** @returns true if it could not be started */
  async #runShell({ scene }: State): Promise<boolean> {
    const { runtime, terminal } = this.#options;
    if (!terminal) return true;
    const context = scene ? withSceneFolder(runtime.context, scene) : runtime.context;
    try {
      return !(await runSpeakersShell(userShell(), context, terminal));
    } catch {
      return true;
    }
  }
}

function userShell(): string {
  return process.env.SHELL || 'bash';
}
