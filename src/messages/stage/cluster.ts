/** Messages of the cluster stage: about the kube context, images, and access to the app. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const CLUSTER = area('cluster', {
  // Why `auto` chooses a stage
  noDocker: entry('docker is not installed', 'není tu docker'),
  noKubectl: entry('kubectl is not installed', 'není tu kubectl'),
  noKubeconfig: entry('there is no kubeconfig', 'není tu kubeconfig'),
  noCurrentContext: entry('there is no current kube context', 'není nastaven žádný kube context'),
  contextNeeded: entry<{ name: string }>(
    ({ name }) => `the kube context ${name} may be in use`,
    ({ name }) => cz`kube context ${name} možná někdo potřebuje`,
  ),
  playThere: entry<{ name: string }>(
    ({ name }) => `To play there, confirm it: --context ${name} --yes`,
    ({ name }) => cz`Chcete-li přesto hrát tam, potvrďte to: --context ${name} --yes`,
  ),
  noWayForImages: entry<{ name: string }>(
    ({ name }) => `pycont does not know how to load images into the cluster${name && ` of ${name}`}`,
    ({ name }) => cz`do clusteru${name && ` ${name}`} není jak dostat image`,
  ),
  nameLoaderToPlay: entry(
    'To play there, give a registry that the cluster can reach with --registry, or set PYCONT_IMAGE_LOADER to a program that takes an image as its argument',
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
    ({ why }) => `There is no kube context to use: ${why}`,
    ({ why }) => cz`Není kube context, na kterém hrát: ${why}`,
  ),
  noEnd: entry('kubectl does not end', 'kubectl neskončí'),
  noReason: entry('kubectl does not say why', 'kubectl neříká proč'),
  nameContext: entry(
    'See kubectl config get-contexts and choose one with --context, or use --stage embedded',
    'Podívejte se na kubectl config get-contexts a zvolte některý pomocí --context, nebo použijte --stage embedded',
  ),
  refused: entry<{ name: string; server: string; namespaces: readonly string[] }>(
    ({ name, server, namespaces }) =>
      `The kube context ${name} (${server}) may be in use: pycont creates and deletes a namespace '${namespaces.join("', '")}' there.`,
    ({ name, server, namespaces }) =>
      cz`Kube context ${name} (${server}) možná někdo potřebuje: pycont v něm zakládá a maže namespace „${namespaces.join('“, „')}“.`,
  ),
  confirm: entry<{ name: string }>(
    ({ name }) => `If that is all right, confirm it: --context ${name} --yes`,
    ({ name }) => cz`Jestli to nevadí, potvrďte to: --context ${name} --yes`,
  ),
  playing: entry<{ name: string }>(
    ({ name }) => `using the kube context ${name}`,
    ({ name }) => cz`hraje se na kube contextu ${name}`,
  ),
  kubeContext: entry<{ name: string }>(
    ({ name }) => `the kube context ${name}`,
    ({ name }) => cz`kube context ${name}`,
  ),
  noProgram: entry<{ program: string }>(
    ({ program }) => `${program} is not installed on this machine.`,
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
  refuses: entry<{ name: string; server: string; why: Text }>(
    ({ name, server, why }) => `The cluster of ${name} at ${server} does not accept requests: ${why}`,
    ({ name, server, why }) => cz`Cluster ${name} na ${server} nepřijímá požadavky: ${why}`,
  ),
  fixContext: entry(
    'Fix the kube context until kubectl version shows the version of the server; or continue without it: pycont stage switch embedded',
    'Opravte kube context, až kubectl version řekne i verzi serveru; nebo pokračujte bez něj: pycont stage switch embedded',
  ),
  doesNotAnswer: entry<{ name: string; server: string }>(
    ({ name, server }) => `The cluster of ${name} does not answer at ${server}.`,
    ({ name, server }) => cz`Cluster ${name} na ${server} neodpovídá.`,
  ),
  engineDoesNotAnswer: entry('The Docker Engine does not answer.', 'Docker Engine neodpovídá.'),
  start: entry(
    'Start it, then try again; or continue without it: pycont stage switch embedded',
    'Spusťte ho a zkuste to znovu; nebo pokračujte bez něj: pycont stage switch embedded',
  ),
  startAgain: entry(
    'Start it again, then try again; or continue without it: pycont stage switch embedded',
    'Nastartujte ho a zkuste to znovu; nebo pokračujte bez něj: pycont stage switch embedded',
  ),
  cluster: entry<{ name: string; server: string }>(
    ({ name, server }) => `The cluster of ${name} (${server})`,
    ({ name, server }) => cz`Cluster ${name} (${server})`,
  ),
  engine: entry('The Docker Engine', 'Docker Engine'),

  // Access to the app
  notReachable: entry('not reachable yet', 'zatím není dostupná'),
  reachable: entry<{ url: string; way: Text }>(
    ({ url, way }) => `${url}, through ${way}`,
    ({ url, way }) => cz`${url}, vede k ní ${way}`,
  ),
  ingress: entry<{ address: string }>(
    ({ address }) => `the ingress at ${address}`,
    ({ address }) => cz`ingress na ${address}`,
  ),
  portForwards: entry('port-forwards to its pods', 'port-forward do jejích podů'),
});
