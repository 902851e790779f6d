/** What the player waits for, and what the speaker sees besides the transcript: only data. */
import type { AfterFailure, BeforeStep, LoadedScene } from '../../../show/index.ts';
import type { Focus, KeyBindings } from './key-bindings.ts';
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
  /** The speaker asked for a recording, but there is none. */
  noRecording?: boolean;
}

/** What the player waits for. With `fast-forward` it is working: an advance key shows the rest at once. */
export type Wait =
  | { for: 'advance'; hint: string }
  | StepWait
  | { for: 'failure'; recorded: boolean }
  | { for: 'typing'; letters: readonly string[] }
  | { for: 'fast-forward'; work: 'typing' | 'recording' };

/** What covers the prompt. The list of scenes and the command editor read lines; a shell has the terminal. */
export type Overlay =
  | { kind: 'view' }
  | { kind: 'undo' }
  | { kind: 'scenes'; unknown?: string }
  | { kind: 'edit'; resized: boolean }
  | { kind: 'shell' };

/** Times are in milliseconds, from `performance.now`. */
export interface State {
  readonly bindings: KeyBindings;
  readonly scenes: readonly LoadedScene[];
  /** Whether a shell can be opened. */
  readonly hasShell: boolean;
  readonly scene?: { scene: LoadedScene; began: number } | undefined;
  /** The running command. */
  readonly command?: { interactive: boolean; began: number } | undefined;
  readonly wait?: Wait | undefined;
  readonly overlay?: Overlay | undefined;
  /** The show is over: every wait is answered with `quit`. */
  readonly ended: boolean;
}

export type ControlEvent =
  /** Keys that arrived together. */
  | { type: 'keys'; keys: readonly string[] }
  | { type: 'scene-started'; scene: LoadedScene; at: number }
  | { type: 'command-started'; interactive: boolean; at: number }
  | { type: 'command-ended' }
  | { type: 'asked'; wait: Wait }
  | { type: 'work-ended' }
  /** undefined: unchanged */
  | { type: 'command-edited'; text: string | undefined }
  | { type: 'scene-named'; name: string | undefined }
  | { type: 'shell-ended'; failed: boolean }
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
  | { type: 'end-show' };

/** For the terminal. */
export type TerminalEffect =
  | { type: 'show-prompt' }
  | { type: 'clear-prompt' }
  | { type: 'show-status' }
  | { type: 'repaint' }
  | { type: 'open-view'; view: 'help' | 'transcript' }
  | { type: 'scroll-view'; by: Scroll }
  | { type: 'redraw-view' }
  | { type: 'close-view' }
  | { type: 'open-scenes' }
  /** Ends with `scene-named`. */
  | { type: 'ask-scene' }
  | { type: 'close-scenes' }
  /** Ends with `command-edited`. */
  | { type: 'edit-command'; text: string }
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
  if (overlay) return overlay.kind === 'view' || overlay.kind === 'undo' ? overlay.kind : undefined;
  return wait?.for ?? (command ? 'command' : 'idle');
}

/** Whether the status may be drawn: not over an overlay, nor into a command that is being typed. */
export function hasRoomForStatus({ overlay, command, wait }: State): boolean {
  const typing = wait?.for === 'fast-forward' && wait.work === 'typing';
  return (!overlay || overlay.kind === 'undo') && !command?.interactive && !typing;
}
