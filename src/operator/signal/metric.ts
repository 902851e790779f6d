/** The histogram that tells of requests, and what Prometheus calls the parts of it: all names are here. */
export const METRIC = 'request_latency';
export const BUCKETS = `${METRIC}_bucket`;
export const SUM = `${METRIC}_sum`;
export const COUNT = `${METRIC}_count`;

/** The label of the path. Where the target has one of this name, Prometheus calls the app's own `exported_`. */
export const ENDPOINT_LABELS = ['endpoint', 'exported_endpoint'];

/** Endpoints that no user waits for: scrapes and probes. */
export const INTERNAL = '/metrics|/check/.*';

/** What tells one scraped process from another. Prometheus knows targets by job and instance. */
export const IDENTITY = ['cluster', 'namespace', 'pod', 'container', 'job', 'instance'] as const;
