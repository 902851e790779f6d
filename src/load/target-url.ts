/** Which URL is put under load, and whether it may be. */
import { isIP } from 'node:net';
import { UserError } from '../errors/user-error.ts';

export interface TargetWish {
  /** As typed: a base URL, or the URL itself when no path is asked for. */
  url: string | undefined;
  /** In place of the URL's own. */
  path: string | undefined;
  /** The person said that a target beyond this machine is meant. */
  yes: boolean;
}

/** @throws UserError */
export function targetUrl({ url, path, yes }: TargetWish, env: NodeJS.ProcessEnv): URL {
  const text = url ?? env.APP_URL;
  if (!text)
    throw new UserError(
      'There is no URL to put under load.',
      'Give one, or let the stage name it: eval "$(pycont stage env)"',
      {
        exitCode: 2,
      },
    );
  const target = parse(text);
  if (path !== undefined) setPath(target, path);
  if (!yes && !isLoopback(target.hostname))
    throw new UserError(
      `${target.host} is not this machine: load on somebody else's server is an attack unless they agreed.`,
      'Say --yes if it is yours',
      { exitCode: 2 },
    );
  return target;
}

function parse(text: string): URL {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `http://${text}`);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UserError(
      `${JSON.stringify(text)} is no http or https URL.`,
      'Write it as http://127.0.0.1:5000',
      { exitCode: 2 },
    );
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
