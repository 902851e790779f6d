/** The hosts file of a container. */

export interface HostEntry {
  address: string;
  names: string[];
}

/** @param own the container's own address and hostname @param others peers, links, --add-host */
export function hostsContent(own: HostEntry, others: HostEntry[]): string {
  const lines = new Map<string, Set<string>>([
    ['127.0.0.1', new Set(['localhost'])],
    ['::1', new Set(['localhost', 'ip6-localhost', 'ip6-loopback'])],
  ]);
  for (const { address, names } of [...others, own]) {
    lines.set(address, new Set([...(lines.get(address) ?? []), ...names]));
  }
  return [...lines].map(([address, names]) => `${address}\t${[...names].join(' ')}\n`).join('');
}
