/** The dashboard: its public interface. */
export type { CaptionSource, Dashboard, DashboardOptions } from './options.ts';
export { Browsers } from './server/browsers.ts';
export { servePage } from './server/serve.ts';
export { startDashboard } from './server/start.ts';
export type { Caption } from './view/view.ts';
