/** Findings of `pycont doctor` about the kube context and its cluster. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const DOCTOR_CLUSTER = area('doctorCluster', {
  // The context
  noContext: entry<{ name: string; why: Text | undefined }>(
    ({ name, why }) => `there is no kube context ${name}${why ? ` to use: ${why}` : ''}`,
    ({ name, why }) => cz`kube context ${name}${why ? `, na kterém hrát, není: ${why}` : ' není'}`,
  ),
  noCurrentContext: entry<{ why: Text | undefined }>(
    ({ why }) => `there is no current kube context${why ? `: ${why}` : ''}`,
    ({ why }) => cz`není nastaven žádný kube context${why ? `, na kterém hrát: ${why}` : ''}`,
  ),
  throwAway: entry<{ name: string; server: string }>(
    ({ name, server }) => `${name} (${server}) is a throw-away cluster`,
    ({ name, server }) => cz`${name} (${server}) je cluster, který nikdo nepotřebuje`,
  ),
  confirmed: entry<{ name: string; server: string }>(
    ({ name, server }) => `${name} (${server}) is used because you confirmed it`,
    ({ name, server }) => cz`${name} (${server}) se použije, protože jste to potvrdili`,
  ),
  mayBeInUse: entry<{ name: string; server: string }>(
    ({ name, server }) => `${name} (${server}) may be a cluster that is in use`,
    ({ name, server }) => cz`${name} (${server}) je možná cluster, který někdo potřebuje`,
  ),
  confirm: entry<{ namespace: string; name: string }>(
    ({ namespace, name }) =>
      `If pycont may create and delete the namespace ${namespace} there, confirm it: --context ${name} --yes`,
    ({ namespace, name }) =>
      cz`Pokud tam pycont smí zakládat a mazat namespace ${namespace}, potvrďte to: --context ${name} --yes`,
  ),

  // The API server
  refuses: entry<{ why: Text }>(
    ({ why }) => `the cluster does not accept requests: ${why}`,
    ({ why }) => cz`cluster nepřijímá požadavky: ${why}`,
  ),
  fixContext: entry(
    'Fix the kube context until kubectl version shows the version of the server, or use --stage embedded',
    'Opravte kube context, až kubectl version řekne i verzi serveru, nebo použijte --stage embedded',
  ),
  silent: entry('the API server does not answer', 'API server neodpovídá'),
  start: entry(
    'Start the cluster, or use --stage embedded',
    'Spusťte cluster, nebo použijte --stage embedded',
  ),
  kubernetes: entry<{ version: string }>(
    ({ version }) => `Kubernetes ${version}`,
    ({ version }) => cz`Kubernetes ${version}`,
  ),
  tooOld: entry<{ version: string; minor: number }>(
    ({ version, minor }) => `Kubernetes ${version} is older than 1.${minor}`,
    ({ version, minor }) => cz`Kubernetes ${version} je starší než 1.${minor}`,
  ),
  makeNewer: entry<{ minor: number }>(
    ({ minor }) => `Create a cluster with version 1.${minor} or newer`,
    ({ minor }) => cz`Založte cluster verze 1.${minor} nebo novější`,
  ),

  // What the talk may do there
  notAllowed: entry<{ permissions: string }>(
    ({ permissions }) => `not allowed: ${permissions}`,
    ({ permissions }) => cz`není dovoleno: ${permissions}`,
  ),
  useAdministrator: entry(
    'Use a context whose user may do that; on a throw-away cluster that is its administrator',
    'Použijte context, jehož uživatel to smí; v clusteru na jedno použití je to jeho správce',
  ),
  allowed: entry('everything that the talk does is allowed', 'vše, co přednáška dělá, je dovoleno'),
  permissionsUnknown: entry<{ permissions: string }>(
    ({ permissions }) => `the cluster did not say in time whether this is allowed: ${permissions}`,
    ({ permissions }) => cz`cluster neřekl včas, zda je dovoleno: ${permissions}`,
  ),
  askAgain: entry(
    'Run pycont doctor again when this machine is less busy',
    'Spusťte pycont doctor znovu, až bude mít stroj méně práce',
  ),

  // How images get into the cluster
  loader: entry<{ loader: Text }>(
    ({ loader }) => `${loader} loads images into the cluster`,
    ({ loader }) => cz`image předává ${loader}`,
  ),
  loaderMissing: entry<{ loader: Text; program: string }>(
    ({ loader, program }) => `images are loaded by ${loader}, but ${program} is not installed`,
    ({ loader, program }) => cz`image předává ${loader}, ale ${program} tu není`,
  ),
  installLoader: entry<{ program: string }>(
    ({ program }) => `Install ${program}, or set another program in PYCONT_IMAGE_LOADER`,
    ({ program }) => cz`Nainstalujte ${program}, nebo uveďte v PYCONT_IMAGE_LOADER jiný program`,
  ),
  registryAnswers: entry<{ registry: string }>(
    ({ registry }) => `images go through the registry ${registry}, which answers`,
    ({ registry }) => cz`image předává registry ${registry}, která odpovídá`,
  ),
  registryNeedsLogin: entry<{ registry: string }>(
    ({ registry }) => `images go through the registry ${registry}, which requires a login`,
    ({ registry }) => cz`image předává registry ${registry}, která vyžaduje přihlášení`,
  ),
  logIn: entry<{ registry: string }>(
    ({ registry }) => `Run docker login ${registry}, and check that the nodes may pull from it`,
    ({ registry }) => cz`docker login ${registry}, a ověřte, že z ní nody smějí stahovat`,
  ),
  registrySilent: entry<{ registry: string }>(
    ({ registry }) => `the registry ${registry} does not answer`,
    ({ registry }) => cz`registry ${registry} neodpovídá`,
  ),
  notARegistry: entry<{ registry: string; status: number }>(
    ({ registry, status }) => `what answers at ${registry} is not a registry: /v2/ gives ${status}`,
    ({ registry, status }) => cz`co odpovídá na ${registry}, není registry: /v2/ vrací ${status}`,
  ),
  startRegistry: entry(
    'Start it, or give another one with --registry, or leave --registry out',
    'Spusťte ji, nebo zvolte jinou pomocí --registry, nebo --registry vynechte',
  ),

  // The way to the app
  reached: entry<{ way: Text }>(
    ({ way }) => `the app is reached through ${way}`,
    ({ way }) => cz`k aplikaci vede ${way}`,
  ),
  ingressClass: entry(
    'the app is reached through the ingress class traefik if its controller answers on this machine, otherwise through port-forwards that pycont keeps alive',
    'k aplikaci vede ingress class traefik, pokud jeho controller na tomto stroji odpovídá, jinak port-forward, který pycont udržuje',
  ),
  noIngressClass: entry(
    'there is no ingress class traefik: the app is reached through port-forwards that pycont keeps alive',
    'není tu ingress class traefik: k aplikaci vede port-forward, který pycont udržuje',
  ),
  nothingToDo: entry(
    'Nothing needs to be done; kubectl apply -k deploy/ingress/traefik installs one',
    'Nic není třeba; nainstaluje ji kubectl apply -k deploy/ingress/traefik',
  ),

  // What is already there
  noPrometheus: entry(
    'Prometheus is not there yet: scene load installs it',
    'Prometheus tu ještě není: nainstaluje ho scéna load',
  ),
  prometheus: entry('Prometheus is there, and answers', 'Prometheus tu je a odpovídá'),
  prometheusSilent: entry('Prometheus is there, but does not answer', 'Prometheus tu je, ale neodpovídá'),
  restartPrometheus: entry<{ namespace: string }>(
    ({ namespace }) =>
      `See kubectl describe pods -l app=prometheus --namespace ${namespace}, then kubectl rollout restart deployment/prometheus --namespace ${namespace}`,
    ({ namespace }) =>
      cz`Podívejte se na kubectl describe pods -l app=prometheus --namespace ${namespace}, pak kubectl rollout restart deployment/prometheus --namespace ${namespace}`,
  ),
  noNamespace: entry<{ namespace: string }>(
    ({ namespace }) => `there is no namespace ${namespace} yet`,
    ({ namespace }) => cz`namespace ${namespace} ještě není`,
  ),
  namespaceUnseen: entry<{ namespace: string }>(
    ({ namespace }) => `cannot check whether there is a namespace ${namespace}`,
    ({ namespace }) => cz`nelze zjistit, zda je namespace ${namespace}`,
  ),
  seeNamespaces: entry(
    'See the output of kubectl get namespaces',
    'Podívejte se, co řekne kubectl get namespaces',
  ),
  terminating: entry<{ namespace: string }>(
    ({ namespace }) =>
      `the namespace ${namespace} is being deleted, and no scene can use it until it is gone`,
    ({ namespace }) => cz`namespace ${namespace} se právě maže, a dokud tu je, žádná scéna ho nemůže použít`,
  ),
  waitForNamespace: entry<{ namespace: string }>(
    ({ namespace }) =>
      `Wait a moment; if it stays, kubectl describe namespace ${namespace} shows what blocks it`,
    ({ namespace }) =>
      cz`Chvíli počkejte; pokud zůstane, co ho drží, řekne kubectl describe namespace ${namespace}`,
  ),
  namespace: entry<{ namespace: string }>(
    ({ namespace }) => `the namespace ${namespace} exists: from a talk in progress, or left over from one`,
    ({ namespace }) => cz`namespace ${namespace} tu je: z rozehrané přednášky, nebo po některé zbyl`,
  ),
  reset: entry('End it with pycont scene reset', 'Ukončete to příkazem pycont scene reset'),
});
