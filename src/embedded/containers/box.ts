/** One container as the runtime holds it, and the two ways to isolate one. */
import type { Child, ChildCommand } from './child.ts';
import type { InsideView } from './inside.ts';
import type { ContainerSpec, ExecOptions } from './types.ts';

export interface Box {
  id: string;
  spec: ContainerSpec;
  /** Absolute host folder that holds everything of this container. */
  folder: string;
  /** What paths inside mean on the host; built by `prepare`. */
  view: InsideView;
}

export interface Running {
  child: Child;
  /** The program's name as the spec has it. */
  program: string;
  /** Host pid of the container's first process. */
  initPid: number;
  /** Undefined when it had already ended, or where there is no /proc. */
  initStartTime: number | undefined;
}

/** What the network needs inside every container. */
export interface NetworkParts {
  /** Host path of the hook for Node programs; left out when there is no such file. */
  netHook: string;
  /** Host folder of the port map, and whether every address is mapped by it or only low ports. */
  ports?: { folder: string; addressing: 'loopback' | 'mapped' };
}

/** How containers are kept apart. Both implementations start the same spec; they differ in what it can see and reach. */
export interface Isolation {
  readonly mode: 'namespaces' | 'processes';
  /** Makes the root in the container's folder. */
  prepare(box: Box): Promise<void>;
  /** Resolves when the program itself is the first process. Rejects with StartError. */
  launch(box: Box): Promise<Running>;
  /** @throws StartError 126 or 127 */
  execCommand(box: Box, running: Running, options: ExecOptions): ChildCommand;
  /** A signal to the first process, by PID 1's rule. */
  signal(running: Running, signal: NodeJS.Signals): void;
  /** SIGKILL for every process of the running container. */
  killAll(box: Box, running: Running): void;
  /** The first process is gone: with it goes everything else in the container. */
  afterExit(box: Box, running: Running): Promise<void>;
  /** See ContainerRuntime.commit. */
  commit(box: Box, targetFolder: string): Promise<{ complete: boolean }>;
}
