/** How Prometheus is reached: by its URL, or through the API server of the stage. */
import http from 'node:http';
import { NAMESPACE } from '../../../notation/index.ts';
import { UserError } from '../../../errors/user-error.ts';
import { Api, KubernetesError, NoAnswer, exchange } from '../../../kubernetes/index.ts';
import { GRAPH, NETWORK } from '../../../messages/index.ts';
import { prometheusUrl } from '../../prometheus-url.ts';
import type { Settings } from '../../settings.ts';
import { clusterOf } from '../../talk/cluster.ts';

/** @param path from `/api/v1/` on @returns the body, whatever the status */
export type Ask = (path: string) => Promise<{ status: number; body: string }>;

const timeoutMs = 3000;
const SERVICE = `/api/v1/namespaces/${NAMESPACE}/services/prometheus:9090/proxy`;

export function directly(address: string): Ask {
  const url = prometheusUrl(address);
  const base = url.href.replace(/\/$/, '');
  const connection = url.protocol === 'https:' ? {} : { agent: new http.Agent({ keepAlive: true }) };
  return (path) => exchange(base + path, { connection, timeoutMs }).catch(noAnswer);
}

/** @throws UserError if there is no such context */
export async function throughCluster(settings: Settings): Promise<Ask> {
  const { load } = await clusterOf(settings).catch(noCluster);
  const api = new Api(load);
  return (path) => api.fetch('GET', SERVICE + path, { timeoutMs }).catch(noAnswer);
}

function noCluster(error: unknown): never {
  if (!(error instanceof KubernetesError)) throw error;
  throw new UserError(GRAPH.noPrometheus({ why: error.texts.message }), GRAPH.startStage, { cause: error });
}

function noAnswer(error: unknown): never {
  if (!(error instanceof NoAnswer)) throw error;
  throw new UserError(NETWORK.noAnswer({ ms: timeoutMs }), GRAPH.checkPrometheus, { cause: error });
}
