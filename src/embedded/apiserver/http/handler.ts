/** From a raw request to the code that serves it: parse, authenticate, authorize, dispatch. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { ApiError } from '../types.ts';
import type { Authenticator } from './auth/authenticate.ts';
import type { Call, ServerContext } from './context.ts';
import type { OpenApi } from './openapi/documents.ts';
import { PUBLIC_PATHS, servePath } from './paths.ts';
import { forbiddenMessage, isAllowed } from './auth/rbac.ts';
import type { Attributes } from './auth/rbac.ts';
import { parseRequest } from './request-info.ts';
import type { RequestInfo } from './request-info.ts';
import { sendError, sendText } from './respond.ts';
import { badRequest, noSuchResource, unauthorized } from '../errors.ts';
import { asApiError, failure } from './status.ts';
import { connectors } from './streaming/connectors.ts';
import { subresourceHandler } from './subresources.ts';
import { ANONYMOUS } from './auth/user.ts';
import type { User } from './auth/user.ts';
import { serveVerb } from './verbs.ts';
import { virtualHandler } from './virtual.ts';

export interface Handler {
  request(request: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
}

export function createHandler(
  context: ServerContext,
  authenticator: Authenticator,
  openApi: OpenApi,
): Handler {
  const admit = (request: IncomingMessage, info: RequestInfo): User => {
    const user = authenticator.request(request.headers);
    if (user === ANONYMOUS && !isPublic(info)) throw unauthorized();
    const attributes = attributesOf(info);
    if (user !== ANONYMOUS && !isAllowed(context.cluster, user, attributes))
      throw forbidden(user, attributes);
    return user;
  };

  return {
    async request(request, response) {
      try {
        const info = parse(request);
        const user = admit(request, info);
        if (info.kind === 'path') return servePath({ ...context, request, response, info, openApi });
        const resource = context.cluster.resources.resolve(info.group, info.version, info.resource);
        if (!resource && isUnknownGroup(context, info.group))
          return sendText(response, 404, '404 page not found\n');
        if (!resource) throw noSuchResource();
        const call: Call = { ...context, request, response, info, resource, user };
        const special = virtualHandler(call, authenticator) ?? subresourceHandler(call);
        await (special ? special(call) : serveVerb(call));
      } catch (error) {
        sendError(response, asApiError(error));
      }
    },
    async upgrade(request, socket, head) {
      // A client may disconnect at any time; the handler of the socket gets 'close'.
      socket.on('error', () => {});
      try {
        const info = parse(request);
        const user = admit(request, info);
        const connect =
          info.kind === 'resource' && info.resource === 'pods'
            ? connectors[info.subresource ?? '']
            : undefined;
        if (!connect || info.kind !== 'resource')
          throw badRequest('this resource does not speak the protocol asked for');
        await connect({ ...context, request, socket, head, info, user });
      } catch (error) {
        refuse(socket, asApiError(error));
      }
    },
  };
}

/** For an unknown group a real server answers without a Status; kubectl has its own message for that. */
const isUnknownGroup = ({ cluster }: ServerContext, group: string) =>
  !cluster.resources.groups().some(({ name }) => name === group);

function parse(request: IncomingMessage): RequestInfo {
  try {
    return parseRequest(request.method ?? 'GET', request.url ?? '/');
  } catch {
    throw badRequest('the request path is malformed');
  }
}

const isPublic = (info: RequestInfo) =>
  info.kind === 'path' &&
  (info.verb === 'get' || info.verb === 'head') &&
  PUBLIC_PATHS.some(
    (path) => info.path === path || (path !== '/version' && info.path.startsWith(`${path}/`)),
  );

function attributesOf(info: RequestInfo): Attributes {
  if (info.kind === 'path') return { verb: info.verb, path: info.path };
  const { verb, group, resource, subresource, namespace, name } = info;
  return {
    verb,
    group,
    resource,
    ...(subresource === undefined ? {} : { subresource }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
  };
}

function forbidden(user: User, attributes: Attributes): ApiError {
  const details =
    'path' in attributes
      ? {}
      : {
          ...(attributes.name ? { name: attributes.name } : {}),
          ...(attributes.group ? { group: attributes.group } : {}),
          kind: attributes.resource,
        };
  return new ApiError(403, 'Forbidden', forbiddenMessage(user, attributes), details);
}

/** Refuses an upgrade. Written to the socket, because an upgrade has no response object. */
function refuse(socket: Duplex, error: ApiError): void {
  if (socket.destroyed) return;
  const body = JSON.stringify(failure(error));
  socket.end(
    `HTTP/1.1 ${error.code} ${error.reason}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
