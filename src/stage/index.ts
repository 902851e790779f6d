/** What a scene needs of the world, and the two worlds that give it. */
export { chooseStage } from './cluster/choose-stage.ts';
export { complaintIn, isRefusal, isSilence } from './cluster/complaint.ts';
export { findFrontDoor, wayOf } from './cluster/front-door/front-door-process.ts';
export { freeEverywhere } from './cluster/front-door/local-port.ts';
export { chooseImageLoader } from './cluster/images/image-loader.ts';
export { checkRegistry } from './cluster/images/registry.ts';
export { isThrowAway, parseKubeConfig } from './cluster/kube-context.ts';
export { thisMachine } from './cluster/machine.ts';
export { baseImages } from './images/base-images.ts';
export type { BaseImages } from './images/base-images.ts';
export { prepare } from './images/prepare.ts';
export { openStage } from './open-stage.ts';
export type {
  DeadPart,
  Owned,
  OwnedKind,
  Preparation,
  Stage,
  StageName,
  StageOptions,
  StagePart,
} from './types.ts';
