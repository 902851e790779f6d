/** A stage: where the commands of scenes run, and a workspace that they change. */
import type { Text } from '../messages/index.ts';

export type StageName = 'embedded' | 'cluster';

export interface StageStatus {
  up: boolean;
  /** One line for people: what runs where, or what is missing. */
  summary: Text;
  /** Details in order: label and value. */
  details: [label: Text, value: Text][];
  /** Absolute path of the stage's log, if it writes one. */
  log?: string;
}

/** The part that docker commands use, and the one that kubectl commands use. */
export type StagePart = 'engine' | 'cluster';

/** A part of the stage that no longer answers. */
export interface DeadPart {
  part: StagePart;
  /** For people, to begin a sentence: `The API server of kind-talk (https://127.0.0.1:6443)`. */
  name: Text;
  /** What to do, in a sentence. */
  remedy: Text;
}

export interface Watch {
  stop(): void;
  /** Checks now, after a command has failed: undefined if all parts answer. */
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

/** The result of preparing one thing before the talk. */
export interface Preparation {
  /** `there`: nothing to do. `done`: done now. `note`: it will be done by the cluster. */
  level: 'there' | 'done' | 'note' | 'failed';
  /** One sentence. */
  fact: Text;
  /** What to do. */
  remedy?: Text;
}

/** A port that a command wanted, and did not get. */
export interface TakenPort {
  /** What has it, for a person. */
  holder: Text;
  /** It is a container of the talk. */
  ownContainer?: string;
  /** LOCAL_PORT was this port, and is another one now: the variables that have changed. */
  moved?: Record<string, string>;
}

export interface Stage {
  readonly name: StageName;
  /** Why it was chosen, if nobody named it: to follow "because". */
  readonly why?: Text;
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
   * Watches these parts while a command needs them, and calls `onDead` once when one of them has died. Only watches
   * parts that have answered since `up`.
   */
  watchOver?(parts: readonly StagePart[], onDead: (dead: DeadPart) => void): Watch;
  /** Who has a port that is taken. Where that is LOCAL_PORT, and not the talk's own, LOCAL_PORT moves to a free one. */
  portTaken?(port: number): Promise<TakenPort>;
  /** Makes an image of the engine available in the cluster; absent if they share their images. */
  push?(image: string, report: (line: string) => void): Promise<void>;
  /**
   * Makes an image of the engine available to pods, if it is not; absent if engine and cluster share their images.
   * @param own built by the talk
   * @throws {UserError} if that fails
   */
  loadImage?(image: string, own: boolean): Promise<Preparation>;
  /** Resets the workspace to the opening version plus these fixes: absolute paths of patches, in order. */
  resetWorkspace(appliedFixes: string[]): Promise<void>;
  /** Applies a patch (absolute path) to the workspace and commits it; returns the unified diff. */
  applyFix(patchFile: string, message: string): Promise<string>;
}

export interface StageOptions {
  /** Absolute path of `$PYCONT_HOME`. */
  home: string;
  /** Path of the workspace; absolute. A rehearsal has its own. */
  workspace: string;
  /**
   * Every patch of the talk, in its order; absolute paths. In the workspace, all of them are first reversed.
   * Default: those of pycont's own talk.
   */
  fixes?: string[];
  /** What `reset` removes; the embedded stage removes everything that was created there. */
  owns?: Owned;
  /** Kube context for the cluster stage; default: the current one. */
  context?: string;
  /** The speaker confirmed that the given context may be used. */
  confirmed?: boolean;
  /** HOST[:PORT] of a registry that the engine and the nodes of the cluster stage can reach: images go through it. */
  registry?: string;
  /** Called with the choice of `auto`, and the reason. */
  report?: (line: Text) => void;
}

export type OpenStage = (name: StageName | 'auto', options: StageOptions) => Promise<Stage>;
