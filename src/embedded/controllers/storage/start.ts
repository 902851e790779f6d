/** The controllers of persistent volumes, and the StorageClass that they serve. */
import type { ControllerContext, Running } from '../controller.ts';
import { startClaims } from './claims.ts';
import { ensureStorageClass } from './storage-class.ts';
import type { VolumeFolders } from './volume-folders.ts';
import { startVolumes } from './volumes.ts';

export function startStorage(context: ControllerContext, folders: VolumeFolders): Running[] {
  ensureStorageClass(context.cluster);
  return [startClaims(context, folders), startVolumes(context, folders)];
}
