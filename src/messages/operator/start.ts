/** Why the operator cannot start, and the remedies. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const START = area('start', {
  serverRefuses: entry<{ url: string; why: Text }>(
    ({ url, why }) => `the API server ${url} refuses: ${why}`,
    ({ url, why }) => cz`API server ${url} odmítá: ${why}`,
  ),
  serverSilent: entry<{ url: string; why: Text }>(
    ({ url, why }) => `the API server ${url} does not answer: ${why}`,
    ({ url, why }) => cz`API server ${url} neodpovídá: ${why}`,
  ),
  checkServer: entry(
    "check 'kubectl version', or start the embedded stage: pycont stage up",
    'Zkontrolujte kubectl version, nebo spusťte prostředí embedded: pycont stage up',
  ),
  seeHelp: entry('see pycont operator run --help', 'Viz pycont operator run --help'),
  noResource: entry(
    'this cluster does not have the resource LatencyScaler',
    'tento cluster nemá zdroj LatencyScaler',
  ),
  installResource: entry(
    'install it: kubectl apply -k deploy/operator, or scale without them: pycont operator run --deployment NAME',
    'Nainstalujte ho: kubectl apply -k deploy/operator, nebo škálujte bez nich: pycont operator run --deployment NÁZEV',
  ),
  askForRights: entry<{ namespace: string }>(
    ({ namespace }) => `request the permissions in deploy/operator/rbac.yaml for namespace ${namespace}`,
    ({ namespace }) => cz`Vyžádejte si práva z deploy/operator/rbac.yaml v namespace ${namespace}`,
  ),
  noPort: entry<{ why: Text }>(
    ({ why }) => `/metrics cannot be served: ${why}`,
    ({ why }) => cz`/metrics nelze nabízet: ${why}`,
  ),
  otherPort: entry('choose another port', 'Zvolte jiný port'),
  seeNamespace: entry(
    'check that the namespace exists and that you may write leases in it, or give --no-leader-election',
    'Ověřte, že namespace existuje a jeho lease se smí zapisovat, nebo zadejte --no-leader-election',
  ),
  noDeployment: entry<{ name: string; namespace: string }>(
    ({ name, namespace }) => `there is no Deployment ${name} in namespace ${namespace}`,
    ({ name, namespace }) => cz`v namespace ${namespace} není Deployment ${name}`,
  ),
  seeDeployments: entry<{ namespace: string }>(
    ({ namespace }) => `see 'kubectl get deployments --namespace ${namespace}', or give --namespace`,
    ({ namespace }) =>
      cz`Podívejte se na kubectl get deployments --namespace ${namespace}, nebo zadejte --namespace`,
  ),
  notAnAddress: entry<{ text: string }>(
    ({ text }) => `${text} is not a valid address of Prometheus`,
    ({ text }) => cz`${text} není platná adresa Promethea`,
  ),
  giveAddress: entry(
    'give a URL (http://localhost:9090), or a Service: [namespace/]name[:port]',
    'Zadejte URL (http://localhost:9090), nebo Service: [namespace/]název[:port]',
  ),
});
