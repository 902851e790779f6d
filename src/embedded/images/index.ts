/** The image store: built from Dockerfiles, or taken from the image presets. */
export { buildImage } from './builder/build.ts';
export { defaultShell } from './builder/state.ts';
export { resolveUser } from './passwd.ts';
export { parseReference } from './reference.ts';
export { createImageStore } from './store.ts';
export type { LocalImageStore } from './store.ts';
export type { Image, ImageConfig, ImageStore } from './types.ts';
