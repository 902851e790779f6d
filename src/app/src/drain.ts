import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';

const IDLE_GRACE_MILLISECONDS = 1_000;
const GIVE_UP_MILLISECONDS = 20_000;

/**
 * Ends a server without failing a request: no new connections, every answer from now on says
 * `Connection: close`, and a connection that stays idle is closed after a second. Resolves when the last one has
 * ended, at once when there is none; what is still open after 20 s is cut.
 */
export async function drain(server: Server): Promise<void> {
  server.prependListener('request', (_req, res) => res.setHeader('connection', 'close'));
  // The HTTP server's own close() would at once cut the connections that are idle, a request on its way or not.
  const closed = new Promise<void>((resolve) => void NetServer.prototype.close.call(server, () => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_GRACE_MILLISECONDS);
  const giveUp = setTimeout(() => server.closeAllConnections(), GIVE_UP_MILLISECONDS);
  await closed;
  clearInterval(idle);
  clearTimeout(giveUp);
}
