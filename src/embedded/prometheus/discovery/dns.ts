/** `dns_sd_configs`: a target for each address of a name, which is asked for again and again. */
import { lookup } from 'node:dns/promises';
import type { DnsDiscovery } from '../config-types.ts';
import { Labels } from '../labels.ts';
import type { Discovery, Log } from './discovery.ts';
import { hostPort } from './meta-labels.ts';

/** What says that nothing has this name. */
const NO_SUCH_NAME = new Set(['ENOTFOUND', 'ENODATA']);

/** While the name cannot be asked for, its last known addresses stay. */
export function resolveNames(
  { names, family, port, refresh }: DnsDiscovery,
  found: (targets: Labels[]) => void,
  log: Log,
): Discovery {
  const addresses = new Map<string, string[]>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const resolve = async (name: string) => {
    try {
      addresses.set(
        name,
        (await lookup(name, { all: true, family })).map(({ address }) => address),
      );
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      if (NO_SUCH_NAME.has(code)) addresses.set(name, []);
      else log('warn', `${name} cannot be resolved: ${message}`);
    }
  };
  const resolveAll = async () => {
    await Promise.all(names.map(resolve));
    if (stopped) return;
    found(
      [...addresses].flatMap(([name, all]) =>
        all.map((address) =>
          Labels.from([
            ['__meta_dns_name', name],
            ['__address__', hostPort(address, port)],
          ]),
        ),
      ),
    );
    timer = setTimeout(() => void resolveAll(), refresh);
  };
  void resolveAll();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
