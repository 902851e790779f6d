/** The paths of a stage's files, and how a client finds its daemon. */
export { readDaemonFile, removeDaemonFile, writeDaemonFile } from './daemon-file.ts';
export type { DaemonFile } from './daemon-file.ts';
export { embeddedHome } from './paths.ts';
export type { EmbeddedHome } from './paths.ts';
