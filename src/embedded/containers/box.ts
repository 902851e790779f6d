/** The runtime's record of a container, and the interface of the two isolation modes. */
import type { Child, ChildCommand } from './child.ts';
import type { InsideView } from './inside.ts';
import type { ContainerSpec, ExecOptions } from './types.ts';

export interface Box {
  id: string;
  spec: ContainerSpec;
  /** Absolute host folder with all files of this container. */
  folder: string;
  /** Maps paths inside the container to the host; built by `prepare`. */
  view: InsideView;
}

export interface Running {
  child: Child;
  /** The program's name, as in the spec. */
  program: string;
  /** Host pid of the container's first process. */
  initPid: number;
  /** Undefined if it had already ended, or without /proc. */
  initStartTime: number | undefined;
}

/** Files of the network that every container needs. */
export interface NetworkParts {
  /** Host path of the hook for Node programs; skipped if the file does not exist. */
  netHook: string;
  /** Host folder of the port-mapping files, and whether they map all addresses or only low ports. */
  ports?: { folder: string; addressing: 'loopback' | 'mapped' };
}

/** An isolation mode. Both start the same specs; they differ in what a container can see and reach. */
export interface Isolation {
  readonly mode: 'namespaces' | 'processes';
  /** Creates the root in the container's folder. */
  prepare(box: Box): Promise<void>;
  /** Resolves when the program is the first process. Rejects with StartError. */
  launch(box: Box): Promise<Running>;
  /** @throws StartError 126 or 127 */
  execCommand(box: Box, running: Running, options: ExecOptions): ChildCommand;
  /** Signals the first process, with the rules of PID 1. */
  signal(running: Running, signal: NodeJS.Signals): void;
  /** SIGKILL for every process of the running container. */
  killAll(box: Box, running: Running): void;
  /** Runs after the first process has ended, and ends all others of the container. */
  afterExit(box: Box, running: Running): Promise<void>;
  /** See ContainerRuntime.commit. */
  commit(box: Box, targetFolder: string): Promise<{ complete: boolean }>;
}
