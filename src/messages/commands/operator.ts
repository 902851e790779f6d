/** Messages of `pycont operator run`, besides those of the operator itself. */
import { cz } from '../czech.ts';
import { preposition } from '../czech-numerals.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const OPERATOR = area('operator', {
  // The live view
  inNamespace: entry<{ namespace: string }>(
    ({ namespace }) => `in namespace ${namespace}`,
    ({ namespace }) => cz`v namespace ${namespace}`,
  ),
  dryRun: entry<{ namespace: string }>(
    ({ namespace }) => `in namespace ${namespace}, changes nothing`,
    ({ namespace }) => cz`v namespace ${namespace}, nic nemění`,
  ),
  standsBy: entry<{ where: Text; holder: string }>(
    ({ where, holder }) => `${where}, on standby: ${holder} is the leader`,
    ({ where, holder }) => cz`${where}, čeká: koná ${holder}`,
  ),
  moreTargets: entry<{ count: number }>(
    ({ count }) => `, ${count} more not shown`,
    ({ count }) => cz`, dalších ${count} není vidět`,
  ),
  nothingYet: entry('nothing to scale yet', 'zatím není co škálovat'),
  waiting: entry('waiting to become the leader', 'čeká, až na něj dojde'),
  objective: entry('is the objective', 'je cíl'),
  ready: entry<{ ready: number; replicas: number }>(
    ({ ready, replicas }) => `${ready} of ${replicas} ready`,
    ({ ready, replicas }) => cz`ready ${ready} ${preposition('z', String(replicas))}`,
  ),
  bounds: entry<{ min: number; max: number }>(
    ({ min, max }) => `, ${min} to ${max}`,
    ({ min, max }) => cz`, ${min} až ${max}`,
  ),
  rate: entry<{ perSecond: number }>(
    ({ perSecond }, { number }) => `${number(perSecond, 0)} req/s`,
    ({ perSecond }, { number }) => cz`${number(perSecond, 0)} req/s`,
  ),

  // Lines
  standingBy: entry<{ holder: string }>(
    ({ holder }) => `On standby: ${holder} is the leader. --no-leader-election does not wait.`,
    ({ holder }) => cz`Čeká se: koná ${holder}. S --no-leader-election se nečeká.`,
  ),
  noneLabelled: entry<{ namespace: string; labels: string }>(
    ({ namespace, labels }) =>
      `No Deployment in namespace ${namespace} has the labels ${labels}. Waiting for one.`,
    ({ namespace, labels }) =>
      cz`Žádný Deployment v namespace ${namespace} nemá štítky ${labels}. Čeká se na něj.`,
  ),
  noScaler: entry<{ namespace: string }>(
    ({ namespace }) =>
      `There is no usable LatencyScaler in namespace ${namespace} yet. See 'kubectl get latencyscalers --all-namespaces', or give --deployment.`,
    ({ namespace }) =>
      cz`V namespace ${namespace} zatím není LatencyScaler, kterým by se šlo řídit. Viz kubectl get latencyscalers --all-namespaces, nebo zadejte --deployment.`,
  ),

  // Mistakes
  oneTarget: entry(
    '--deployment and --selector cannot be combined.',
    '--deployment a --selector se vylučují.',
  ),
  giveOneTarget: entry('Give only one of them', 'Zadejte jen jednu z nich'),
  prometheusSilent: entry<{ why: Text }>(
    ({ why }) => `Prometheus does not answer: ${why}`,
    ({ why }) => cz`Prometheus neodpovídá: ${why}`,
  ),
  prometheusRefuses: entry<{ why: Text }>(
    ({ why }) => `Prometheus refuses: ${why}`,
    ({ why }) => cz`Prometheus odmítá: ${why}`,
  ),
  seeService: entry<{ service: string; namespace: string }>(
    ({ service, namespace }) =>
      `see 'kubectl get service ${service} --namespace ${namespace}', or give --prometheus`,
    ({ service, namespace }) =>
      cz`Podívejte se na kubectl get service ${service} --namespace ${namespace}, nebo zadejte --prometheus`,
  ),
  checkAddress: entry(
    'check the address given with --prometheus: it is the address of the Prometheus web page, without /graph',
    'Zkontrolujte adresu zadanou v --prometheus: je to adresa stránky Promethea, bez /graph',
  ),
});
