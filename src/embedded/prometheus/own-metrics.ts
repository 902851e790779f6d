/** This program's own metrics at `/metrics`. */
import type { ScrapeManager } from './scrape/manager.ts';
import type { Tsdb } from './tsdb.ts';

export interface ReloadOutcome {
  ok: boolean;
  /** Milliseconds since 1970. */
  at: number;
}

export function ownMetrics(
  tsdb: Tsdb,
  manager: Pick<ScrapeManager, 'active'>,
  reload: ReloadOutcome,
  version: string,
  startedAt: number,
): string {
  const cpu = process.cpuUsage();
  const metrics: [name: string, type: 'counter' | 'gauge', help: string, value: number, labels?: string][] = [
    [
      'prometheus_build_info',
      'gauge',
      'Constant 1, labelled by version',
      1,
      `{version=${JSON.stringify(version)}}`,
    ],
    ['prometheus_tsdb_head_series', 'gauge', 'Series held in memory', tsdb.size],
    ['prometheus_tsdb_head_samples_appended_total', 'counter', 'Samples stored', tsdb.samplesAppended],
    ['prometheus_targets', 'gauge', 'Targets scraped', manager.active.length],
    [
      'prometheus_config_last_reload_successful',
      'gauge',
      'Whether the last reload of the configuration succeeded',
      Number(reload.ok),
    ],
    [
      'prometheus_config_last_reload_success_timestamp_seconds',
      'gauge',
      'When the configuration was last reloaded',
      reload.at / 1000,
    ],
    ['process_cpu_seconds_total', 'counter', 'CPU time spent, in seconds', (cpu.user + cpu.system) / 1e6],
    ['process_resident_memory_bytes', 'gauge', 'Resident memory', process.memoryUsage.rss()],
    ['process_start_time_seconds', 'gauge', 'When the process started, seconds since 1970', startedAt / 1000],
  ];
  return metrics
    .map(
      ([name, type, help, value, labels = '']) =>
        `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name}${labels} ${value}\n`,
    )
    .join('');
}
