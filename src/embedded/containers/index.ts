/** The container runtime: runs containers as processes of this machine. */
export { StartError } from './errors.ts';
export { reapOrphans } from './orphans.ts';
export { removeTree } from './remove-tree.ts';
export { createRuntime } from './runtime.ts';
export type {
  Container,
  ContainerRuntime,
  ContainerSpec,
  ExecOptions,
  ExecSession,
  LogLine,
  LogOptions,
  Mount,
  RootFilesystem,
} from './types.ts';
export { withUsualUmask } from './umask.ts';
