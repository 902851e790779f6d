/** The URL to put under load, and whether that is allowed. */
import { isIP } from 'node:net';
import { UserError } from '../errors/user-error.ts';
import { LOAD } from '../messages/index.ts';

export interface TargetOptions {
  /** As typed: a base URL, or the whole URL if no path is given. */
  url: string | undefined;
  /** Replaces the path of the URL. */
  path: string | undefined;
  /** The user confirmed a target outside this machine. */
  yes: boolean;
}

/** @throws UserError */
export function targetUrl({ url, path, yes }: TargetOptions): URL {
  if (!url) throw new UserError(LOAD.noUrl, LOAD.giveUrl, { exitCode: 2 });
  const target = parse(url);
  if (path !== undefined) setPath(target, path);
  if (!yes && !isLoopback(target.hostname))
    throw new UserError(LOAD.foreignTarget({ host: target.host }), LOAD.confirmTarget, { exitCode: 2 });
  return target;
}

function parse(text: string): URL {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `http://${text}`);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UserError(LOAD.notAUrl({ text }), LOAD.urlExample, { exitCode: 2 });
  return url;
}

function setPath(target: URL, path: string): void {
  const base = target.pathname.replace(/\/$/, '');
  const [pathname = '', query] = path.split('?', 2);
  target.pathname = base + (pathname.startsWith('/') ? pathname : `/${pathname}`);
  target.search = query ?? '';
}

function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '::1' ||
    (isIP(host) === 4 && host.startsWith('127.'))
  );
}
