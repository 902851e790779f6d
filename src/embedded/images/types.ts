/** Images: built from Dockerfiles or stand-ins for well-known ones. */
import type { RootFilesystem } from '../containers/index.ts';

export interface ImageConfig {
  env: Record<string, string>;
  entrypoint?: string[];
  cmd?: string[];
  workdir: string;
  /** As written in USER: a name or `uid[:gid]`. */
  user: string;
  /** Resolved against the image's /etc/passwd. */
  uid: number;
  gid: number;
  exposedPorts: string[];
  labels: Record<string, string>;
  stopSignal?: NodeJS.Signals;
  healthcheck?: {
    /** `['CMD', …]` or `['CMD-SHELL', command]`. */
    test: string[];
    intervalSeconds: number;
    timeoutSeconds: number;
    retries: number;
    startPeriodSeconds?: number;
  };
  /** Paths declared by VOLUME. */
  volumes?: string[];
  /** SHELL: runs the shell forms of RUN, CMD and ENTRYPOINT. Default: /bin/sh -c. */
  shell?: string[];
}

export interface Image {
  /** `sha256:` and 64 hex digits, the digest of everything in the image. */
  id: string;
  /** Normalised references with tag: `prgcont/pycont-app:0.0`, `redis:7`. */
  tags: string[];
  config: ImageConfig;
  root: RootFilesystem;
  created: string;
  /** Bytes in its own layers. */
  size: number;
  history: { createdBy: string; size: number }[];
}

export interface ImageStore {
  /** By reference or id prefix, including stand-ins; undefined if a pull would fail. */
  resolve(reference: string): Image | undefined;
  list(): Image[];
  tag(idOrReference: string, reference: string): void;
  /** Returns the untagged and deleted names, as `docker rmi` prints. */
  remove(reference: string): string[];
}
