/** Messages of the Kubernetes client. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const KUBERNETES = area('kubernetes', {
  failed: entry<{ what: Text; why: Text }>(
    ({ what, why }) => `could not ${what}: ${why}`,
    ({ what, why }) => cz`nepodařilo se ${what}: ${why}`,
  ),
  refused: entry<{ what: Text; why: string; status: number }>(
    ({ what, why, status }) => `could not ${what}: ${why} (${status})`,
    ({ what, why, status }) => cz`nepodařilo se ${what}: ${why} (${status})`,
  ),
  list: entry<{ kind: Text }>(
    ({ kind }) => `list ${kind}`,
    ({ kind }) => cz`vypsat ${kind}`,
  ),
  watch: entry<{ kind: Text }>(
    ({ kind }) => `watch ${kind}`,
    ({ kind }) => cz`sledovat ${kind}`,
  ),
  tooLong: entry<{ megabytes: number }>(
    ({ megabytes }, { number }) => `the answer is longer than ${number(megabytes)} MB`,
    ({ megabytes }, { number }) => cz`odpověď je delší než ${number(megabytes)} MB`,
  ),
  silent: entry<{ ms: number }>(
    ({ ms }, { number }) => `no data for ${number(ms / 1_000)} s`,
    ({ ms }, { number }) => cz`žádná data už ${number(ms / 1_000)} s`,
  ),
  connectionLost: entry('the connection was lost', 'spojení se přerušilo'),

  // No cluster
  noCredentials: entry<{ why: Text }>(
    ({ why }) => `cannot get the credentials of the kube context: ${why}`,
    ({ why }) => cz`k přihlašovacím údajům kube contextu se nelze dostat: ${why}`,
  ),
  noContext: entry<{ name: string | undefined }>(
    ({ name }) => (name ? `there is no kube context ${name}` : 'there is no kube context'),
    ({ name }) => (name ? cz`kube context ${name} není` : cz`není kube context, se kterým pracovat`),
  ),
  seeContexts: entry(
    "see 'kubectl config get-contexts', or start the embedded stage: pycont stage up",
    'Podívejte se na kubectl config get-contexts, nebo spusťte prostředí embedded: pycont stage up',
  ),
  unreadable: entry<{ why: string }>(
    ({ why }) => `the kube configuration cannot be read: ${why}`,
    ({ why }) => cz`konfiguraci kube nejde přečíst: ${why}`,
  ),
  checkConfiguration: entry(
    'check KUBECONFIG, or start the embedded stage: pycont stage up',
    'Zkontrolujte KUBECONFIG, nebo spusťte prostředí embedded: pycont stage up',
  ),
  noLoader: entry(
    'there is no service account token in this container, and no library to read a kubeconfig',
    'v tomto kontejneru není token service accountu a chybí to, co čte kubeconfig',
  ),
  mountToken: entry(
    'in a pod, check that automountServiceAccountToken is not false; elsewhere: npm install @kubernetes/client-node',
    'V podu ověřte, že automountServiceAccountToken není false; jinde: npm install @kubernetes/client-node',
  ),
});
