import { expect, test } from 'vitest';
import { parseRequest } from '../../../../src/embedded/apiserver/http/request-info.ts';

test.each([
  ['GET', '/api/v1/pods', { verb: 'list', group: '', version: 'v1', resource: 'pods' }],
  ['GET', '/api/v1/namespaces/a/pods/b', { verb: 'get', namespace: 'a', resource: 'pods', name: 'b' }],
  ['GET', '/api/v1/namespaces/a', { verb: 'get', namespace: 'a', resource: 'namespaces', name: 'a' }],
  [
    'PUT',
    '/api/v1/namespaces/a/finalize',
    { verb: 'update', resource: 'namespaces', name: 'a', subresource: 'finalize' },
  ],
  ['GET', '/api/v1/pods?watch=true', { verb: 'watch', resource: 'pods' }],
  ['GET', '/api/v1/pods?watch=0', { verb: 'list', resource: 'pods' }],
  [
    'GET',
    '/api/v1/watch/namespaces/a/pods/b',
    { verb: 'watch', namespace: 'a', resource: 'pods', name: 'b' },
  ],
  [
    'POST',
    '/apis/apps/v1/namespaces/a/deployments',
    { verb: 'create', group: 'apps', resource: 'deployments' },
  ],
  ['DELETE', '/apis/apps/v1/namespaces/a/deployments', { verb: 'deletecollection', resource: 'deployments' }],
  [
    'PATCH',
    '/apis/apps/v1/namespaces/a/deployments/b/scale',
    { verb: 'patch', name: 'b', subresource: 'scale' },
  ],
  [
    'GET',
    '/api/v1/namespaces/a/services/http:b:80/proxy/x%20y/z',
    { resource: 'services', name: 'http:b:80', subresource: 'proxy', rest: 'x%20y/z' },
  ],
])('%s %s', (method, target, expected) => {
  expect(parseRequest(method, target)).toMatchObject({ kind: 'resource', ...expected });
});

test.each(['/', '/api', '/api/v1', '/apis', '/apis/apps', '/apis/apps/v1', '/version', '/healthz/ping'])(
  '%s names no resource',
  (path) => {
    expect(parseRequest('GET', path)).toMatchObject({ kind: 'path', verb: 'get', path });
  },
);
