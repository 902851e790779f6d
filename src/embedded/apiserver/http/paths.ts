/** Non-resource requests: discovery, health, version, OpenAPI. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { KUBERNETES_VERSION } from '../../../notation/index.ts';
import { aggregated, apiGroup, apiGroupList, apiResourceList, apiVersions } from './discovery.ts';
import type { ServerContext } from './context.ts';
import { parseAccept } from './negotiate.ts';
import type { OpenApi } from './openapi/documents.ts';
import type { PathRequest } from './request-info.ts';
import { send, sendText } from './respond.ts';
import { isTrue } from './request-info.ts';
import { noSuchMethod } from '../errors.ts';

export interface PathCall extends ServerContext {
  request: IncomingMessage;
  response: ServerResponse;
  info: PathRequest;
  openApi: OpenApi;
}

/** Readable without authentication. */
export const PUBLIC_PATHS = ['/healthz', '/livez', '/readyz', '/version'];

const PROTOBUF_V2 = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

export function servePath(call: PathCall): void {
  const { response, info, cluster } = call;
  if (info.verb !== 'get' && info.verb !== 'head') throw noSuchMethod();
  const [first, second, third, fourth] = info.path.split('/').slice(1);
  const depth = info.path.replace(/\/$/, '').split('/').length - 1;
  if (PUBLIC_PATHS.includes(`/${first}`) && first !== 'version') return serveHealth(call, first!);
  if (first === 'version' && depth === 1) return send(response, 200, versionDocument(), { pretty: true });
  if (first === 'openapi' && second === 'v2' && depth === 2) return serveOpenApiV2(call);
  if (first === 'openapi' && second === 'v3')
    return serveOpenApiV3(call, info.path.slice('/openapi/v3'.length));
  if (depth === 1 && (first === 'api' || first === 'apis')) return serveRoot(call, first === 'api');
  if (first === 'api' && depth === 2) return serveResourceList(call, '', second!);
  if (first === 'apis' && depth === 2) {
    const group = cluster.resources.groups().find(({ name }) => name === second);
    if (group) return send(response, 200, { kind: 'APIGroup', apiVersion: 'v1', ...apiGroup(group) });
  }
  if (first === 'apis' && depth === 3) return serveResourceList(call, second!, third!);
  if (info.path === '/' && fourth === undefined) return send(response, 200, { paths: rootPaths(call) });
  sendText(response, 404, '404 page not found\n');
}

function serveRoot({ request, response, cluster }: PathCall, core: boolean): void {
  for (const { type, parameters } of parseAccept(request.headers.accept)) {
    const v = parameters.get('v');
    if (type !== 'application/json' && type !== '*/*' && type !== 'application/*') continue;
    if (parameters.get('as') === undefined) break;
    if (parameters.get('as') !== 'APIGroupDiscoveryList' || (v !== 'v2' && v !== 'v2beta1')) continue;
    return send(response, 200, aggregated(cluster.resources, core, v), {
      contentType: `application/json;g=apidiscovery.k8s.io;v=${v};as=APIGroupDiscoveryList`,
    });
  }
  send(response, 200, core ? apiVersions(request.headers.host ?? '') : apiGroupList(cluster.resources));
}

function serveResourceList({ response, cluster }: PathCall, group: string, version: string): void {
  const list = apiResourceList(cluster.resources, group, version);
  if (list) send(response, 200, list);
  else sendText(response, 404, '404 page not found\n');
}

/** A server that answers is healthy, so every check passes; the verbose form lists the usual checks. */
function serveHealth({ response, info }: PathCall, name: string): void {
  const check = info.path.split('/')[2];
  if (check !== undefined && check !== 'ping') return sendText(response, 404, '404 page not found\n');
  const verbose =
    info.query.has('verbose') && (info.query.get('verbose') === '' || isTrue(info.query.get('verbose')));
  sendText(response, 200, verbose ? `[+]ping ok\n[+]store ok\n${name} check passed\n` : 'ok');
}

function versionDocument(): object {
  return {
    ...KUBERNETES_VERSION,
    gitCommit: '',
    gitTreeState: 'clean',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: '',
    compiler: 'node',
    platform: `${process.platform}/${process.arch === 'x64' ? 'amd64' : process.arch}`,
  };
}

function serveOpenApiV2({ request, response, openApi }: PathCall): void {
  const wantsProtobuf = parseAccept(request.headers.accept).some(({ type }) =>
    type.includes('proto-openapi'),
  );
  if (!wantsProtobuf) return send(response, 200, openApi.v2());
  const body = openApi.v2Protobuf();
  response.writeHead(200, { 'content-type': PROTOBUF_V2, 'content-length': body.length });
  response.end(body);
}

function serveOpenApiV3({ response, openApi }: PathCall, path: string): void {
  const document = path === '' || path === '/' ? openApi.v3Index() : openApi.v3(path.slice(1));
  if (document) send(response, 200, document);
  else sendText(response, 404, '404 page not found\n');
}

function rootPaths({ cluster }: PathCall): string[] {
  const groups = cluster.resources.groups().filter(({ name }) => name !== '');
  const paths = groups.flatMap(({ name, versions }) => [
    `/apis/${name}`,
    ...versions.map((v) => `/apis/${name}/${v}`),
  ]);
  return [
    '/api',
    '/api/v1',
    '/apis',
    ...paths,
    '/healthz',
    '/livez',
    '/openapi/v2',
    '/openapi/v3',
    '/readyz',
    '/version',
  ].sort();
}
