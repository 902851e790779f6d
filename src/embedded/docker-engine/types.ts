/** The protocol between the Docker engine and its clients: everything here is sent as JSON. */

export interface PortMapping {
  /** Empty means 127.0.0.1: the embedded stage never listens beyond the machine. */
  hostAddress: string;
  /** 0 means any free port. */
  hostPort: number;
  port: number;
}

export interface MountRequest {
  /** Absolute host path, or a volume's name; empty for an anonymous volume. */
  source: string;
  target: string;
  readOnly: boolean;
}

export interface RestartPolicy {
  name: 'no' | 'on-failure' | 'always' | 'unless-stopped';
  /** For on-failure; 0 is unlimited. */
  maximumRetries: number;
}

export interface HealthRequest {
  disabled?: boolean;
  command?: string;
  intervalSeconds?: number;
  timeoutSeconds?: number;
  retries?: number;
  startPeriodSeconds?: number;
}

/** `docker create`, named after its flags. */
export interface CreateRequest {
  image: string;
  name?: string;
  command: string[];
  /** An empty string resets the image's entrypoint. */
  entrypoint?: string;
  /** NAME=value. */
  env: string[];
  workdir?: string;
  user?: string;
  hostname?: string;
  tty: boolean;
  stdin: boolean;
  ports: PortMapping[];
  publishAll: boolean;
  network: string;
  aliases: string[];
  /** `container[:alias]` */
  links: string[];
  /** `name:address` */
  addHosts: string[];
  mounts: MountRequest[];
  restart: RestartPolicy;
  autoRemove: boolean;
  labels: Record<string, string>;
  readOnly: boolean;
  stopSignal?: string;
  stopTimeout?: number;
  health: HealthRequest;
  pull: 'missing' | 'always' | 'never';
}

export type ContainerStatus = 'created' | 'running' | 'restarting' | 'removing' | 'exited' | 'dead';

/** A row of `docker ps`. */
export interface ContainerSummary {
  id: string;
  name: string;
  image: string;
  command: string;
  createdAt: string;
  status: ContainerStatus;
  /** `Up 2 minutes (healthy)` */
  statusText: string;
  ports: string;
  labels: Record<string, string>;
  networks: string[];
  mounts: string[];
  exitCode: number;
  health?: string;
}

export interface ImageSummary {
  id: string;
  reference: string;
  created: string;
  size: number;
  labels: Record<string, string>;
}

export interface ExecRequest {
  container: string;
  command: string[];
  tty: boolean;
  stdin: boolean;
  env: string[];
  workdir?: string;
  user?: string;
}

export interface BuildCall {
  contextFolder?: string;
  dockerfile?: string;
  dockerfileText?: string;
  tags: string[];
  buildArgs: Record<string, string>;
  labels: Record<string, string>;
  target?: string;
  noCache: boolean;
}

export interface LogsRequest {
  container: string;
  follow: boolean;
  tail?: number;
  /** RFC 3339. */
  since?: string;
  timestamps: boolean;
}

/** A line of a streamed answer. */
export type StreamItem = { stdout: string } | { stderr: string } | { result: unknown } | { error: WireError };

export interface WireError {
  message: string;
  remedy?: string;
  /** The exit code of the command. */
  exitCode: number;
}
