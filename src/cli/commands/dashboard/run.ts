/** `pycont dashboard`: the dashboard in this process, for the browsers of this machine. */
import { join } from 'node:path';
import { startDashboard } from '../../../dashboard/index.ts';
import { UserError } from '../../../errors/user-error.ts';
import { KubernetesError } from '../../../kubernetes/index.ts';
import { WEB, translator } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import { packageRoot } from '../../../system/package-root.ts';
import { prometheusUrl } from '../../prometheus-url.ts';
import type { Settings } from '../../settings.ts';
import { clusterOf } from '../../talk/cluster.ts';
import { serve } from '../../web/serve.ts';
import type { WebFlags } from '../../web/serve.ts';
import { ShowCaption } from './show-caption.ts';

export interface DashboardFlags extends WebFlags {
  namespace: string;
  prometheus?: string;
}

/** The cluster need not be there yet: the page says so. @throws UserError for a context that does not exist */
export async function runDashboard(flags: DashboardFlags, settings: Settings): Promise<void> {
  const { namespace, port } = flags;
  const prometheus = flags.prometheus === undefined ? undefined : prometheusUrl(flags.prometheus).href;
  const kube = await clusterOf(settings, { orLater: true }).catch(noCluster);
  const translate = translator(settings.language);
  const caption = new ShowCaption(settings);
  try {
    await serve(
      {
        type: 'dashboard',
        at: ({ url }) => WEB.dashboard({ url, namespace, context: kube.context }),
        start: () =>
          startDashboard({
            kube,
            namespace,
            port,
            prometheus,
            assets: join(packageRoot(), 'dist', 'dashboard'),
            language: settings.language,
            caption,
            // Where it listens is printed by `serve`.
            log: { info: () => {}, warn: eachOnce((what) => process.stderr.write(`  ${translate(what)}\n`)) },
          }),
      },
      flags,
      settings,
    );
  } finally {
    caption.close();
  }
}

/** What is away is tried again and again: the page says since when. */
function eachOnce(tell: (what: Text) => void): (what: Text) => void {
  const told = new Set<string>();
  return (what) => {
    if (told.has(String(what))) return;
    told.add(String(what));
    tell(what);
  };
}

function noCluster(error: unknown): never {
  if (!(error instanceof KubernetesError)) throw error;
  const { message, remedy } = error.texts;
  throw new UserError(message, remedy, { exitCode: 2, cause: error });
}
