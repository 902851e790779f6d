/** Performs the terminal effects of the reducer: the prompt, the status and the overlays. */
import { performance } from 'node:perf_hooks';
import { basename } from 'node:path';
import type { WriteStream } from 'node:tty';
import { startInTerminal, withSceneFolder } from '../../../show/index.ts';
import type { OpenTerminal, StageRuntime } from '../../../show/index.ts';
import { KEYS } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import type { Theme } from '../output/output.ts';
import { editCommand } from './command-editor.ts';
import { helpLines } from './key-help.ts';
import { promptText } from './prompt-text.ts';
import { SceneList } from './scene-list.ts';
import type { ControlEvent, State, TerminalEffect } from './state.ts';
import { statusText } from './status-text.ts';
import type { Keys } from '../input/keys.ts';
import type { Screen } from '../screen/screen.ts';
import { Viewer } from '../screen/viewer.ts';
import type { Viewed } from '../screen/viewer.ts';

export interface TerminalOptions {
  keys: Keys;
  screen: Screen;
  output: WriteStream;
  theme: Theme;
  translate: Translate;
  /** Ends the line editor. */
  signal: AbortSignal;
  runtime: StageRuntime;
  /** Opens a shell while the show is paused. */
  openPty: OpenTerminal | undefined;
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
    const { screen, translate, theme } = this.#options;
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
        return this.#openView(effect.view);
      case 'scroll-view':
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
        return editCommand(effect.text, this.#options).then((text) => ({ type: 'command-edited', text }));
      case 'announce':
        return screen.write(this.#announcement(effect.what));
      case 'run-shell':
        return this.#runShell(state).then((failed) => ({ type: 'shell-ended', failed }));
      case 'suspend-terminal':
        screen.close();
        return this.#options.keys.close();
      case 'resume-terminal':
        this.#options.keys.open();
        return screen.open(this.#status(state));
    }
  }

  #status(state: State): string {
    const { runtime, translate } = this.#options;
    return statusText(state, runtime.backgrounds.names, performance.now(), translate);
  }

  #openView(view: 'help' | 'transcript'): void {
    const { screen, translate, theme, output } = this.#options;
    const footer = translate(KEYS.closeView);
    const viewed: Viewed =
      view === 'help'
        ? { title: translate(KEYS.title), lines: helpLines(translate, theme, screen.columns), footer }
        : { title: translate(KEYS.shownSoFar), lines: screen.transcript, footer, atEnd: true };
    screen.close();
    this.#viewer = new Viewer(viewed, output, theme);
    this.#viewer.open();
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
    const { runtime, openPty } = this.#options;
    if (!openPty) return true;
    try {
      const context = scene ? withSceneFolder(runtime.context, scene.scene) : runtime.context;
      await startInTerminal(userShell(), [], context, openPty).done;
      return false;
    } catch {
      return true;
    }
  }
}

function userShell(): string {
  return process.env.SHELL || 'bash';
}
