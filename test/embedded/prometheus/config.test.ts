import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../../src/embedded/prometheus/config.ts';
import { readFlags } from '../../../src/embedded/prometheus/flags.ts';
import { packageRoot } from '../../../src/system/package-root.ts';
import { UserError } from '../../../src/errors/user-error.ts';

function read(source: string) {
  const warnings: string[] = [];
  return { config: readConfig(source, '/etc/prometheus', (message) => warnings.push(message)), warnings };
}

test("all keys of the talk's configuration are supported", async () => {
  const { config, warnings } = read(
    await readFile(join(packageRoot(), 'deploy/monitoring/prometheus.yml'), 'utf8'),
  );
  expect(warnings).toEqual([]);
  expect(config.scrapeConfigs.map(({ jobName }) => jobName)).toContain('pods');
});

test('defaults are those of Prometheus', () => {
  const { config } = read('scrape_configs: [{ job_name: a, static_configs: [{ targets: [x] }] }]');
  expect(config.evaluationInterval).toBe(60_000);
  expect(config.scrapeConfigs[0]).toMatchObject({
    interval: 60_000,
    timeout: 10_000,
    metricsPath: '/metrics',
    scheme: 'http',
    honorLabels: false,
    honorTimestamps: true,
  });
});

test('a timeout is never longer than the interval', () => {
  const { config } = read('{ global: { scrape_interval: 2s }, scrape_configs: [{ job_name: a }] }');
  expect(config.scrapeConfigs[0]?.timeout).toBe(2000);
  expect(() => read('scrape_configs: [{ job_name: a, scrape_interval: 1s, scrape_timeout: 2s }]')).toThrow(
    'scrape timeout greater than scrape interval',
  );
});

test('an unsupported option of Prometheus gives a warning with its name', () => {
  const { warnings } = read(
    '{ rule_files: [a.yml], scrape_configs: [{ job_name: a, http_sd_configs: [] }] }',
  );
  expect(warnings.join('\n')).toMatch(
    /^rule_files is not honoured.*\nscrape_configs\[0\]\.http_sd_configs is not honoured/,
  );
});

test.each([
  ['scrape_config: []', 'field "scrape_config" not found'],
  ['scrape_configs: [{ job_name: a, intervall: 1s }]', 'field "intervall" not found in scrape_configs[0]'],
  ['scrape_configs: [{}]', 'job_name is empty'],
  ['scrape_configs: [{ job_name: a }, { job_name: a }]', 'multiple scrape configs with job name "a"'],
  ['global: { scrape_interval: soon }', 'global.scrape_interval: not a valid duration string: "soon"'],
  ['scrape_configs: [{ job_name: a, scheme: ftp }]', 'scrape_configs[0].scheme must be http or https'],
  [
    'scrape_configs: [{ job_name: a, kubernetes_sd_configs: [{ role: ingress }] }]',
    '"ingress" is not supported',
  ],
  ['scrape_configs: [{ job_name: a, dns_sd_configs: [{ names: [x] }] }]', '"SRV" is not supported'],
  [
    'scrape_configs: [{ job_name: a, dns_sd_configs: [{ names: [x], type: A }] }]',
    'a port is required in DNS-SD configs',
  ],
  [
    'scrape_configs: [{ job_name: a, dns_sd_configs: [{ type: A, port: 1 }] }]',
    'must contain at least one SRV record name',
  ],
  ['scrape_configs: [{ job_name: a, honor_labels: maybe }]', 'honor_labels must be true or false'],
  ['global: [', 'configuration is not valid'],
  ['just text', 'the file must be a mapping'],
])('%s is refused', (source, message) => {
  expect(() => read(source)).toThrow(message);
  expect(() => read(source)).toThrow(UserError);
});

test('flags of the real program', () => {
  const ignored: string[] = [];
  const flags = readFlags(
    [
      '--config.file=/c.yml',
      '--storage.tsdb.path',
      '/data',
      '--web.listen-address=127.0.0.1:1',
      '--storage.tsdb.retention.time=6h',
      '--web.enable-lifecycle',
      '--log.level=debug',
    ],
    (flag) => ignored.push(flag),
  );
  expect(flags).toMatchObject({
    configFile: '/c.yml',
    storagePath: '/data',
    listen: { host: '127.0.0.1', port: 1 },
    retention: 6 * 3600_000,
    enableLifecycle: true,
  });
  expect(ignored).toEqual(['log.level']);
});

test.each([
  [['--nonsense'], 'Unknown flag --nonsense'],
  [['--web.listen-address=here'], 'not an address'],
  [['--storage.tsdb.retention.time=soon'], 'not a valid duration'],
  [['extra'], 'Unexpected argument "extra"'],
])('flags %j are refused', (argv, message) => {
  expect(() => readFlags(argv, () => {})).toThrow(message);
});
