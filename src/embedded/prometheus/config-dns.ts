/** Reads one of the `dns_sd_configs`, of the types that are resolved without asking a name server for records. */
import { invalid, Section } from './config-section.ts';
import type { Warn } from './config-section.ts';
import type { DnsDiscovery } from './config-types.ts';

const FAMILIES = { A: 4, AAAA: 6 } as const;

export function readDns(value: unknown, path: string, warn: Warn): DnsDiscovery {
  const section = new Section(value, path, ['names', 'type', 'port', 'refresh_interval'], [], warn);
  const names = section.texts('names');
  if (names.length === 0)
    throw invalid(`${section.at('names')}: DNS-SD config must contain at least one SRV record name`);
  const type = section.text('type') ?? 'SRV';
  if (type !== 'A' && type !== 'AAAA')
    throw invalid(`${section.at('type')}: ${JSON.stringify(type)} is not supported, use A or AAAA`);
  const port = section.integer('port') ?? 0;
  if (port === 0)
    throw invalid(`${section.at('port')}: a port is required in DNS-SD configs for this record type`);
  return { names, family: FAMILIES[type], port, refresh: section.duration('refresh_interval') ?? 30_000 };
}
