/** The dashboard in a pod: settings from the environment, one JSON line for each event. */
import { dirname, join } from 'node:path';
import { kube, messageOf } from '../kubernetes/index.ts';
import { DASHBOARD_SERVER } from '../messages/dashboard/index.ts';
import type { Text } from '../messages/dashboard/index.ts';
import { startDashboard } from './index.ts';

const { PORT = '8080', PROMETHEUS_URL, ALLOWED_HOSTS = '', LANGUAGE } = process.env;

const line = (level: string, msg: Text): void =>
  void process.stdout.write(
    `${JSON.stringify({ time: new Date().toISOString(), level, msg: String(msg) })}\n`,
  );
const log = { info: (msg: Text) => line('info', msg), warn: (msg: Text) => line('warn', msg) };

async function run(): Promise<void> {
  const cluster = await kube();
  const dashboard = await startDashboard({
    kube: cluster,
    namespace: cluster.namespace,
    host: '',
    port: Number(PORT),
    assets: join(dirname(process.argv[1] ?? ''), 'page'),
    prometheus: PROMETHEUS_URL || undefined,
    hosts: ALLOWED_HOSTS.split(',').flatMap((host) => host.trim() || []),
    language: LANGUAGE === 'cs' ? 'cs' : 'en',
    log,
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      log.info(DASHBOARD_SERVER.stopping);
      void dashboard.close();
    });
}

run().catch((error: unknown) => {
  log.warn(messageOf(error));
  process.exitCode = 1;
});
