/**
 * Who may ask. A page of somebody else cannot read an answer of another origin; but a name of its own that resolves to
 * this machine would make this server its origin. So the browser must have asked for a name that is this server's.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { DASHBOARD_SERVER } from '../../messages/dashboard/index.ts';
import type { Text } from '../../messages/dashboard/index.ts';

export interface Allowed {
  /** Of this server; undefined if it is reached through others, as by a port-forward. */
  port?: number | undefined;
  /** Further names, `name` or `name:port`. */
  hosts: readonly string[];
}

/** @returns why the request is refused, or undefined */
export function refusal(headers: IncomingHttpHeaders, allowed: Allowed): Text | undefined {
  const { host = '', origin } = headers;
  if (!isOwn(host, allowed)) return DASHBOARD_SERVER.foreignHost({ host: host.slice(0, LONGEST) });
  if (origin !== undefined && !sameHost(origin, host))
    return DASHBOARD_SERVER.foreignOrigin({ origin: origin.slice(0, LONGEST) });
  // Requests without an Origin: a link to the page may be anywhere, but nothing else.
  const { 'sec-fetch-site': site = 'none', 'sec-fetch-mode': mode } = headers;
  if (site !== 'none' && site !== 'same-origin' && mode !== 'navigate')
    return DASHBOARD_SERVER.foreignOrigin({ origin: String(site).slice(0, LONGEST) });
  return undefined;
}

const LONGEST = 100;
const HOST = /^(\[[0-9a-f:.]+\]|[^:[\]@/?#\\\s]+)(?::(\d+))?$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

function isOwn(host: string, { port, hosts }: Allowed): boolean {
  const [, name, asked = '80'] = HOST.exec(host.toLowerCase()) ?? [];
  if (name === undefined) return false;
  if (LOOPBACK.test(name)) return port === undefined || Number(asked) === port;
  return hosts.some((each) => {
    const own = each.toLowerCase();
    return own === name || own === `${name}:${asked}`;
  });
}

const DEFAULT_PORT = /:(?:80|443)$/;

function sameHost(origin: string, host: string): boolean {
  const url = URL.parse(origin);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return url.host.replace(DEFAULT_PORT, '') === host.toLowerCase().replace(DEFAULT_PORT, '');
}
