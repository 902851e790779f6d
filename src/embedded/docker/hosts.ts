/** The hosts file of a container: who it can call by name. */

export interface HostEntry {
  address: string;
  names: string[];
}

const lines = (entries: HostEntry[]) =>
  entries.map(({ address, names }) => `${address}\t${[...new Set(names)].join(' ')}\n`).join('');

/** @param own the container's own address and hostname @param others peers, links, --add-host */
export function hostsContent(own: HostEntry, others: HostEntry[]): string {
  const fixed: HostEntry[] = [
    { address: '127.0.0.1', names: ['localhost'] },
    { address: '::1', names: ['localhost', 'ip6-localhost', 'ip6-loopback'] },
  ];
  return lines([...fixed, ...others, own]);
}
