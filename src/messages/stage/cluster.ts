/** What the cluster stage says: of the kube context, of the way images take, of the way to the app. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const CLUSTER = area('cluster', {
  // Why `auto` takes which stage
  noDocker: entry('there is no docker here', 'není tu docker'),
  noKubectl: entry('there is no kubectl here', 'není tu kubectl'),
  noKubeconfig: entry('there is no kubeconfig', 'není tu kubeconfig'),
  noCurrentContext: entry('there is no current kube context', 'není nastaven žádný kube context'),
  contextNeeded: entry<{ name: string }>(
    ({ name }) => `the kube context ${name} may be one that somebody needs`,
    ({ name }) => cz`kube context ${name} možná někdo potřebuje`,
  ),
  playThere: entry<{ name: string }>(
    ({ name }) => `To play there all the same, say so: --context ${name} --yes`,
    ({ name }) => cz`Chcete-li přesto hrát tam, řekněte to: --context ${name} --yes`,
  ),
  noWayForImages: entry<{ name: string }>(
    ({ name }) => `no way is known to bring images into the cluster${name && ` of ${name}`}`,
    ({ name }) => cz`do clusteru${name && ` ${name}`} není jak dostat image`,
  ),
  nameLoaderToPlay: entry(
    'To play there, name a registry that it knows with --registry, or a program that takes an image as its argument in PYCONT_IMAGE_LOADER',
    'Abyste mohli hrát tam, uveďte registry, kterou cluster zná, pomocí --registry, nebo v PYCONT_IMAGE_LOADER program, který dostane image jako argument',
  ),
  engineSilent: entry('the Docker Engine does not answer', 'Docker Engine neodpovídá'),
  clusterSilent: entry<{ name: string }>(
    ({ name }) => `the cluster of ${name} does not answer`,
    ({ name }) => cz`cluster ${name} neodpovídá`,
  ),
  bothAnswer: entry<{ name: string }>(
    ({ name }) => `a Docker Engine and the throw-away cluster of ${name} answer`,
    ({ name }) => cz`odpovídá Docker Engine i cluster ${name}, který nikdo nepotřebuje`,
  ),

  // The kube context
  noContextToPlayOn: entry<{ why: Text }>(
    ({ why }) => `There is no kube context to play on: ${why}`,
    ({ why }) => cz`Není kube context, na kterém hrát: ${why}`,
  ),
  noEnd: entry('kubectl does not come to an end', 'kubectl neskončí'),
  noReason: entry('kubectl does not say why', 'kubectl neříká proč'),
  nameContext: entry(
    'See kubectl config get-contexts and name one with --context, or use --stage embedded',
    'Podívejte se na kubectl config get-contexts a zvolte některý pomocí --context, nebo použijte --stage embedded',
  ),
  refused: entry<{ name: string; server: string; namespaces: readonly string[] }>(
    ({ name, server, namespaces }) =>
      `The kube context ${name} (${server}) may be one that somebody needs: pycont creates and deletes a namespace '${namespaces.join("', '")}' there.`,
    ({ name, server, namespaces }) =>
      cz`Kube context ${name} (${server}) možná někdo potřebuje: pycont v něm zakládá a maže namespace „${namespaces.join('“, „')}“.`,
  ),
  confirm: entry<{ name: string }>(
    ({ name }) => `If that is all right, say so: --context ${name} --yes`,
    ({ name }) => cz`Jestli to nevadí, řekněte to: --context ${name} --yes`,
  ),
  playing: entry<{ name: string }>(
    ({ name }) => `playing on the kube context ${name}`,
    ({ name }) => cz`hraje se na kube contextu ${name}`,
  ),
  kubeContext: entry<{ name: string }>(
    ({ name }) => `the kube context ${name}`,
    ({ name }) => cz`kube context ${name}`,
  ),
  noProgram: entry<{ program: string }>(
    ({ program }) => `There is no ${program} on this machine.`,
    ({ program }) => cz`Na tomto stroji není ${program}.`,
  ),
  installEngine: entry(
    'Install a Docker Engine, or use --stage embedded',
    'Nainstalujte Docker Engine, nebo použijte --stage embedded',
  ),
  installKubectl: entry(
    'Install kubectl, or use --stage embedded',
    'Nainstalujte kubectl, nebo použijte --stage embedded',
  ),

  // Whether it answers
  cannotBeAsked: entry<{ name: string; server: string; why: Text }>(
    ({ name, server, why }) => `The cluster of ${name} at ${server} cannot be asked: ${why}`,
    ({ name, server, why }) => cz`Clusteru ${name} na ${server} se nelze zeptat: ${why}`,
  ),
  fixContext: entry(
    'Fix the kube context, until kubectl version tells that of the server; or go on without it: pycont stage switch embedded',
    'Opravte kube context, až kubectl version řekne i verzi serveru; nebo pokračujte bez něj: pycont stage switch embedded',
  ),
  doesNotAnswer: entry<{ name: string; server: string }>(
    ({ name, server }) => `The cluster of ${name} does not answer at ${server}.`,
    ({ name, server }) => cz`Cluster ${name} na ${server} neodpovídá.`,
  ),
  engineDoesNotAnswer: entry('The Docker Engine does not answer.', 'Docker Engine neodpovídá.'),
  start: entry(
    'Start it, then try again; or go on without it: pycont stage switch embedded',
    'Spusťte ho a zkuste to znovu; nebo pokračujte bez něj: pycont stage switch embedded',
  ),
  startAgain: entry(
    'Start it again, then try again; or go on without it: pycont stage switch embedded',
    'Nastartujte ho a zkuste to znovu; nebo pokračujte bez něj: pycont stage switch embedded',
  ),
  cluster: entry<{ name: string; server: string }>(
    ({ name, server }) => `The cluster of ${name} (${server})`,
    ({ name, server }) => cz`Cluster ${name} (${server})`,
  ),
  engine: entry('The Docker Engine', 'Docker Engine'),

  // The way to the app
  notReachable: entry('not reachable yet', 'zatím není dostupná'),
  reachable: entry<{ url: string; way: Text }>(
    ({ url, way }) => `${url}, by ${way}`,
    ({ url, way }) => cz`${url}, vede k ní ${way}`,
  ),
  ingress: entry<{ address: string }>(
    ({ address }) => `the ingress at ${address}`,
    ({ address }) => cz`ingress na ${address}`,
  ),
  portForwards: entry('port-forwards to its pods', 'port-forward do jejích podů'),
});
