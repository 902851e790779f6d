/** A parsed configuration. Times are in milliseconds. */
import type { RelabelRule } from './relabel.ts';

export interface TargetGroup {
  targets: string[];
  labels: Record<string, string>;
}

export interface KubernetesDiscovery {
  role: 'pod' | 'service' | 'endpoints';
  /** Empty: all namespaces that are readable. */
  namespaces: string[];
  ownNamespace: boolean;
  /** Default: the service account of the pod it runs in. */
  apiServer?: { url: string; caFile?: string; tokenFile?: string };
}

/** Addresses of names; of one that nobody has, none. */
export interface DnsDiscovery {
  names: string[];
  family: 4 | 6;
  port: number;
  refresh: number;
}

export interface ScrapeConfig {
  jobName: string;
  interval: number;
  timeout: number;
  metricsPath: string;
  scheme: 'http' | 'https';
  params: Record<string, string[]>;
  honorLabels: boolean;
  honorTimestamps: boolean;
  relabel: RelabelRule[];
  metricRelabel: RelabelRule[];
  staticGroups: TargetGroup[];
  files: { patterns: string[]; refresh: number }[];
  dns: DnsDiscovery[];
  kubernetes: KubernetesDiscovery[];
  /** 0: no limit. */
  sampleLimit: number;
  tls: { insecureSkipVerify: boolean; caFile?: string };
  /** The Authorization header, or a file with a bearer token. */
  authorization?: { header: string } | { tokenFile: string };
}

export interface PrometheusConfig {
  evaluationInterval: number;
  scrapeConfigs: ScrapeConfig[];
  /** As written, for `/api/v1/status/config`. */
  source: string;
}
