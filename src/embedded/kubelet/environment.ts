/** A container's environment from its image, its spec and the objects it refers to. */
import type { Api, KubeObject } from '../apiserver/index.ts';
import { ConfigError } from './errors.ts';
import { expand } from './expand.ts';
import { fieldValue, resourceValue } from './fields.ts';
import type { PodAddresses } from './fields.ts';
import type { EnvFrom, EnvVar, KeyRef, PodContainer } from './pod-types.ts';

export interface EnvironmentInputs {
  api: Api;
  pod: KubeObject;
  container: PodContainer;
  addresses: PodAddresses;
  imageEnv: Record<string, string>;
  apiAddress: { host: string; port: number };
}

/** @throws ConfigError naming the object or key that is missing */
export function buildEnvironment(inputs: EnvironmentInputs): Record<string, string> {
  const { api, pod, container, apiAddress } = inputs;
  const namespace = pod.metadata.namespace!;
  const service = {
    KUBERNETES_SERVICE_HOST: apiAddress.host,
    KUBERNETES_SERVICE_PORT: String(apiAddress.port),
    KUBERNETES_SERVICE_PORT_HTTPS: String(apiAddress.port),
  };
  const own: Record<string, string> = {};
  for (const source of container.envFrom ?? []) Object.assign(own, readAll(api, namespace, source));
  for (const variable of container.env ?? []) {
    const value = readOne(inputs, variable, { ...service, ...own });
    if (value !== undefined) own[variable.name] = value;
  }
  return { ...inputs.imageEnv, ...service, HOSTNAME: hostnameOf(pod), ...own };
}

export const hostnameOf = (pod: KubeObject): string => (pod.spec.hostname ?? pod.metadata.name).slice(0, 63);

function readAll(api: Api, namespace: string, { prefix = '', configMapRef, secretRef }: EnvFrom) {
  const ref = configMapRef ?? secretRef;
  if (ref === undefined) return {};
  const data = dataOf(api, configMapRef ? 'configmap' : 'secret', namespace, ref.name ?? '', ref.optional);
  return Object.fromEntries(
    Object.entries(data ?? {}).map(([key, value]) => [prefix + key, value.toString()]),
  );
}

function readOne(
  { api, pod, container, addresses }: EnvironmentInputs,
  variable: EnvVar,
  known: Record<string, string>,
): string | undefined {
  const from = variable.valueFrom;
  if (from === undefined) return expand(variable.value ?? '', known);
  const namespace = pod.metadata.namespace!;
  if (from.configMapKeyRef) return readKey(api, 'configmap', namespace, from.configMapKeyRef);
  if (from.secretKeyRef) return readKey(api, 'secret', namespace, from.secretKeyRef);
  if (from.fieldRef) return fieldValue(pod, from.fieldRef.fieldPath, addresses);
  if (from.resourceFieldRef) return resourceValue(pod, container, from.resourceFieldRef);
  return '';
}

function readKey(
  api: Api,
  kind: Kind,
  namespace: string,
  { name = '', key, optional }: KeyRef,
): string | undefined {
  const data = dataOf(api, kind, namespace, name, optional);
  if (data === undefined) return undefined;
  const value = data[key];
  if (value !== undefined) return value.toString();
  if (optional) return undefined;
  const title = kind === 'configmap' ? 'ConfigMap' : 'Secret';
  throw new ConfigError(`couldn't find key ${key} in ${title} ${namespace}/${name}`);
}

type Kind = 'configmap' | 'secret';

/** The keys of a ConfigMap or Secret, decoded; undefined if it is missing and optional. */
export function dataOf(
  api: Api,
  kind: Kind,
  namespace: string,
  name: string,
  optional: boolean | undefined,
): Record<string, Buffer> | undefined {
  const object = api.get(`${kind}s`, namespace, name);
  if (object === undefined) {
    if (optional) return undefined;
    throw new ConfigError(`${kind} "${name}" not found`);
  }
  const text = kind === 'secret' ? {} : (object.data as Record<string, string> | undefined);
  const base64 = kind === 'secret' ? object.data : object.binaryData;
  return {
    ...decoded(text, 'utf8'),
    ...decoded(base64 as Record<string, string> | undefined, 'base64'),
  };
}

function decoded(
  data: Record<string, string> | undefined,
  encoding: 'utf8' | 'base64',
): Record<string, Buffer> {
  return Object.fromEntries(
    Object.entries(data ?? {}).map(([key, value]) => [key, Buffer.from(value, encoding)]),
  );
}
