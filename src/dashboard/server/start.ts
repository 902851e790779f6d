import { TextError, textOf } from '../../kubernetes/index.ts';
import { DASHBOARD_SERVER } from '../../messages/dashboard/index.ts';
import type { Dashboard, DashboardOptions } from '../options.ts';
import { Live } from './live.ts';
import { servePage } from './serve.ts';

/**
 * Serves the dashboard until it is closed; a cluster that is away is waited for.
 * @throws TextError if it cannot listen, or the URL of Prometheus is not valid
 */
export async function startDashboard(options: DashboardOptions): Promise<Dashboard> {
  const live = new Live(options);
  const { kube, log } = options;
  try {
    const { url, close } = await servePage({
      ...options,
      anyPort: kube.inCluster,
      browsers: live.browsers,
      warn: log.warn,
    });
    log.info(DASHBOARD_SERVER.listening({ url }));
    let closed: Promise<unknown> | undefined;
    return { url, close: async () => void (await (closed ??= Promise.all([live.close(), close()]))) };
  } catch (error) {
    await live.close();
    throw new TextError(DASHBOARD_SERVER.noPort({ why: textOf(error) }), { cause: error });
  }
}
