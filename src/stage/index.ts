/** The stage that scenes run on: one interface, two implementations. */
export { chooseStage } from './cluster/choose-stage.ts';
export { errorLineIn, isRefusal, isSilence } from './cluster/error-line.ts';
export { findAppProxy, routeOf } from './cluster/app-proxy/app-proxy-process.ts';
export { freeEverywhere } from './cluster/app-proxy/local-port.ts';
export { chooseImageLoader } from './cluster/images/image-loader.ts';
export { checkRegistry } from './cluster/images/registry.ts';
export { isThrowAway, parseKubeConfig } from './cluster/kube-context.ts';
export { thisMachine } from './cluster/machine.ts';
export { embeddedKube, runningEmbedded } from './embedded/kube.ts';
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
  TakenPort,
} from './types.ts';
