/** Subresources that are not part of the object: logs, bindings, evictions, tokens, proxies. */
import { badRequest, noSuchMethod, noSuchResource, notFound } from '../errors.ts';
import { success } from './status.ts';
import { readObject } from './body.ts';
import type { Call } from './context.ts';
import { serveLog } from './log.ts';
import { serveProxy } from './proxy.ts';
import { send } from './respond.ts';
import { signToken } from './auth/tokens.ts';
import type { Subresource } from '../resource.ts';
import type { NewObject } from '../types.ts';
import { writing } from './verbs.ts';

type Handler = (call: Call) => void | Promise<void>;

const upgradeRequired = () => {
  throw badRequest('Upgrade request required');
};

const handlers: Partial<Record<Subresource, Handler>> = {
  log: serveLog,
  proxy: serveProxy,
  binding: async (call) => {
    call.cluster.requests.bind(call.info.namespace!, call.info.name!, await posted(call), writing(call));
    send(call.response, 201, { ...success(), code: 201 });
  },
  eviction: async (call) => {
    call.cluster.requests.evict(call.info.namespace!, call.info.name!, await posted(call), writing(call));
    send(call.response, 201, { ...success(), code: 201 });
  },
  token: createToken,
  exec: upgradeRequired,
  attach: upgradeRequired,
  portforward: upgradeRequired,
};

/** Undefined for the resource itself and for status and scale. */
export function subresourceHandler({ info, resource }: Call): Handler | undefined {
  const { subresource } = info;
  if (subresource === undefined) return undefined;
  if (!resource.subresources.includes(subresource as Subresource)) throw noSuchResource();
  return handlers[subresource as Subresource];
}

async function posted(call: Call): Promise<NewObject> {
  if (call.info.verb !== 'create') throw noSuchMethod();
  return { metadata: {}, ...(await readObject(call.request)) } as NewObject;
}

const DEFAULT_TOKEN_SECONDS = 3600;
const MIN_TOKEN_SECONDS = 600;

async function createToken(call: Call): Promise<void> {
  const { cluster, info, resource, tokenKey, response } = call;
  const request = await posted(call);
  const account = cluster.get('serviceaccounts', info.namespace, info.name!);
  if (!account) throw notFound(resource, info.name!);
  const lifetimeSeconds = Math.max(
    Number(request.spec?.expirationSeconds ?? DEFAULT_TOKEN_SECONDS),
    MIN_TOKEN_SECONDS,
  );
  const { name, namespace, uid } = account.metadata;
  const audiences = request.spec?.audiences as string[] | undefined;
  const status = signToken(tokenKey, {
    name,
    namespace: namespace!,
    uid,
    lifetimeSeconds,
    ...(audiences ? { audiences } : {}),
  });
  send(response, 201, {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name, namespace, creationTimestamp: null },
    spec: { audiences: audiences ?? null, expirationSeconds: lifetimeSeconds, boundObjectRef: null },
    status,
  });
}
