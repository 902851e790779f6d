/** What the talk finds in the cluster already. */
import { NAMESPACE } from '../../../notation/index.ts';
import { kubectlOf } from './cluster.ts';
import type { Wanted } from './cluster.ts';
import type { Finding, Probe } from './probe.ts';

const PROMETHEUS = `/api/v1/namespaces/${NAMESPACE}/services/prometheus:9090/proxy`;

export async function ingress(probe: Probe, wanted: Wanted): Promise<Finding> {
  const taken = probe.wayToApp();
  if (taken) return { level: 'good', fact: `the app is reached by ${taken}` };
  const found = await kubectlOf(probe, wanted)('get', 'ingressclass', 'traefik', '--output=name');
  if (found) {
    return {
      level: 'good',
      fact: 'the app is reached through the ingress class traefik if its controller answers on this machine, else by port-forwards that pycont keeps alive',
    };
  }
  return {
    level: 'note',
    fact: 'there is no ingress class traefik: the app is reached by port-forwards that pycont keeps alive',
    mend: 'Nothing must be done; kubectl apply -k deploy/ingress/traefik installs one',
  };
}

/** What the graphs of scene seven and the operator of scene nine ask. */
export async function prometheus(probe: Probe, wanted: Wanted): Promise<Finding> {
  const kubectl = kubectlOf(probe, wanted);
  const args = ['get', 'deployment', 'prometheus', `--namespace=${NAMESPACE}`, '--ignore-not-found'];
  const found = await kubectl(...args, '--output=name');
  if (!found) return { level: 'good', fact: 'Prometheus is not there yet: scene load installs it' };
  const answer = await kubectl('get', `--raw=${PROMETHEUS}/-/ready`);
  if (answer !== undefined) return { level: 'good', fact: 'Prometheus is there, and answers' };
  return {
    level: 'bad',
    fact: 'Prometheus is there, but does not answer',
    mend: `See kubectl describe pods -l app=prometheus --namespace ${NAMESPACE}, then kubectl rollout restart deployment/prometheus --namespace ${NAMESPACE}`,
  };
}

export async function namespace(probe: Probe, wanted: Wanted): Promise<Finding> {
  const args = ['get', 'namespace', NAMESPACE, '--ignore-not-found', '--output=jsonpath={.status.phase}'];
  const found = await kubectlOf(probe, wanted)(...args);
  if (found === '') return { level: 'good', fact: `there is no namespace ${NAMESPACE} yet` };
  if (found === undefined) {
    return {
      level: 'bad',
      fact: `whether there is a namespace ${NAMESPACE} cannot be seen`,
      mend: 'See what kubectl get namespaces says',
    };
  }
  if (found === 'Terminating') {
    return {
      level: 'bad',
      fact: `the namespace ${NAMESPACE} is being deleted, and no scene can use it until it is gone`,
      mend: `Wait a moment; if it stays, kubectl describe namespace ${NAMESPACE} says what holds it`,
    };
  }
  return {
    level: 'note',
    fact: `the namespace ${NAMESPACE} is there: of a talk in progress, or left by one`,
    mend: 'End it with pycont scene reset',
  };
}
