/** `-p [[address:]hostPort:]port[/tcp]`, with ranges. */
import type { PortMapping } from '../docker-engine/index.ts';
import { ShimError } from './errors.ts';

export function parsePublish(text: string): PortMapping[] {
  const fail = (why: string, remedy: string) =>
    new ShimError(`invalid argument "${text}" for "-p, --publish" flag: ${why}`, { exitCode: 125, remedy });
  const parts = /^(?:(\[[^\]]+\]|[^:]*):)??(?:([\d-]*):)?([\d-]+)(?:\/(\w+))?$/.exec(text);
  if (!parts) throw fail(`invalid port specification`, 'Write HOSTPORT:PORT, e.g. 5000:5000.');
  const [, address = '', host = '', inside = '', protocol = 'tcp'] = parts;
  if (protocol !== 'tcp') {
    throw fail(`the embedded stage publishes TCP only, not ${protocol}`, 'Leave the protocol out.');
  }
  if (!['', '0.0.0.0', '[::]', 'localhost'].includes(address) && !/^127\.\d+\.\d+\.\d+$/.test(address)) {
    throw fail(
      `the embedded stage listens on this machine only, not on ${address}`,
      'Leave the address out.',
    );
  }
  const ports = range(inside);
  const hostPorts = host === '' ? ports?.map(() => 0) : range(host);
  if (!ports || !hostPorts) throw fail('invalid containerPort or hostPort', 'Ports are between 1 and 65535.');
  if (ports.length !== hostPorts.length) {
    throw fail('invalid ranges specified for container and host Ports', 'Make both ranges equally long.');
  }
  const hostAddress = address.startsWith('127.') ? address : '';
  return ports.map((port, index) => ({ hostAddress, hostPort: hostPorts[index] ?? 0, port }));
}

function range(text: string): number[] | undefined {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (!(from >= 0 && to >= from && to <= 65535)) return undefined;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
