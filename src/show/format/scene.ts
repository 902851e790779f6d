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

export interface ScriptEntryBase {
  /** As it stands in the scene. */
  line: string;
  position: Position;
}

export type ScriptEntry = ScriptEntryBase &
  (
    | { kind: 'send'; data: string }
    /** Until the terminal shows this, behind all that was waited for and sent before. */
    | { kind: 'wait-for'; text: string; timeoutMs: number | undefined }
    | { kind: 'wait-time'; ms: number }
  );

/** How a command without an end is ended: by the speaker's key at any time, else when one of these holds. */
export interface Ending {
  /** As the scene calls it. */
  key: string;
  /** What a terminal sends for it. */
  data: string;
  /** Since it began. Without this and the next: when all holds that is expected of its output. */
  afterMs: number | undefined;
  whenOutput: string | undefined;
}

/** A command that is typed and run by bash. */
export interface CommandStep extends StepBase {
  kind: 'command';
  name: string;
  command: string;
  /** What is typed into its terminal; of an interactive step only. */
  script: ScriptEntry[];
  expectations: Expectation[];
  /** Runs until its `stop` step, or the end of the scene. */
  background: boolean;
  /** Runs in a terminal of its own: what it draws is shown as it is drawn. */
  tty: boolean;
  /** Somebody types into that terminal: the speaker, or the script. */
  interactive: boolean;
  /** It would go on without end, and is ended from outside. */
  ends: Ending | undefined;
  /** Run before the command is run again after a failure. */
  beforeRetry: string | undefined;
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
  /** Ids of the scenes that it makes no sense without; what a translation says of that is not used. */
  needs?: string[];
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

/** Interactive, and nothing says what is typed: it can only be played by a person. */
export function needsPerson(step: CommandStep): boolean {
  return step.interactive && step.script.length === 0 && !step.ends;
}

const OF_OUTPUT = new Set(['contains', 'matches']);

/** Whether something says when it is ended, where no speaker does. */
export function endsUnattended({ ends, script, expectations }: CommandStep): boolean {
  if (!ends || ends.afterMs !== undefined || ends.whenOutput !== undefined) return true;
  return script.length > 0 || expectations.some(({ kind }) => OF_OUTPUT.has(kind));
}
