/** A scene as in its file: what is said, shown and done, in order. */
import type { Text } from '../../messages/index.ts';
import type { Block, Inline } from './document.ts';

/** Both count from 1. */
export interface Position {
  line: number;
  column: number;
}

export type Expectation =
  | { kind: 'exit'; code: number | 'nonzero' }
  | { kind: 'contains'; text: string }
  | { kind: 'excludes'; text: string }
  | { kind: 'matches'; pattern: string }
  | { kind: 'empty' }
  | { kind: 'duration'; operator: '<' | '<=' | '>' | '>='; ms: number }
  | { kind: 'check'; command: string };

interface StepBase {
  /** Unique in its scene; the journal's key. */
  id: string;
  /** For people. */
  name: Text;
  position: Position;
  timeoutMs: number;
  /** What the speaker should know before this step. */
  notes: string[];
}

/** A command that is typed and run by bash. */
export interface CommandStep extends StepBase {
  kind: 'command';
  name: string;
  command: string;
  expectations: Expectation[];
  /** Runs until its `stop` step, or the end of the scene. */
  background: boolean;
  /** Gets the real terminal. */
  interactive: boolean;
  /** Repeated until its expectations hold or its time limit is reached. */
  until: boolean;
  /** Read-only: it changes nothing on the stage, so that `goto` may leave it out. */
  look: boolean;
  /**
   * Changes nothing on the stage, but waits for what earlier steps began: `goto` runs the waits of all earlier scenes
   * once, together.
   */
  wait: boolean;
  /** Its effect is gone by the end of its scene, so that `goto` to a later scene may leave it out. */
  passing: boolean;
}

/** A change of the app's source, shown as a diff. */
export interface FixStep extends StepBase {
  kind: 'fix';
  /** Relative to the scene's folder. */
  patch: string;
  /** The diff as the file shows it; may be empty. */
  shown: string;
}

/** The end of a background step. */
export interface StopStep extends StepBase {
  kind: 'stop';
  name: string;
  /** Id of the background step. */
  background: string;
  expectations: Expectation[];
}

export type Step = CommandStep | FixStep | StopStep;

export type Item =
  | Exclude<Block, { kind: 'paragraph' }>
  | { kind: 'speech'; character: string; mood?: string; text: Inline[] }
  | { kind: 'direction'; text: Inline[] }
  | { kind: 'step'; step: Step };

export interface FrontMatter {
  id: string;
  title: string;
  cast: string[];
  budgetMs: number;
  summary?: string;
}

export interface Scene extends FrontMatter {
  items: Item[];
  /** Speaker notes after the last step. */
  closingNotes: string[];
  /** The file it was read from, as given. */
  file: string;
}

/** The place of a scene in its talk. */
export interface Place {
  /** From 1. */
  number: number;
  /** Absolute path of the scene's folder. */
  folder: string;
}

export type LoadedScene = Scene & Place;

/** A scene as lists show it. */
export type ListedScene = FrontMatter & Place & { file: string };

/** The heading that repeats the title of the front matter. */
export function titleOf(scene: Scene): Item | undefined {
  const first = scene.items.find(({ kind }) => kind === 'heading');
  return first?.kind === 'heading' && first.level === 1 ? first : undefined;
}

export function stepsOf(scene: Scene): Step[] {
  return scene.items.flatMap((item) => (item.kind === 'step' ? [item.step] : []));
}

/** A step as it is typed; for a fix its patch, for a stop the background step's id. */
export function commandOf(step: Step): string {
  return step.kind === 'command' ? step.command : step.kind === 'fix' ? step.patch : step.background;
}
