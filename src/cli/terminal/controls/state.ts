/** What the speaker sees of a show beside its lines, and what the player waits for: data alone. */
import type { AfterFailure, BeforeStep, LoadedScene } from '../../../show/index.ts';
import type { Focus, KeyBindings } from './key-bindings.ts';
import type { Scroll } from '../screen/viewer.ts';

export interface StepWait {
  for: 'step';
  /** The command as the scene has it, and as it is to run. */
  written: string;
  text: string;
  /** False for what is not a command: a fix, a stop. */
  editable: boolean;
  /** Whether there is a recording to play instead. */
  recorded: boolean;
  /** A recording was asked for, and there is none. */
  noRecording?: boolean;
}

/** What the player waits for. Under `hurry` it does not: an advance key cuts its work short. */
export type Wait =
  | { for: 'advance'; hint: string }
  | StepWait
  | { for: 'failure'; recorded: boolean }
  | { for: 'typing'; letters: readonly string[] }
  | { for: 'hurry'; work: 'typing' | 'recording' };

/** What lies over the prompt. A list of scenes and the command's editor read lines, a shell has the terminal. */
export type Overlay =
  | { kind: 'view' }
  | { kind: 'undo' }
  | { kind: 'scenes'; unknown?: string }
  | { kind: 'edit'; resized: boolean }
  | { kind: 'shell' };

/** Times are in milliseconds, as `performance.now` tells them. */
export interface State {
  readonly bindings: KeyBindings;
  readonly scenes: readonly LoadedScene[];
  /** Whether a shell can be opened beside the show. */
  readonly hasShell: boolean;
  readonly scene?: { scene: LoadedScene; began: number } | undefined;
  /** The command at work. */
  readonly command?: { interactive: boolean; began: number } | undefined;
  readonly wait?: Wait | undefined;
  readonly overlay?: Overlay | undefined;
  /** The show is over: whatever is waited for is answered by leaving. */
  readonly ended: boolean;
}

export type ControlEvent =
  /** What came from the terminal at once. */
  | { type: 'keys'; keys: readonly string[] }
  | { type: 'scene-started'; scene: LoadedScene; at: number }
  | { type: 'command-started'; interactive: boolean; at: number }
  | { type: 'command-ended' }
  | { type: 'asked'; wait: Wait }
  | { type: 'work-ended' }
  /** undefined: as it was */
  | { type: 'command-edited'; text: string | undefined }
  | { type: 'scene-named'; name: string | undefined }
  | { type: 'shell-ended'; failed: boolean }
  | { type: 'resized' }
  | { type: 'tick' }
  | { type: 'show-ended' };

export type Answer = 'next' | 'typed' | BeforeStep | AfterFailure;

/** For whoever plays: the player, its command at work, the show as a whole. */
export type PlayerEffect =
  /** What the player waits for has come. */
  | { type: 'answer'; answer: Answer }
  | { type: 'write-command'; text: string }
  /** The rest of the work that is under way comes at once. */
  | { type: 'hurry' }
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
  /** The terminal is a program's, and the player's again. */
  | { type: 'suspend-terminal' }
  | { type: 'resume-terminal' };

export type Effect = PlayerEffect | TerminalEffect;

export interface Change {
  state: State;
  effects: Effect[];
}

/** @returns undefined while the keys are a line's or a program's */
export function focusOf({ overlay, wait, command }: State): Focus | undefined {
  if (overlay) return overlay.kind === 'view' || overlay.kind === 'undo' ? overlay.kind : undefined;
  return wait?.for ?? (command ? 'command' : 'idle');
}

/** Whether the status may be written anew: not over what hides the show, nor into a command that types itself. */
export function hasRoomForStatus({ overlay, command, wait }: State): boolean {
  const typing = wait?.for === 'hurry' && wait.work === 'typing';
  return (!overlay || overlay.kind === 'undo') && !command?.interactive && !typing;
}
