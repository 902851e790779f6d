import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { runApp } from '../running-app.ts';
import type { RunningApp } from '../running-app.ts';

export interface Pods {
  url: string;
  /** Starts one more, which answers as this pod. */
  start(name: string, env?: Record<string, string>, config?: string): Promise<RunningApp>;
  /** Kills all of them; the address stays. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** One address for several instances: each connection goes to the next one, as a Service does it. */
export async function pods(): Promise<Pods> {
  const running: RunningApp[] = [];
  const clients = new Set<Socket>();
  let turn = 0;
  const server = createServer((client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client)).on('error', () => {});
    const next = running[turn++ % (running.length || 1)];
    if (!next) return void client.destroy();
    const pod = connect(Number(new URL(next.url).port), '127.0.0.1');
    pod.on('error', () => client.destroy());
    client.on('close', () => pod.destroy());
    client.pipe(pod).pipe(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  const kill = async () => void (await Promise.all(running.splice(0).map((app) => app.stop())));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async start(name, env = {}, config) {
      const app = await runApp({ ...env, NODE_OPTIONS: named(name) }, config);
      running.push(app);
      return app;
    },
    kill,
    async close() {
      await kill();
      server.close();
      for (const client of clients) client.destroy();
    },
  };
}

/** A pod's name is its host's: here, all of them have the same host. */
function named(name: string): string {
  const code = `import os from 'node:os'; import { syncBuiltinESMExports } from 'node:module'; os.hostname = () => '${name}'; syncBuiltinESMExports();`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}
