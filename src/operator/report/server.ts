import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Metrics } from './metrics.ts';

export interface Health {
  /** The loop is running. */
  alive: () => boolean;
  /** The caches are filled. */
  ready: () => boolean;
}

/** Serves /healthz, /readyz and /metrics. Resolves when it listens. */
export async function serve(
  port: number,
  host: string | undefined,
  health: Health,
  metrics: Metrics,
): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: string, type = 'text/plain; charset=utf-8'): void => {
      response.writeHead(status, { 'content-type': type }).end(body);
    };
    const report = (healthy: boolean): void => answer(healthy ? 200 : 503, healthy ? 'ok\n' : 'not now\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'only GET\n');
    switch (request.url) {
      case '/healthz':
        return report(health.alive());
      case '/readyz':
        return report(health.ready());
      case '/metrics':
        return void metrics.registry
          .metrics()
          .then((text) => answer(200, text, metrics.registry.contentType))
          .catch((error: unknown) => answer(500, `${String(error)}\n`));
      default:
        return answer(404, 'there is /healthz, /readyz and /metrics\n');
    }
  });
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}
