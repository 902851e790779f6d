/** The seam between what runs containers as OS processes and what decides which run (kubelet, docker engine). */
import type { Readable, Writable } from 'node:stream';

/** What an image brings, flattened: see `images/types.ts` for where it comes from. */
export interface RootFilesystem {
  /** Absolute host folders, lowest first; the container sees their union, writable in a layer of its own. */
  layers: string[];
  /** Host programs that the image's base makes visible inside (absolute host path → absolute path inside), read-only. */
  binds: { source: string; target: string }[];
}

export interface Mount {
  /** Absolute host path of a folder or file. */
  source: string;
  /** Absolute path inside. */
  target: string;
  readOnly: boolean;
}

export interface ContainerSpec {
  /** Unique in this home: `kad_web_1`, `k8s_kad_kad-6d5f…_pycont_<uid>_0`. */
  name: string;
  root: RootFilesystem;
  /** Complete argument vector, argv[0] looked up on the container's PATH. Never empty. */
  command: string[];
  /** Complete environment; the runtime adds nothing but what a container needs to work (NODE_OPTIONS, TMPDIR). */
  env: Record<string, string>;
  workdir: string;
  /** Numeric user inside; 0 is root. In `processes` mode it is only reported. */
  user: number;
  group: number;
  mounts: Mount[];
  hostname: string;
  /** Loopback address this container's wildcard listens land on, e.g. 127.42.3.7. */
  address: string;
  /** Host file with hosts(5) content; owner rewrites it in place while the container runs. */
  hostsFile: string;
  readOnlyRoot: boolean;
  tty: boolean;
  stdin: boolean;
  labels: Record<string, string>;
}

export type ContainerState =
  | { phase: 'created' }
  | { phase: 'running'; pid: number; startedAt: string }
  | { phase: 'exited'; exitCode: number; signal?: NodeJS.Signals; startedAt: string; finishedAt: string };

export interface Container {
  id: string;
  spec: ContainerSpec;
  state: ContainerState;
  createdAt: string;
}

export interface LogOptions {
  follow?: boolean;
  /** Only the last N lines. */
  tailLines?: number;
  /** RFC 3339; only later lines. */
  since?: string;
  timestamps?: boolean;
  signal?: AbortSignal;
}

export interface LogLine {
  time: string;
  stream: 'stdout' | 'stderr';
  /** Bytes as text, with its newline unless the process ended without one. */
  text: string;
}

export interface ExecOptions {
  command: string[];
  tty: boolean;
  stdin: boolean;
  env?: Record<string, string>;
  workdir?: string;
  user?: number;
  size?: { columns: number; rows: number };
}

/** A process beside the main one in the same container. With a tty, everything arrives on stdout. */
export interface ExecSession {
  stdin: Writable;
  stdout: Readable;
  stderr: Readable;
  resize(columns: number, rows: number): void;
  signal(signal: NodeJS.Signals): void;
  /** 126 not executable, 127 not found, 128+n by signal. */
  exit: Promise<number>;
  /** Why the program did not start; it stands in `stderr` too. */
  failure?: string;
}

export interface ContainerUsage {
  /** CPU since the sample before, in billionths of a core; since the start at the first call. */
  nanocores: number;
  /** Resident memory. */
  bytes: number;
}

export interface ContainerRuntime {
  /** `namespaces`: own PID, mount and user namespaces and root; `processes`: plain children with emulated differences. */
  readonly mode: 'namespaces' | 'processes';
  create(spec: ContainerSpec): Promise<Container>;
  start(id: string): Promise<void>;
  /** Sends the signal to the container's first process, with PID 1's rule: a signal it does not handle is ignored (SIGKILL is not). */
  signal(id: string, signal: NodeJS.Signals): Promise<void>;
  /** Sends `stopSignal`, waits at most `graceSeconds`, then SIGKILL; resolves when everything in the container is gone. */
  stop(id: string, graceSeconds: number, stopSignal?: NodeJS.Signals): Promise<void>;
  /** Resolves when the container has exited (at once when it has). */
  wait(id: string): Promise<{ exitCode: number; signal?: NodeJS.Signals }>;
  /** Removes an exited container with its writable layer and logs; `force` kills first. */
  remove(id: string, force?: boolean): Promise<void>;
  get(idOrName: string): Container | undefined;
  list(): Container[];
  logs(id: string, options: LogOptions): AsyncIterable<LogLine>;
  exec(id: string, options: ExecOptions): Promise<ExecSession>;
  /** Attach to the main process: output from now on, and its stdin where the spec asked for one. */
  attach(id: string): ExecSession;
  /**
   * Makes an image layer of what an exited container wrote: moves it to `targetFolder` (absent before, same
   * file system). The folder is a layer over the container's own layers, with overlayfs' whiteouts for what was
   * deleted; or, with `complete: true`, the whole root, in place of them. Mount points the runtime made for
   * binds and mounts are not in it. The container can only be removed afterwards.
   */
  commit(id: string, targetFolder: string): Promise<{ complete: boolean }>;
  /** What all processes of a running container use now; undefined when it does not run or nobody can tell. */
  usage(id: string): ContainerUsage | undefined;
  /** Called at every change of a container's state; returns the function that stops it. */
  onChange(handler: (container: Container) => void): () => void;
  /** Kills everything, removes everything. */
  close(): Promise<void>;
}
