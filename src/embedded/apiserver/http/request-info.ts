/** RequestInfo: method, path and query, parsed for authorization and dispatch. */

export interface ResourceRequest {
  kind: 'resource';
  verb: string;
  group: string;
  version: string;
  namespace?: string;
  /** Plural name without the group. */
  resource: string;
  subresource?: string;
  name?: string;
  /** Path segments after the subresource, for proxies; always without the leading slash. */
  rest: string;
  path: string;
  query: URLSearchParams;
}

export interface PathRequest {
  kind: 'path';
  verb: string;
  path: string;
  query: URLSearchParams;
}

export type RequestInfo = ResourceRequest | PathRequest;

const NAMESPACE_SUBRESOURCES = new Set(['status', 'finalize']);
const PROXY = 'proxy';

/** @throws URIError for a path that is not valid percent-encoding */
export function parseRequest(method: string, target: string): RequestInfo {
  const url = new URL(target, 'http://api');
  const path = url.pathname;
  const query = url.searchParams;
  const parts = path.split('/').filter(Boolean);
  const offset = parts[0] === 'api' ? 2 : parts[0] === 'apis' ? 3 : 0;
  if (offset === 0 || parts.length <= offset)
    return { kind: 'path', verb: method.toLowerCase(), path, query };

  const group = offset === 3 ? parts[1]! : '';
  const version = parts[offset - 1]!;
  const legacyWatch = parts[offset] === 'watch';
  const [namespace, ...rest] = inNamespace(
    parts.slice(offset + (legacyWatch ? 1 : 0)).map((part) => decodeURIComponent(part)),
  );
  const [resource, name, subresource] = rest;
  if (!resource) return { kind: 'path', verb: method.toLowerCase(), path, query };
  const watching = legacyWatch || isTrue(query.get('watch'));
  return {
    kind: 'resource',
    verb: verbOf(method, name, watching),
    group,
    version,
    ...(namespace === undefined ? {} : { namespace }),
    resource,
    ...(name === undefined ? {} : { name }),
    ...(subresource === undefined ? {} : { subresource }),
    rest: subresource === PROXY ? rawRest(path) : rest.slice(3).join('/'),
    path,
    query,
  };
}

/** `namespaces/x/pods/…` is a resource in x; `namespaces/x` and its own subresources are the namespace itself. */
function inNamespace(parts: string[]): [string | undefined, ...string[]] {
  if (parts[0] !== 'namespaces' || parts.length < 2) return [undefined, ...parts];
  if (parts.length > 2 && !NAMESPACE_SUBRESOURCES.has(parts[2]!)) return [parts[1], ...parts.slice(2)];
  return [parts[1], ...parts];
}

/** The path after `/proxy/` keeps the client's encoding. */
function rawRest(path: string): string {
  const at = path.indexOf(`/${PROXY}/`);
  return at < 0 ? '' : path.slice(at + PROXY.length + 2);
}

function verbOf(method: string, name: string | undefined, watching: boolean): string {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === undefined ? 'deletecollection' : 'delete';
    default:
      if (watching) return 'watch';
      return name === undefined ? 'list' : 'get';
  }
}

/** A boolean query parameter as Kubernetes reads it: present, and not one of the words for false. */
export function isTrue(value: string | null): boolean {
  return value !== null && !['0', 'false', 'f', 'no', 'n', 'off'].includes(value.toLowerCase());
}
