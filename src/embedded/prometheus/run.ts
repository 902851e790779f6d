/** A small Prometheus: scrapes, keeps samples in memory, evaluates PromQL. */
import { once } from 'node:events';
import { loadConfig } from './config.ts';
import type { PrometheusConfig } from './config-types.ts';
import { discover } from './discovery/discover.ts';
import { readFlags } from './flags.ts';
import { createHttpServer } from './http/server.ts';
import { log } from './log.ts';
import { ownMetrics } from './own-metrics.ts';
import type { ReloadOutcome } from './own-metrics.ts';
import { ENGINE_DEFAULTS } from './promql/query.ts';
import { ScrapeManager } from './scrape/manager.ts';
import { Tsdb } from './tsdb.ts';

/** The Prometheus version whose behaviour is implemented. */
const VERSION = '2.42.0';
const TRUNCATE_EVERY = 60_000;

/** Runs until a signal ends the process. @throws {UserError} for invalid flags or an invalid configuration */
export async function runPrometheus(argv: string[]): Promise<void> {
  const startedAt = Date.now();
  if (argv.includes('--version'))
    return void process.stdout.write(`prometheus, version ${VERSION} (pycont, built in)\n`);
  const flags = readFlags(argv, (flag) => log('info', 'this flag changes nothing here', { flag }));
  const warn = (message: string) => log('warn', message);
  let config: PrometheusConfig = await loadConfig(flags.configFile, warn);
  let outcome: ReloadOutcome = { ok: true, at: Date.now() };
  const tsdb = new Tsdb();
  const manager = new ScrapeManager(tsdb, (job, found) =>
    discover(job, found, (level, message) => log(level, message, { job: job.jobName })),
  );

  async function reload(): Promise<void> {
    try {
      config = await loadConfig(flags.configFile, warn);
    } catch (error) {
      outcome = { ...outcome, ok: false };
      throw error;
    }
    manager.apply(config);
    outcome = { ok: true, at: Date.now() };
    log('info', 'configuration loaded', { file: flags.configFile });
  }

  let ready = false;
  const server = createHttpServer({
    tsdb,
    manager,
    config: () => config,
    engine: () => ({
      ...ENGINE_DEFAULTS,
      lookback: flags.lookback,
      timeout: flags.queryTimeout,
      maxSamples: flags.maxSamples,
      subqueryStep: config.evaluationInterval,
    }),
    flags: { 'config.file': flags.configFile, 'storage.tsdb.path': flags.storagePath },
    version: VERSION,
    startedAt,
    ready: () => ready,
    metrics: () => ownMetrics(tsdb, manager, outcome, VERSION, startedAt),
    reload,
    enableLifecycle: flags.enableLifecycle,
  });
  server.listen(flags.listen.port, flags.listen.host);
  await once(server, 'listening');
  const truncation = setInterval(() => tsdb.truncate(Date.now() - flags.retention), TRUNCATE_EVERY);
  process.on('SIGHUP', () => {
    reload().catch((error: Error) => log('error', `the configuration stays as it was: ${error.message}`));
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      log('info', 'stopping', { signal });
      clearInterval(truncation);
      manager.stop();
      server.close(() => process.exit(0));
      server.closeAllConnections();
    });
  manager.apply(config);
  ready = true;
  log('info', 'ready; samples are kept in memory', {
    version: VERSION,
    address: `${flags.listen.host}:${flags.listen.port}`,
    retention: `${flags.retention / 1000}s`,
  });
}
