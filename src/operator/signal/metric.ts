/** The histogram of requests, and the names of its parts in Prometheus. */
export const METRIC = 'request_latency';
export const BUCKETS = `${METRIC}_bucket`;
export const SUM = `${METRIC}_sum`;
export const COUNT = `${METRIC}_count`;

/** The label of the path. If the scrape target has a label of that name, Prometheus renames the app's to `exported_`. */
export const ENDPOINT_LABELS = ['endpoint', 'exported_endpoint'];

/** Endpoints of scrapes and probes, not of users. */
export const INTERNAL = '/metrics|/check/.*';

/** The labels that identify a scraped process. Prometheus identifies its targets by job and instance. */
export const IDENTITY = ['cluster', 'namespace', 'pod', 'container', 'job', 'instance'] as const;
