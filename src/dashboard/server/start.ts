import type { Dashboard, DashboardOptions } from '../options.ts';

/** Serves the dashboard until it is closed. Rejects if the port cannot be had; a cluster that is away is waited for. */
export function startDashboard(_options: DashboardOptions): Promise<Dashboard> {
  return Promise.reject(new Error('not yet'));
}
