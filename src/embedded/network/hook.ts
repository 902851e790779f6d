/**
 * Preloaded into Node programs in containers (`--import`): gives a process its own address although it shares the
 * host's network. One file with imports of Node only, because it is copied into each container.
 *
 * PYCONT_ADDRESS     the container's address; without it this file does nothing
 * PYCONT_HOSTS       hosts(5) file that is used before the system's resolver
 * PYCONT_PORTS       folder of port-mapping files, see ports.ts
 * PYCONT_ADDRESSING  `mapped` if only 127.0.0.1 can be bound
 */
import dns from 'node:dns';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import type { AddressInfo, ListenOptions, Server } from 'node:net';

const address = process.env.PYCONT_ADDRESS ?? '';
const hostsFile = process.env.PYCONT_HOSTS;
const portsFolder = process.env.PYCONT_PORTS;
const mapped = process.env.PYCONT_ADDRESSING === 'mapped';

const WILDCARDS = new Set(['', '0.0.0.0', '::', '::0', '0:0:0:0:0:0:0:0']);
const LOOPBACKS = new Set(['localhost', '127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** First port that is free of privileges; in a user namespace, root has no privileges over the network either. */
function firstOpenPort(): number {
  try {
    const [inside, outside, count] = readFileSync('/proc/self/uid_map', 'utf8').trim().split(/\s+/);
    const everybody = inside === '0' && outside === '0' && count === '4294967295';
    if (process.getuid?.() === 0 && everybody) return 0;
    return Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8'));
  } catch {
    return process.getuid?.() === 0 ? 0 : 1024;
  }
}

function hostsEntry(name: string): string | undefined {
  if (!hostsFile) return undefined;
  try {
    for (const line of readFileSync(hostsFile, 'utf8').split('\n')) {
      const [ip, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
      if (ip && net.isIPv4(ip) && names.includes(name)) return ip;
    }
  } catch {
    // No such file (yet): the system's resolver is used.
  }
  return undefined;
}

// --- mapping files ------------------------------------------------------------------------------------------------

const recorded = new Map<string, string>();

const mappingFile = (host: string, port: number) => `${portsFolder}/${host}_${port}`;

function writeMapping(port: number, realPort: number): void {
  const file = mappingFile(address, port);
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, String(realPort));
  renameSync(draft, file);
  recorded.set(file, String(realPort));
}

/** Removes the file if it is still this process' record: another one may use the port by now. */
function removeMapping(file: string): void {
  try {
    if (readFileSync(file, 'utf8') === recorded.get(file)) rmSync(file, { force: true });
  } catch {
    // Already removed.
  }
  recorded.delete(file);
}

function realPort(host: string, port: number): number | undefined {
  if (!portsFolder || (!mapped && port >= 1024)) return undefined;
  try {
    return Number(readFileSync(mappingFile(host, port), 'utf8'));
  } catch {
    return undefined;
  }
}

// --- listen -------------------------------------------------------------------------------------------------------

interface Listen {
  options: ListenOptions;
  callback: (() => void) | undefined;
}

/** Arguments with a port; undefined for paths, handles and descriptors, which are not changed. */
function parseListen(args: unknown[]): Listen | undefined {
  const last = args.at(-1);
  const callback = typeof last === 'function' ? (last as () => void) : undefined;
  const [first, ...rest] = (callback ? args.slice(0, -1) : args) as [unknown, ...unknown[]];
  if (first === undefined || first === null) return { options: { port: 0 }, callback };
  if (typeof first === 'object') {
    const options = first as ListenOptions & { fd?: number; _handle?: unknown };
    const hasPort = 'port' in options && !('fd' in options) && !options.path && !options._handle;
    return hasPort ? { options: { ...options, port: Number(options.port ?? 0) }, callback } : undefined;
  }
  const port = typeof first === 'string' && first.trim() === '' ? Number.NaN : Number(first);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return undefined;
  const host = rest.find((value): value is string => typeof value === 'string');
  const backlog = rest.find((value): value is number => typeof value === 'number');
  return { options: { port, host, backlog }, callback };
}

/** The result of address(): the host as the program gave it, and the port at which others reach it. */
const announced = new WeakMap<Server, { host: string; port: number | undefined }>();

const isOwn = (host: string | undefined) =>
  WILDCARDS.has(host ?? '') || LOOPBACKS.has(host!) || host === address || hostsEntry(host!) === address;

function patchListen(lowestPort: number): void {
  const listen = net.Server.prototype.listen as (...args: unknown[]) => Server;
  net.Server.prototype.listen = function (this: Server, ...args: unknown[]) {
    const request = parseListen(args);
    if (!request || !isOwn(request.options.host)) return listen.apply(this, args);
    const { options, callback } = request;
    const requestedPort = options.port!;
    const mapsPort = mapped || (requestedPort > 0 && requestedPort < lowestPort && portsFolder !== undefined);
    announced.set(this, {
      host: options.host ?? '',
      port: mapsPort && requestedPort > 0 ? requestedPort : undefined,
    });
    if (mapsPort) mapWhenListening(this, requestedPort);
    const host = mapped ? '127.0.0.1' : address;
    const own = { ...options, host, port: mapsPort ? 0 : requestedPort, ipv6Only: false };
    return callback ? listen.call(this, own, callback) : listen.call(this, own);
  } as Server['listen'];

  const addressOf = net.Server.prototype.address;
  net.Server.prototype.address = function (this: Server) {
    const actual = addressOf.call(this);
    const announcedAddress = announced.get(this);
    if (!announcedAddress || actual === null || typeof actual === 'string') return actual;
    const port = announcedAddress.port ?? actual.port;
    const host =
      announcedAddress.host === ''
        ? '::'
        : announcedAddress.host === 'localhost'
          ? '127.0.0.1'
          : announcedAddress.host;
    return { address: host, family: host.includes(':') ? 'IPv6' : 'IPv4', port };
  };

  function mapWhenListening(server: Server, asked: number): void {
    // Before the program's listeners, which may connect to the port immediately.
    server.prependOnceListener('listening', () => {
      const real = (addressOf.call(server) as AddressInfo).port;
      const port = asked || real;
      writeMapping(port, real);
      server.once('close', () => removeMapping(mappingFile(address, port)));
    });
  }
}

// --- connect ------------------------------------------------------------------------------------------------------

interface ConnectOptions {
  port?: number | string;
  host?: string | undefined;
  path?: string | null;
}

/** The API server may be given as 127.0.0.1 itself. */
const isApiServer = (host: string, port: number) =>
  host === process.env.KUBERNETES_SERVICE_HOST && String(port) === process.env.KUBERNETES_SERVICE_PORT;

/** The real destination of a connection. */
function destination(options: ConnectOptions): ConnectOptions {
  const host = options.host || 'localhost';
  const port = Number(options.port);
  if (options.path || !options.port || isApiServer(host, port)) return options;
  const ip = LOOPBACKS.has(host) ? address : net.isIP(host) ? host : (hostsEntry(host) ?? host);
  const real = realPort(ip, port);
  if (real !== undefined) return { ...options, host: mapped ? '127.0.0.1' : ip, port: real };
  // In mapped mode nothing listens on an address of the block without a record: port 1 of 127.0.0.1 refuses.
  if (mapped && sharesBlock(ip)) return { ...options, host: '127.0.0.1', port: 1 };
  return ip === host ? options : { ...options, host: ip };
}

const sharesBlock = (ip: string) => ip.split('.', 2).join('.') === address.split('.', 2).join('.');

function patchConnect(): void {
  const connect = net.Socket.prototype.connect as (...args: unknown[]) => net.Socket;
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    const [first] = args;
    if (Array.isArray(first)) {
      // net.connect and tls.connect pass their normalized arguments on, as one marked array.
      first[0] = destination(first[0] as ConnectOptions);
    } else if (typeof first === 'object' && first !== null) {
      args[0] = destination(first as ConnectOptions);
    } else if (typeof first === 'number' || /^\d+$/.test(String(first))) {
      const host = typeof args[1] === 'string' ? args[1] : undefined;
      args.splice(0, host === undefined ? 1 : 2, destination({ port: Number(first), host }));
    }
    return connect.apply(this, args);
  } as net.Socket['connect'];
}

// --- names --------------------------------------------------------------------------------------------------------

/** Only the cluster can have such a name: the machine's resolver would ask for it on the network around. */
const CLUSTER_NAME = /\.(svc|cluster\.local)\.?$/;
function patchLookup(): void {
  const lookup = dns.lookup as (...args: unknown[]) => unknown;
  const lookupPromise = dns.promises.lookup as (...args: unknown[]) => Promise<unknown>;
  const wantsAll = (options: unknown) =>
    typeof options === 'object' && (options as { all?: boolean } | null)?.all;
  const wantsIPv6 = (options: unknown) =>
    options === 6 || (typeof options === 'object' && (options as { family?: unknown } | null)?.family === 6);

  const ours = (name: unknown, options: unknown): string | Error | undefined => {
    if (typeof name !== 'string') return undefined;
    const ip = wantsIPv6(options) ? undefined : hostsEntry(name);
    if (ip || !hostsFile || !CLUSTER_NAME.test(name)) return ip;
    return Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND', hostname: name });
  };

  const patched = (name: unknown, ...rest: unknown[]) => {
    const callback = rest.at(-1);
    const ip = ours(name, rest[0]);
    if (!ip || typeof callback !== 'function') return lookup(name, ...rest);
    process.nextTick(() => {
      if (ip instanceof Error) callback(ip);
      else if (wantsAll(rest[0])) callback(null, [{ address: ip, family: 4 }]);
      else callback(null, ip, 4);
    });
    return {};
  };
  // util.promisify(dns.lookup) is common, and uses a separate implementation.
  dns.lookup = Object.defineProperties(
    patched,
    Object.getOwnPropertyDescriptors(lookup),
  ) as unknown as typeof dns.lookup;
  dns.promises.lookup = (async (name: unknown, options?: unknown) => {
    const ip = ours(name, options);
    if (!ip) return lookupPromise(name, options);
    if (ip instanceof Error) throw ip;
    return wantsAll(options) ? [{ address: ip, family: 4 }] : { address: ip, family: 4 };
  }) as typeof dns.promises.lookup;
}

if (net.isIPv4(address)) {
  patchListen(firstOpenPort());
  patchConnect();
  patchLookup();
  syncBuiltinESMExports();
  process.on('exit', () => [...recorded.keys()].forEach(removeMapping));
}
