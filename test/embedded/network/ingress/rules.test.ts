import { expect, test } from 'vitest';
import type { KubeObject } from '../../../../src/embedded/apiserver/types.ts';
import { route, routesOf } from '../../../../src/embedded/network/ingress/rules.ts';

const backend = (name: string) => ({ service: { name, port: { number: 80 } } });
const path = (name: string, path: string, pathType = 'Prefix') => ({
  path,
  pathType,
  backend: backend(name),
});

let age = 0;
const ingress = (spec: object): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: {
    name: 'kad',
    namespace: 'pycont',
    uid: '1',
    resourceVersion: '1',
    creationTimestamp: new Date((age += 1000)).toISOString(),
  },
  spec,
});

const routes = routesOf([
  ingress({
    rules: [
      {
        host: 'kad.local',
        http: { paths: [path('root', '/'), path('slow', '/slow'), path('exact', '/slow', 'Exact')] },
      },
      { host: '*.kad.local', http: { paths: [path('wild', '/')] } },
      { http: { paths: [path('any', '/any'), path('slash', '/with/', 'ImplementationSpecific')] } },
    ],
  }),
  ingress({ rules: [{ http: { paths: [path('younger', '/any')] } }] }),
]);

test.each([
  ['kad.local', '/', 'root'],
  ['KAD.local:8080', '/other?q=/slow', 'root'],
  ['kad.local', '/slow', 'exact'],
  ['kad.local', '/slow/er', 'slow'],
  ['kad.local', '/slower', 'root'],
  ['a.kad.local', '/', 'wild'],
  ['a.b.kad.local', '/', undefined],
  ['127.0.0.1:1234', '/any/thing', 'any'],
  ['127.0.0.1', '/with', 'slash'],
  ['127.0.0.1', '/', undefined],
  [undefined, '/any', 'any'],
])('%s %s goes to %s', (host, url, service) => {
  expect(route(routes, host, url)?.service).toBe(service);
});

test('a default backend takes the rest', () => {
  const withDefault = routesOf([
    ingress({ defaultBackend: backend('rest'), rules: [{ host: 'a', http: { paths: [path('a', '/')] } }] }),
  ]);
  expect(route(withDefault, 'b', '/')).toEqual({
    namespace: 'pycont',
    service: 'rest',
    port: { number: 80 },
  });
  expect(route(withDefault, 'a', '/')?.service).toBe('a');
});

test('an Ingress without rules or with a resource backend routes nothing', () => {
  const none = routesOf([
    ingress({}),
    ingress({ defaultBackend: { resource: { kind: 'Bucket', name: 'x' } } }),
  ]);
  expect(route(none, 'a', '/')).toBeUndefined();
});
