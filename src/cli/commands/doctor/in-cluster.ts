/** Checks of what is already in the cluster. */
import { NAMESPACE } from '../../../notation/index.ts';
import { DOCTOR_CLUSTER } from '../../../messages/index.ts';
import { kubectlOf } from './cluster.ts';
import type { Wanted } from './cluster.ts';
import type { Finding, Probe } from './probe.ts';

const PROMETHEUS = `/api/v1/namespaces/${NAMESPACE}/services/prometheus:9090/proxy`;

export async function ingress(probe: Probe, wanted: Wanted): Promise<Finding> {
  const way = probe.routeToApp();
  if (way) return { level: 'good', fact: DOCTOR_CLUSTER.reached({ way }) };
  const found = await kubectlOf(probe, wanted)('get', 'ingressclass', 'traefik', '--output=name');
  if (found) return { level: 'good', fact: DOCTOR_CLUSTER.ingressClass };
  return { level: 'note', fact: DOCTOR_CLUSTER.noIngressClass, remedy: DOCTOR_CLUSTER.nothingToDo };
}

/** The Prometheus of the graphs in scene seven and of the operator in scene nine. */
export async function prometheus(probe: Probe, wanted: Wanted): Promise<Finding> {
  const kubectl = kubectlOf(probe, wanted);
  const args = ['get', 'deployment', 'prometheus', `--namespace=${NAMESPACE}`, '--ignore-not-found'];
  const found = await kubectl(...args, '--output=name');
  if (!found) return { level: 'good', fact: DOCTOR_CLUSTER.noPrometheus };
  const answer = await kubectl('get', `--raw=${PROMETHEUS}/-/ready`);
  if (answer !== undefined) return { level: 'good', fact: DOCTOR_CLUSTER.prometheus };
  return {
    level: 'bad',
    fact: DOCTOR_CLUSTER.prometheusSilent,
    remedy: DOCTOR_CLUSTER.restartPrometheus({ namespace: NAMESPACE }),
  };
}

export async function namespace(probe: Probe, wanted: Wanted): Promise<Finding> {
  const named = { namespace: NAMESPACE };
  const args = ['get', 'namespace', NAMESPACE, '--ignore-not-found', '--output=jsonpath={.status.phase}'];
  const found = await kubectlOf(probe, wanted)(...args);
  if (found === '') return { level: 'good', fact: DOCTOR_CLUSTER.noNamespace(named) };
  if (found === undefined) {
    return {
      level: 'bad',
      fact: DOCTOR_CLUSTER.namespaceUnseen(named),
      remedy: DOCTOR_CLUSTER.seeNamespaces,
    };
  }
  if (found === 'Terminating') {
    return {
      level: 'bad',
      fact: DOCTOR_CLUSTER.terminating(named),
      remedy: DOCTOR_CLUSTER.waitForNamespace(named),
    };
  }
  return {
    level: 'note',
    fact: DOCTOR_CLUSTER.namespace(named),
    remedy: DOCTOR_CLUSTER.reset,
  };
}
