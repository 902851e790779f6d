import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { textOf } from '../../kubernetes/index.ts';
import type { Language, Text } from '../../messages/dashboard/index.ts';
import type { Dashboard } from '../options.ts';
import { createApp } from './app.ts';
import type { AppOptions } from './app.ts';

export interface PageOptions {
  /** Folder of the built page. */
  assets: string;
  /** Default: 127.0.0.1; '': every address. */
  host?: string;
  /** Default, 0: any that is free. */
  port?: number;
  /** Further names under which a browser may ask. */
  hosts?: readonly string[];
  /** It is reached through others, as by a port-forward: a browser may ask for any port. */
  anyPort?: boolean;
  language?: Language;
  browsers: AppOptions['browsers'];
  warn: (what: Text) => unknown;
}

/** Serves a page and its stream of events until it is closed. Rejects if it cannot listen. */
export async function servePage(options: PageOptions): Promise<Dashboard> {
  const { assets, host = '127.0.0.1', port = 0, hosts = [], language = 'en', browsers, warn } = options;
  let listening = port;
  const app = createApp({
    assets,
    language,
    browsers,
    allowed: () => ({ hosts, port: options.anyPort ? undefined : listening }),
    failed: (error) => warn(textOf(error)),
  });
  const server = createServer(app);
  server.listen(port, host || undefined);
  await once(server, 'listening');
  listening = (server.address() as AddressInfo).port;
  const name = host.includes(':') ? `[${host}]` : host || 'localhost';
  return {
    url: `http://${name}:${listening}/`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      browsers.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
