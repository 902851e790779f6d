/** The Docker engine, and the types of its protocol. */
export type { Engine } from './engine.ts';
export { humanDuration } from './duration.ts';
export { shortId } from './names.ts';
export type { DockerNetwork } from './networks/networks.ts';
export { splitPair } from './pair.ts';
export { encodeFrame, readFrames, upgradeName } from './server/frames.ts';
export { startEngine } from './server/server.ts';
export type {
  BuildCall,
  ContainerSummary,
  CreateRequest,
  ExecRequest,
  HealthRequest,
  ImageSummary,
  MountRequest,
  PortMapping,
  RestartPolicy,
  StreamItem,
  WireError,
} from './types.ts';
export type { Volume } from './volumes/volumes.ts';
