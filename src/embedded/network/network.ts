/** The network of one home. */
import type { Api } from '../apiserver/index.ts';
import type { AddressBlock } from './block.ts';
import { createDial } from './dial.ts';
import type { Dial } from './dial.ts';
import { startIngress } from './ingress/ingress.ts';
import { createPool } from './pool.ts';
import { createPortMap } from './ports.ts';
import { createPublisher } from './publish.ts';
import { watchServiceNames } from './services/names.ts';
import { startServiceProxy } from './services/proxy.ts';
import type { Network } from './types.ts';

export interface NetworkOptions {
  api: Api;
  /** From `claimBlock`; the network releases it when it closes. */
  block: AddressBlock;
  /** Folder for the port-mapping files, emptied at the start; containers see it as `PYCONT_PORTS`. */
  portsFolder: string;
  /** Preferred port of the ingress; any free port if it is in use. */
  ingressPort?: number | undefined;
  /** Replaces real connections. */
  dialOverride?: Dial;
}

const POD_THIRDS = [1, 199] as const;

export async function createNetwork(options: NetworkOptions): Promise<Network> {
  const { api, block, portsFolder } = options;
  const { mode, octet } = block;
  const ports = createPortMap(portsFolder, mode);
  const dial = options.dialOverride ?? createDial(ports);
  const pool = createPool(octet, ...POD_THIRDS);
  const publisher = createPublisher(dial);
  const ingress = await startIngress(api, dial, options.ingressPort);
  const names = watchServiceNames(api);
  const stopProxy = startServiceProxy({ api, dial, ports, mode });

  return {
    nodeAddress: `127.${octet}.0.1`,
    mode,
    portsFolder,
    ingressUrl: ingress.url,
    dial,
    allocate: () => pool.allocate(),
    release(address) {
      pool.release(address);
      ports.forgetAddress(address);
    },
    serviceHosts: names.lines,
    onHostsChange: names.onChange,
    publish: publisher.publish,
    async close() {
      stopProxy();
      names.close();
      publisher.close();
      await ingress.close();
      await block.release();
    },
  };
}
