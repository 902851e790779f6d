import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TextError, textOf } from '../../kubernetes/index.ts';
import { DASHBOARD_SERVER } from '../../messages/dashboard/index.ts';
import type { Dashboard, DashboardOptions } from '../options.ts';
import { createApp } from './app.ts';
import { Live } from './live.ts';

async function end(server: Server, live: Live): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await live.close();
  server.closeAllConnections();
  await closed;
}

/**
 * Serves the dashboard until it is closed; a cluster that is away is waited for.
 * @throws TextError if it cannot listen, or the URL of Prometheus is not valid
 */
export async function startDashboard(options: DashboardOptions): Promise<Dashboard> {
  const { kube, assets, host = '127.0.0.1', port = 0, hosts = [], language = 'en', log } = options;
  const live = new Live(options);
  let listening = port;
  const app = createApp({
    assets,
    language,
    browsers: live.browsers,
    allowed: () => ({ hosts, port: kube.inCluster ? undefined : listening }),
    failed: (error) => log.warn(textOf(error)),
  });
  const server = createServer(app);
  try {
    server.listen(port, host || undefined);
    await once(server, 'listening');
  } catch (error) {
    await live.close();
    throw new TextError(DASHBOARD_SERVER.noPort({ why: textOf(error) }), { cause: error });
  }
  listening = (server.address() as AddressInfo).port;
  const name = host.includes(':') ? `[${host}]` : host || 'localhost';
  const url = `http://${name}:${listening}/`;
  log.info(DASHBOARD_SERVER.listening({ url }));
  let closed: Promise<void> | undefined;
  return { url, close: () => (closed ??= end(server, live)) };
}
