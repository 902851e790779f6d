/** Reads prometheus.yml: validates supported options and sets defaults. Durations in milliseconds. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { UserError } from '../../errors/user-error.ts';
import { invalid, Section } from './config-section.ts';
import type { Warn } from './config-section.ts';
import { readDns } from './config-dns.ts';
import { readRelabelRules } from './relabel.ts';

import type { KubernetesDiscovery, PrometheusConfig, ScrapeConfig, TargetGroup } from './config-types.ts';

/** @throws UserError when the file cannot be read or is not valid */
export async function loadConfig(file: string, warn: Warn): Promise<PrometheusConfig> {
  const source = await readFile(file, 'utf8').catch((error: Error) => {
    throw new UserError(
      `The Prometheus configuration cannot be read: ${error.message}.`,
      'Name it with --config.file.',
    );
  });
  return readConfig(source, dirname(resolve(file)), warn);
}

/** @param folder base of relative file names in the configuration */
export function readConfig(source: string, folder: string, warn: Warn): PrometheusConfig {
  const document = parseDocument(source);
  const [mistake] = document.errors;
  if (mistake) throw invalid(mistake.message.split('\n')[0]?.replace(/:$/, '') ?? 'not YAML');
  const root = new Section(
    document.toJS(),
    '',
    ['global', 'scrape_configs'],
    ['rule_files', 'alerting', 'remote_write', 'remote_read', 'storage', 'tracing', 'scrape_config_files'],
    warn,
  );
  const global = new Section(
    root.raw('global'),
    'global',
    ['scrape_interval', 'scrape_timeout', 'evaluation_interval'],
    ['external_labels', 'query_log_file', 'body_size_limit', 'sample_limit', 'label_limit', 'target_limit'],
    warn,
  );
  const defaults = {
    interval: global.duration('scrape_interval') ?? 60_000,
    timeout: global.duration('scrape_timeout'),
  };
  const scrapeConfigs = root
    .list('scrape_configs')
    .map((value, index) => readScrapeConfig(value, `scrape_configs[${index}]`, defaults, folder, warn));
  const names = scrapeConfigs.map(({ jobName }) => jobName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw invalid(`found multiple scrape configs with job name ${JSON.stringify(twice)}`);
  return { evaluationInterval: global.duration('evaluation_interval') ?? 60_000, scrapeConfigs, source };
}

const HONOURED =
  `job_name scrape_interval scrape_timeout metrics_path scheme params honor_labels honor_timestamps
  relabel_configs metric_relabel_configs static_configs file_sd_configs dns_sd_configs kubernetes_sd_configs sample_limit
  tls_config  basic_auth authorization bearer_token bearer_token_file`.split(/\s+/);
const KNOWN = `follow_redirects enable_http2 proxy_url proxy_connect_header body_size_limit label_limit
  label_name_length_limit label_value_length_limit target_limit oauth2 scrape_classic_histograms
  azure_sd_configs consul_sd_configs digitalocean_sd_configs docker_sd_configs dockerswarm_sd_configs
  ec2_sd_configs eureka_sd_configs gce_sd_configs hetzner_sd_configs http_sd_configs ionos_sd_configs kuma_sd_configs
  lightsail_sd_configs linode_sd_configs marathon_sd_configs nerve_sd_configs nomad_sd_configs openstack_sd_configs
  ovhcloud_sd_configs puppetdb_sd_configs scaleway_sd_configs serverset_sd_configs triton_sd_configs
  uyuni_sd_configs vultr_sd_configs`.split(/\s+/);

function readScrapeConfig(
  value: unknown,
  path: string,
  defaults: { interval: number; timeout: number | undefined },
  folder: string,
  warn: Warn,
): ScrapeConfig {
  const section = new Section(value, path, HONOURED, KNOWN, warn);
  const jobName = section.text('job_name');
  if (!jobName) throw invalid(`${path}: job_name is empty`);
  const interval = section.duration('scrape_interval') ?? defaults.interval;
  const ownTimeout = section.duration('scrape_timeout');
  if (interval <= 0) throw invalid(`${path}: scrape_interval must be above 0`);
  if (ownTimeout !== undefined && ownTimeout > interval)
    throw invalid(
      `${path}: scrape timeout greater than scrape interval for scrape config with job name ${JSON.stringify(jobName)}`,
    );
  const scheme = section.text('scheme') ?? 'http';
  if (scheme !== 'http' && scheme !== 'https') throw invalid(`${section.at('scheme')} must be http or https`);
  return {
    jobName,
    interval,
    timeout: ownTimeout ?? Math.min(defaults.timeout ?? 10_000, interval),
    metricsPath: section.text('metrics_path') ?? '/metrics',
    scheme,
    params: readParams(section),
    honorLabels: section.flag('honor_labels', false),
    honorTimestamps: section.flag('honor_timestamps', true),
    relabel: readRelabelRules(section.list('relabel_configs'), section.at('relabel_configs'), warn),
    metricRelabel: readRelabelRules(
      section.list('metric_relabel_configs'),
      section.at('metric_relabel_configs'),
      warn,
    ),
    staticGroups: section
      .list('static_configs')
      .map((group, index) => readGroup(group, `${section.at('static_configs')}[${index}]`, warn)),
    files: section.list('file_sd_configs').map((files, index) => {
      const one = new Section(
        files,
        `${section.at('file_sd_configs')}[${index}]`,
        ['files', 'refresh_interval'],
        [],
        warn,
      );
      return {
        patterns: one.texts('files').map((name) => resolve(folder, name)),
        refresh: one.duration('refresh_interval') ?? 300_000,
      };
    }),
    dns: section
      .list('dns_sd_configs')
      .map((one, index) => readDns(one, `${section.at('dns_sd_configs')}[${index}]`, warn)),
    kubernetes: section
      .list('kubernetes_sd_configs')
      .map((one, index) =>
        readKubernetes(one, `${section.at('kubernetes_sd_configs')}[${index}]`, folder, warn),
      ),
    sampleLimit: section.integer('sample_limit') ?? 0,
    tls: readTls(section, folder, warn),
    ...readAuthorization(section, folder, warn),
  };
}

function readParams(section: Section): Record<string, string[]> {
  const params = section.raw('params') ?? {};
  if (typeof params !== 'object')
    throw invalid(`${section.at('params')} must be a mapping of names to lists`);
  return Object.fromEntries(
    Object.entries(params).map(([name, values]) => [name, [values].flat().map(String)]),
  );
}

export function readGroup(value: unknown, path: string, warn: Warn): TargetGroup {
  const group = new Section(value, path, ['targets', 'labels'], [], warn);
  return { targets: group.texts('targets'), labels: group.map('labels') };
}

function readTls(section: Section, folder: string, warn: Warn): ScrapeConfig['tls'] {
  const known = ['cert_file', 'key_file', 'server_name', 'min_version', 'max_version', 'ca', 'cert', 'key'];
  const tls = new Section(
    section.raw('tls_config'),
    section.at('tls_config'),
    ['insecure_skip_verify', 'ca_file'],
    known,
    warn,
  );
  const caFile = tls.text('ca_file');
  return {
    insecureSkipVerify: tls.flag('insecure_skip_verify', false),
    ...(caFile ? { caFile: resolve(folder, caFile) } : {}),
  };
}

function readAuthorization(
  section: Section,
  folder: string,
  warn: Warn,
): Pick<ScrapeConfig, 'authorization'> {
  const file = (name: string) => ({ authorization: { tokenFile: resolve(folder, name) } });
  const basic = new Section(
    section.raw('basic_auth'),
    section.at('basic_auth'),
    ['username', 'password'],
    ['password_file', 'username_file'],
    warn,
  );
  const own = new Section(
    section.raw('authorization'),
    section.at('authorization'),
    ['type', 'credentials', 'credentials_file'],
    [],
    warn,
  );
  if (basic.has('username')) {
    const pair = Buffer.from(`${basic.text('username')}:${basic.text('password') ?? ''}`).toString('base64');
    return { authorization: { header: `Basic ${pair}` } };
  }
  const tokenFile = own.text('credentials_file') ?? section.text('bearer_token_file');
  if (tokenFile) return file(tokenFile);
  const token = own.text('credentials') ?? section.text('bearer_token');
  return token ? { authorization: { header: `${own.text('type') ?? 'Bearer'} ${token}` } } : {};
}

function readKubernetes(value: unknown, path: string, folder: string, warn: Warn): KubernetesDiscovery {
  const keys = ['role', 'namespaces', 'api_server', 'tls_config', 'authorization', 'bearer_token_file'];
  const known = [
    'selectors',
    'kubeconfig_file',
    'basic_auth',
    'oauth2',
    'proxy_url',
    'follow_redirects',
    'enable_http2',
    'attach_metadata',
  ];
  const section = new Section(value, path, keys, known, warn);
  const role = section.text('role');
  if (role !== 'pod' && role !== 'service' && role !== 'endpoints')
    throw invalid(
      `${section.at('role')}: ${JSON.stringify(role ?? '')} is not supported, use pod, service or endpoints`,
    );
  const namespaces = new Section(
    section.raw('namespaces'),
    section.at('namespaces'),
    ['names', 'own_namespace'],
    [],
    warn,
  );
  const url = section.text('api_server');
  const { caFile } = readTls(section, folder, warn);
  const authorization = readAuthorization(section, folder, warn).authorization;
  const tokenFile = authorization && 'tokenFile' in authorization ? authorization.tokenFile : undefined;
  return {
    role,
    namespaces: namespaces.texts('names'),
    ownNamespace: namespaces.flag('own_namespace', false),
    ...(url
      ? { apiServer: { url, ...(caFile ? { caFile } : {}), ...(tokenFile ? { tokenFile } : {}) } }
      : {}),
  };
}
