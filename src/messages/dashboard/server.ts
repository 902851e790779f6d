/** What the dashboard's server says: in its log, and to a browser that it refuses. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';

export const DASHBOARD_SERVER = area('dashboard-server', {
  listening: entry<{ url: string }>(
    ({ url }) => `the dashboard is at ${url}`,
    ({ url }) => cz`dashboard je na ${url}`,
  ),
});
