/** What a scene needs of the world: somewhere to run its commands, and a workspace to change. */
import type { Text } from '../messages/index.ts';

export type StageName = 'embedded' | 'cluster';

export interface StageStatus {
  up: boolean;
  /** One line for a person: what runs where, or what is missing. */
  summary: Text;
  /** Facts worth showing, in order: label and value. */
  details: [label: Text, value: Text][];
  /** Absolute path of the stage's own log, where it writes one. */
  log?: string;
}

/** What commands of docker talk to, and what those of kubectl do. */
export type StagePart = 'engine' | 'cluster';

/** A part of the stage that answered once and does not any more. */
export interface DeadPart {
  part: StagePart;
  /** For a person, to begin a sentence: `The API server of kind-talk (https://127.0.0.1:6443)`. */
  name: Text;
  /** What to do, in a sentence. */
  remedy: Text;
}

export interface Watch {
  stop(): void;
  /** Asks now, for a command that has failed: undefined when all is well. */
  dead(): Promise<DeadPart | undefined>;
}

/** What a talk can own: cluster-scoped resources, and objects of Docker. */
export type OwnedKind =
  | 'namespaces'
  | 'customresourcedefinitions'
  | 'clusterroles'
  | 'clusterrolebindings'
  | 'persistentvolumes'
  | 'containers'
  | 'networks'
  | 'volumes'
  | 'images';

/** What a talk creates on the stage, by name: removed before it is played, and afterwards. */
export type Owned = Partial<Record<OwnedKind, string[]>>;

/** What came of something that is prepared before the talk. */
export interface Preparation {
  /** `there`: nothing was to do. `done`: it was done now. `note`: it will be done by others. */
  level: 'there' | 'done' | 'note' | 'failed';
  /** One sentence. */
  fact: Text;
  /** What to do. */
  remedy?: Text;
}

export interface Stage {
  readonly name: StageName;
  /** cwd of steps; absolute. */
  readonly workspace: string;
  /** Variables to add for a step's shell: PATH (complete), KUBECONFIG, APP_URL, LOCAL_PORT, PYCONT_HOME, … */
  environment(): Promise<Record<string, string>>;
  /** Starts what is not running yet; a second call changes nothing. */
  up(report: (line: Text) => void): Promise<void>;
  down(): Promise<void>;
  /**
   * Changes whenever the stage is started, for a stage that loses its state when it ends; undefined while it is down.
   * Absent if the state outlives the stage.
   */
  bootId?(): string | undefined;
  status(): Promise<StageStatus>;
  /**
   * Removes what the talk owns; on the embedded stage everything that was created there. The stage stays up or down.
   * @throws {UserError} if a part of the stage does not answer, or something is not deleted; the rest is removed
   */
  reset(): Promise<void>;
  /**
   * Watches over these parts while a command needs them, and calls `onDead` once when one of them has died. Knows
   * parts that have answered since `up`.
   */
  watchOver?(parts: readonly StagePart[], onDead: (dead: DeadPart) => void): Watch;
  /** Brings an image of the engine to where the cluster looks for it; absent where they share their images. */
  push?(image: string, report: (line: string) => void): Promise<void>;
  /**
   * Brings an image of the engine to where pods look for it, if it is not there; absent where engine and cluster are
   * one.
   * @param own built by the talk
   * @throws {UserError} when it cannot be brought
   */
  bring?(image: string, own: boolean): Promise<Preparation>;
  /** Brings the workspace to the opening version plus these fixes: absolute paths of patches, in order. */
  resetWorkspace(appliedFixes: string[]): Promise<void>;
  /** Applies a patch (absolute path) to the workspace and commits it; answers the unified diff. */
  applyFix(patchFile: string, message: string): Promise<string>;
}

export interface StageOptions {
  /** Absolute path of `$PYCONT_HOME`. */
  home: string;
  /** Where the workspace is to be; absolute. A rehearsal has its own. */
  workspace: string;
  /**
   * Every patch of the talk, in its order; absolute paths. The workspace begins with all of them taken back.
   * Without it, those of the package's own talk.
   */
  fixes?: string[];
  /** What `reset` removes; the embedded stage removes everything that was created there. */
  owns?: Owned;
  /** Kube context for the cluster stage; without it the current one. */
  context?: string;
  /** The speaker said that the named context may be used, whatever it is. */
  confirmed?: boolean;
  /** HOST[:PORT] of a registry that the engine and the nodes of the cluster stage know: images go through it. */
  registry?: string;
  /** Is called with which stage `auto` takes, and why. */
  report?: (line: Text) => void;
}

export type OpenStage = (name: StageName | 'auto', options: StageOptions) => Promise<Stage>;
