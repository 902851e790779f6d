/** What the player waits for, and what the speaker sees besides the transcript: only data. */
import type { AfterFailure, BeforeStep, LoadedScene } from '../../../show/index.ts';
import type { Focus, KeyBindings } from './key-bindings.ts';
import type { KeyMap } from './key-map.ts';
import type { Scroll } from '../screen/viewer.ts';

export interface StepWait {
  for: 'step';
  /** The command in the scene, and the one to run. */
  written: string;
  text: string;
  /** False for a fix and a stop. */
  editable: boolean;
  /** Whether there is a recording to play instead. */
  recorded: boolean;
  /** A script types into it, unless the speaker does. */
  scripted?: boolean;
  /** The speaker asked for a recording, but there is none. */
  noRecording?: boolean;
}

export interface FailureWait {
  for: 'failure';
  recorded: boolean;
  /** The command that failed. */
  text: string;
  editable: boolean;
}

/** What the player waits for. With `fast-forward` it is working: an advance key shows the rest at once. */
export type Wait =
  /** @property text what comes next, if it is worth saying */
  | { for: 'advance'; text: string }
  | StepWait
  | FailureWait
  | { for: 'typing'; letters: readonly string[] }
  /** The script of the running command types this next. */
  | { for: 'send'; what: string }
  | { for: 'fast-forward'; work: 'typing' | 'recording' };

/** What covers the prompt. The list of scenes and the command editor read lines; a shell has the terminal. */
export type Overlay =
  | { kind: 'view' }
  | { kind: 'undo' }
  /** Nothing is to be seen; the show goes on as far as it does by itself. */
  | { kind: 'blank' }
  | { kind: 'scenes'; unknown?: string }
  | { kind: 'edit'; lines: boolean; resized: boolean }
  | { kind: 'shell' };

/** Whose the keys are while a command runs: the show's, or the command's; `terminal`: all of the terminal is its. */
export type KeysOf = 'show' | 'command' | 'terminal';

/** Times are in milliseconds, from `performance.now`. */
export interface State {
  readonly keys: KeyMap;
  readonly bindings: KeyBindings;
  readonly scenes: readonly LoadedScene[];
  /** Whether commands, and a shell, can have a terminal of their own. */
  readonly hasPty: boolean;
  readonly scene?: LoadedScene | undefined;
  /** The last diff that was shown. */
  readonly diff?: string | undefined;
  /** The running command. */
  readonly command?: { keys: KeysOf; began: number } | undefined;
  readonly wait?: Wait | undefined;
  readonly overlay?: Overlay | undefined;
  /** The show is over: every wait is answered with `quit`. */
  readonly ended: boolean;
}

export type ControlEvent =
  /** Keys that arrived together. */
  | { type: 'keys'; keys: readonly string[] }
  | { type: 'scene-started'; scene: LoadedScene }
  | { type: 'diff-shown'; diff: string }
  | { type: 'command-started'; byHand: boolean; at: number }
  /** The speaker types into it from here on, on the part of the screen that shows it. */
  | { type: 'taken-over' }
  | { type: 'command-ended' }
  | { type: 'asked'; wait: Wait }
  | { type: 'work-ended' }
  /** The command has ended: its script types nothing more. */
  | { type: 'send-over' }
  /** undefined: unchanged */
  | { type: 'command-edited'; text: string | undefined }
  | { type: 'scene-named'; name: string | undefined }
  | { type: 'shell-ended'; failed: boolean }
  /** There was no more to scroll to. */
  | { type: 'view-read' }
  | { type: 'resized' }
  | { type: 'tick' }
  | { type: 'show-ended' };

export type Answer = 'next' | 'typed' | BeforeStep | AfterFailure;

/** For the player, its running command, or the whole show. */
export type PlayerEffect =
  /** Resolves the player's wait. */
  | { type: 'answer'; answer: Answer }
  | { type: 'write-command'; text: string }
  /** Shows the rest of the work in progress at once. */
  | { type: 'fast-forward' }
  | { type: 'interrupt-command' }
  /** All keys go to the command, and no longer. */
  | { type: 'forward-keys' }
  | { type: 'keep-keys' }
  | { type: 'end-show' };

export type View = 'help' | 'transcript' | 'diff';

/** For the terminal. */
export type TerminalEffect =
  | { type: 'show-prompt' }
  | { type: 'clear-prompt' }
  | { type: 'show-status' }
  | { type: 'repaint' }
  | { type: 'open-view'; view: View }
  /** Ends with `view-read` if that was the end. */
  | { type: 'scroll-view'; by: Scroll }
  | { type: 'redraw-view' }
  | { type: 'close-view' }
  | { type: 'open-scenes' }
  /** Ends with `scene-named`. */
  | { type: 'ask-scene' }
  | { type: 'close-scenes' }
  /** Ends with `command-edited`. */
  | { type: 'edit-command'; text: string; lines: boolean; runs: boolean }
  | { type: 'end-line' }
  | { type: 'blank-screen' }
  | { type: 'redraw-blank' }
  | { type: 'restore-screen' }
  | { type: 'announce'; what: 'shell-begins' | 'shell-failed' | 'shell-ends' }
  /** Ends with `shell-ended`. */
  | { type: 'run-shell' }
  /** Gives the terminal to a program, and takes it back. */
  | { type: 'suspend-terminal' }
  | { type: 'resume-terminal' };

export type Effect = PlayerEffect | TerminalEffect;

export interface Change {
  state: State;
  effects: Effect[];
}

/** @returns undefined while the line editor or a program reads the keys */
export function focusOf({ overlay, wait, command }: State): Focus | undefined {
  if (overlay?.kind === 'view' || overlay?.kind === 'undo' || overlay?.kind === 'blank') return overlay.kind;
  if (overlay || (command && command.keys !== 'show')) return undefined;
  return wait?.for ?? (command ? 'command' : 'idle');
}

/** Whether the status may be drawn: not over an overlay, nor into a command that is being typed. */
export function hasRoomForStatus({ overlay, command, wait }: State): boolean {
  const typing = wait?.for === 'fast-forward' && wait.work === 'typing';
  return (!overlay || overlay.kind === 'undo') && command?.keys !== 'terminal' && !typing;
}
