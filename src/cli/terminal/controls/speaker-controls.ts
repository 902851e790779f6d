/** A speaker at a keyboard: sends keys and events of the player to the reducer, and performs its effects. */
import { KEYS } from '../../../messages/index.ts';
import { performance } from 'node:perf_hooks';
import type { AfterFailure, BeforeStep, Interruptible, Leave, LoadedScene } from '../../../show/index.ts';
import type { Controls, Typed } from './controls.ts';
import { keyBindings } from './key-bindings.ts';
import { reduce } from './reduce.ts';
import { SpeakerTerminal } from './speaker-terminal.ts';
import type { TerminalOptions } from './speaker-terminal.ts';
import type { Answer, ControlEvent, Effect, State, Wait } from './state.ts';
import { lettersOf, typeOut } from './typing.ts';
import type { Typing } from './typing.ts';

const TICK_MS = 1_000;

export interface SpeakerOptions extends TerminalOptions {
  scenes: readonly LoadedScene[];
  typing: Typing;
  /** Ends the show as Ctrl-C does. */
  quit: () => void;
}

/** The promise that the player waits for, and how the command in question is written. */
interface Question {
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
  write: (text: string) => void;
}

export class SpeakerControls implements Controls {
  readonly #options: SpeakerOptions;
  readonly #terminal: SpeakerTerminal;
  readonly #stopListening: () => void;
  readonly #ticker: NodeJS.Timeout;
  readonly #onResize = () => this.#handle({ type: 'resized' });
  readonly #onAbort = () => this.#handle({ type: 'show-ended' });
  readonly #events: ControlEvent[] = [];
  #isReducing = false;
  #state: State;
  #question: Question | undefined;
  #fastForward = new AbortController();
  #command: Interruptible | undefined;

  constructor(options: SpeakerOptions) {
    const { scenes, translate, typing, keys, output, signal, openPty } = options;
    this.#options = options;
    this.#terminal = new SpeakerTerminal(options);
    const bindings = keyBindings({ typesByKeys: typing === 'keys', yes: translate(KEYS.yes) });
    this.#state = { bindings, scenes, hasShell: openPty !== undefined, ended: signal.aborted };
    this.#stopListening = keys.listen((pressed) => this.#handle({ type: 'keys', keys: pressed }));
    this.#ticker = setInterval(() => this.#handle({ type: 'tick' }), TICK_MS).unref();
    output.on('resize', this.#onResize);
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  sceneStarted(scene: LoadedScene): void {
    this.#dispatch({ type: 'scene-started', scene, at: performance.now() });
  }

  advance(hint: string): Promise<'next' | Leave> {
    return this.#ask<'next' | Leave>({ for: 'advance', hint });
  }

  beforeStep({ text, editable, show }: Typed, recorded: boolean): Promise<BeforeStep> {
    return this.#ask<BeforeStep>({ for: 'step', written: text, text, editable, recorded }, show);
  }

  afterFailure(recorded: boolean): Promise<AfterFailure> {
    return this.#ask<AfterFailure>({ for: 'failure', recorded });
  }

  playRecording(play: (fastForward: AbortSignal) => Promise<void>): Promise<void> {
    return this.#fastForwardable('recording', play);
  }

  async type(text: string, write: (part: string) => void): Promise<void> {
    const { typing } = this.#options;
    if (typing === 'none') write(text);
    else if (typing === 'auto')
      await this.#fastForwardable('typing', (fastForward) => typeOut(text, write, fastForward));
    else await this.#ask({ for: 'typing', letters: lettersOf(text) }, write);
  }

  commandStarted(command: Interruptible, interactive: boolean): void {
    this.#command = command;
    this.#dispatch({ type: 'command-started', interactive, at: performance.now() });
  }

  commandEnded(): void {
    this.#dispatch({ type: 'command-ended' });
    this.#command = undefined;
  }

  close(): void {
    const { output, signal } = this.#options;
    this.#stopListening();
    clearInterval(this.#ticker);
    output.off('resize', this.#onResize);
    signal.removeEventListener('abort', this.#onAbort);
  }

  async #fastForwardable(
    work: 'typing' | 'recording',
    run: (fastForward: AbortSignal) => Promise<void>,
  ): Promise<void> {
    this.#fastForward = new AbortController();
    this.#dispatch({ type: 'asked', wait: { for: 'fast-forward', work } });
    try {
      await run(this.#fastForward.signal);
    } finally {
      this.#dispatch({ type: 'work-ended' });
    }
  }

  /** The reducer answers each kind of wait with a fitting answer. */
  #ask<T extends Answer>(wait: Wait, write: (text: string) => void = () => {}): Promise<T> {
    return new Promise<Answer>((resolve, reject) => {
      this.#question = { resolve, reject, write };
      this.#dispatch({ type: 'asked', wait });
    }) as Promise<T>;
  }

  /** Handles an event of the terminal: while the player waits, it gets the error. */
  #handle(event: ControlEvent): void {
    try {
      this.#dispatch(event);
    } catch (error) {
      if (!this.#question) throw error;
      this.#question.reject(error);
    }
  }

  /** One at a time: an event that an effect causes comes after the remaining effects. */
  #dispatch(event: ControlEvent): void {
    this.#events.push(event);
    if (this.#isReducing) return;
    this.#isReducing = true;
    try {
      for (let next = this.#events.shift(); next; next = this.#events.shift()) {
        const { state, effects } = reduce(this.#state, next);
        this.#state = state;
        for (const effect of effects) this.#perform(effect);
      }
    } finally {
      this.#isReducing = false;
    }
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'answer':
        return this.#answer(effect.answer);
      case 'write-command':
        return this.#question?.write(effect.text);
      case 'fast-forward':
        return this.#fastForward.abort();
      case 'interrupt-command':
        return this.#command?.interrupt();
      case 'end-show':
        return this.#options.quit();
      default:
        void this.#terminal.perform(effect, this.#state)?.then(
          (event) => this.#handle(event),
          (error: unknown) => this.#question?.reject(error),
        );
    }
  }

  #answer(answer: Answer): void {
    this.#question?.resolve(answer);
    this.#question = undefined;
  }
}
