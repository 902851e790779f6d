import { expect, test } from 'vitest';
import type { Api } from '../../src/operator/kubernetes/api.ts';
import { Prometheus } from '../../src/operator/signal/prometheus.ts';
import { vector } from './prometheus-server.ts';

test('the name of a Service leads to no other part of the API', async () => {
  const asked: string[] = [];
  const through = {
    fetch: async (_method: string, path: string) => {
      asked.push(new URL(path, 'https://api').pathname);
      return { status: 200, headers: {}, body: JSON.stringify(vector([])) };
    },
  } as Partial<Api> as Api;
  const address = { namespace: '../../../../apis', service: 'x/../../..', port: 9090 };
  await new Prometheus({ address, through }).ask({ namespaces: ['a'], windows: [10], own: new Map() });
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatch(/^\/api\/v1\/namespaces\/[^/]+\/services\/[^/]+\/proxy\/api\/v1\/query$/);
});
