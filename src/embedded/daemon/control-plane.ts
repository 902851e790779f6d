import { createCluster } from '../apiserver/index.ts';
import type { Cluster, KubeObject } from '../apiserver/index.ts';
import type { EmbeddedHome } from '../home/index.ts';
import { lastAddresses } from './last-addresses.ts';
import { claimBlock, createServiceAddresses } from '../network/index.ts';
import type { AddressBlock } from '../network/index.ts';
import { saveState } from './saved-state.ts';
import type { SavedState } from './saved-state.ts';

export interface ControlPlane {
  cluster: Cluster;
  block: AddressBlock;
  state: SavedState;
}

/** The cluster's state from the last daemon of this home, with the same loopback addresses if they are free. */
export async function openControlPlane(home: EmbeddedHome): Promise<ControlPlane> {
  const { octet } = lastAddresses(home);
  const block = await claimBlock(home.root, {
    mode: process.env.PYCONT_ADDRESSING === 'mapped' ? 'mapped' : undefined,
    preferred: octet,
  });
  // createCluster may call onChange before it has returned, so `cluster` is not assigned yet.
  let snapshot = () => '';
  const state = saveState(home.store, () => snapshot());
  const kept = octet === block.octet ? state.loaded : undefined;
  const addresses = createServiceAddresses(block.octet, kept ? clusterIPs(kept) : []);
  const cluster = createCluster({ ...addresses, load: kept, onChange: state.scheduleSave });
  snapshot = () => cluster.snapshot();
  return { cluster, block, state };
}

function clusterIPs(snapshot: string): string[] {
  const found: string[] = [];
  JSON.parse(snapshot, (key, value: unknown) => {
    if (key === 'spec' && typeof (value as KubeObject | null)?.clusterIP === 'string') {
      found.push((value as KubeObject).clusterIP as string);
    }
    return value;
  });
  return found.filter((address) => address.startsWith('127.'));
}
