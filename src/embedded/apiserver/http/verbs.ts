/** HTTP handlers of the verbs on stored resources. */
import type { Patch, WritableSubresource } from '../cluster-types.ts';
import type { NewObject } from '../types.ts';
import { mediaType, parseJson, parseYamlBody, readBody, readObject } from './body.ts';
import type { Call } from './context.ts';
import { negotiate } from './negotiate.ts';
import { deleteOptions, listOptions, number, writeOptions } from './options.ts';
import { representList, representObject, representation } from './representation.ts';
import type { Representation } from './representation.ts';
import { isTrue } from './request-info.ts';
import { send } from './respond.ts';
import { badRequest, noSuchMethod, notAcceptable, unsupportedMediaType } from '../errors.ts';
import { success } from './status.ts';
import { WatchStream } from './watch-stream.ts';

const PATCH_TYPES = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
];

const NEEDS_NAME = new Set(['update', 'patch']);

export async function serveVerb(call: Call): Promise<void> {
  const { info, resource } = call;
  const accepted = negotiate(call.request.headers.accept);
  if (!accepted) throw notAcceptable(['application/json', 'application/yaml']);
  if (!resource.verbs.includes(info.verb) && !info.subresource) throw noSuchMethod();
  if (NEEDS_NAME.has(info.verb) && info.name === undefined) throw noSuchMethod();
  const as = representation(accepted, info.query);
  const subresource = info.subresource as WritableSubresource | undefined;
  switch (info.verb) {
    case 'watch':
      return new WatchStream(call, as).start();
    case 'list':
      return list(call, as);
    case 'get':
      return reply(
        call,
        as,
        200,
        call.cluster.requests.get(resource, info.namespace, info.name!, subresource),
      );
    case 'create':
      return create(call, as);
    case 'update':
      return update(call, as, subresource);
    case 'patch':
      return patch(call, as, subresource);
    case 'delete':
      return remove(call, as);
    case 'deletecollection':
      return removeAll(call, as);
    default:
      throw noSuchMethod();
  }
}

function list({ cluster, info, resource, response }: Call, as: Representation): void {
  const { query } = info;
  const match = query.get('resourceVersionMatch');
  const limit = number(query, 'limit');
  const page = cluster.requests.list(resource, {
    ...listOptions(info),
    ...(limit ? { limit } : {}),
    ...(query.get('continue') ? { continue: query.get('continue')! } : {}),
    ...(query.get('resourceVersion') ? { resourceVersion: query.get('resourceVersion')! } : {}),
    ...(match ? { resourceVersionMatch: match as 'Exact' | 'NotOlderThan' } : {}),
  });
  send(response, 200, representList(cluster.requests, resource, page, as), sendOptions(query, as));
}

async function create(call: Call, as: Representation): Promise<void> {
  const { cluster, info, resource } = call;
  // A name in the URL of a create belongs to a subresource, handled before.
  if (info.name !== undefined) throw noSuchMethod();
  const object = required(await readObject(call.request));
  reply(call, as, 201, cluster.requests.create(resource, info.namespace, object, writing(call)));
}

async function update(
  call: Call,
  as: Representation,
  subresource: WritableSubresource | undefined,
): Promise<void> {
  const { cluster, info, resource } = call;
  const object = required(await readObject(call.request));
  const options = { ...writing(call), ...(subresource ? { subresource } : {}) };
  reply(call, as, 200, cluster.requests.update(resource, info.namespace, info.name!, object, options));
}

async function patch(
  call: Call,
  as: Representation,
  subresource: WritableSubresource | undefined,
): Promise<void> {
  const { cluster, info, resource } = call;
  const body = await readBody(call.request);
  const options = { ...writing(call), ...(subresource ? { subresource } : {}) };
  const made = cluster.requests.patch(resource, info.namespace, info.name!, patchOf(call, body), options);
  reply(call, as, made.created ? 201 : 200, made.object);
}

function patchOf({ request, info, resource }: Call, body: Buffer): Patch {
  switch (mediaType(request)) {
    case PATCH_TYPES[0]:
      return { type: 'json', body: parseJson(body) };
    case PATCH_TYPES[1]:
      return { type: 'merge', body: parseJson(body) };
    case PATCH_TYPES[2]:
      // The server does not know merge keys for the lists of custom resources.
      if (resource.custom) throw unsupportedMediaType(PATCH_TYPES.filter((type) => type !== PATCH_TYPES[2]));
      return { type: 'strategic', body: parseJson(body) };
    case PATCH_TYPES[3]:
      if (!info.query.get('fieldManager'))
        throw badRequest(
          'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
        );
      return { type: 'apply', body: parseYamlBody(body), force: isTrue(info.query.get('force')) };
    default:
      throw unsupportedMediaType(PATCH_TYPES);
  }
}

async function remove(call: Call, as: Representation): Promise<void> {
  const { cluster, info, resource } = call;
  if (info.subresource) throw noSuchMethod();
  const options = deleteOptions(info.query, await readObject(call.request));
  const { object, removed } = cluster.requests.delete(resource, info.namespace, info.name!, options);
  if (!removed) return reply(call, as, 200, object);
  const details = {
    name: info.name,
    ...(resource.group ? { group: resource.group } : {}),
    kind: resource.plural,
    uid: object.metadata.uid,
  };
  send(call.response, 200, success(details), sendOptions(info.query, as));
}

async function removeAll(call: Call, as: Representation): Promise<void> {
  const { cluster, info, resource } = call;
  const options = deleteOptions(info.query, await readObject(call.request));
  const items = cluster.requests.deleteCollection(resource, listOptions(info), options);
  const page = { items, resourceVersion: cluster.resourceVersion() };
  send(call.response, 200, representList(cluster.requests, resource, page, as), sendOptions(info.query, as));
}

function reply(
  call: Call,
  as: Representation,
  code: number,
  object: Parameters<typeof representObject>[2],
): void {
  send(
    call.response,
    code,
    representObject(call.cluster.requests, call.resource, object, as),
    sendOptions(call.info.query, as),
  );
}

function sendOptions(query: URLSearchParams, as: Representation) {
  return { encoding: as.accepted.encoding, pretty: isTrue(query.get('pretty')) };
}

/** Options of a write; its warnings are sent as headers. */
export function writing({ request, response, info }: Call) {
  return writeOptions(info.query, request.headers['user-agent'], (text) => {
    if (!response.headersSent) response.appendHeader('warning', `299 - ${JSON.stringify(text)}`);
  });
}

function required(object: Record<string, unknown> | undefined): NewObject {
  if (!object) throw badRequest('the object provided is unrecognized: the request has no body');
  return { metadata: {}, ...object } as NewObject;
}
