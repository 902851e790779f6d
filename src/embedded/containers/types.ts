/** The interface between the container runtime and its clients (kubelet, docker engine). */
import type { Readable, Writable } from 'node:stream';

/** The root file system of an image; see `images/types.ts`. */
export interface RootFilesystem {
  /** Absolute host folders, lowest first; the container sees their union below its writable layer. */
  layers: string[];
  /** Host programs that are visible inside, read-only (absolute host path → absolute path inside). */
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
  /** Complete environment; the runtime adds only variables that a container needs to work (NODE_OPTIONS, TMPDIR). */
  env: Record<string, string>;
  workdir: string;
  /** Numeric user inside; 0 is root. In `processes` mode it is only reported. */
  user: number;
  group: number;
  mounts: Mount[];
  hostname: string;
  /** Loopback address for the container's listeners on all addresses, e.g. 127.42.3.7. */
  address: string;
  /** Host file with hosts(5) content; its owner rewrites it in place while the container runs. */
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
  /** The text, with its newline unless the process ended without one. */
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

/** Another process in the same container. With a tty, all output is on stdout. */
export interface ExecSession {
  stdin: Writable;
  stdout: Readable;
  stderr: Readable;
  resize(columns: number, rows: number): void;
  signal(signal: NodeJS.Signals): void;
  /** 126 not executable, 127 not found, 128+n by signal. */
  exit: Promise<number>;
  /** Why the program did not start; also in `stderr`. */
  failure?: string;
}

export interface ContainerUsage {
  /** CPU since the previous sample, in billionths of a core; since the start on the first call. */
  nanocores: number;
  /** Resident memory. */
  bytes: number;
}

export interface ContainerRuntime {
  /** `namespaces`: own PID, mount and user namespaces and root; `processes`: plain children with emulated differences. */
  readonly mode: 'namespaces' | 'processes';
  create(spec: ContainerSpec): Promise<Container>;
  start(id: string): Promise<void>;
  /** Signals the first process, with the rules of PID 1: a signal without a handler is ignored, except SIGKILL. */
  signal(id: string, signal: NodeJS.Signals): Promise<void>;
  /** Sends `stopSignal`, and SIGKILL after `graceSeconds`; resolves when all processes have ended. */
  stop(id: string, graceSeconds: number, stopSignal?: NodeJS.Signals): Promise<void>;
  /** Resolves when the container has exited. */
  wait(id: string): Promise<{ exitCode: number; signal?: NodeJS.Signals }>;
  /** Removes an exited container with its writable layer and logs; `force` kills first. */
  remove(id: string, force?: boolean): Promise<void>;
  get(idOrName: string): Container | undefined;
  list(): Container[];
  logs(id: string, options: LogOptions): AsyncIterable<LogLine>;
  exec(id: string, options: ExecOptions): Promise<ExecSession>;
  /** Attaches to the main process: its output from now on, and its stdin if the spec has one. */
  attach(id: string): ExecSession;
  /**
   * Moves the files that an exited container wrote to `targetFolder` (must not exist, same file system), as an image
   * layer. It is a layer over the container's own layers, with overlayfs whiteouts for deleted files; or, with
   * `complete: true`, the whole root in place of them. It does not contain the runtime's mount points. Afterwards
   * the container can only be removed.
   */
  commit(id: string, targetFolder: string): Promise<{ complete: boolean }>;
  /** Usage of all processes of a running container; undefined if it is not running or the usage is unknown. */
  usage(id: string): ContainerUsage | undefined;
  /** Called on every change of a container's state; returns the function that unsubscribes. */
  onChange(handler: (container: Container) => void): () => void;
  /** Kills and removes all containers. */
  close(): Promise<void>;
}
