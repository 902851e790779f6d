import { expect, test } from 'vitest';
import type { Api } from '../../../src/kubernetes/api.ts';
import { Prometheus } from '../../../src/operator/signal/prometheus.ts';
import { vector } from '../prometheus-server.ts';

const address = { namespace: 'pycont', service: 'prometheus', port: 9090 };

test.each<[number, string, string, RegExp]>([
  [401, '{"message":"Unauthorized"}', 'PrometheusRefuses', /requires a login \(401\): Unauthorized$/],
  [
    403,
    '{"message":"services is forbidden"}',
    'PrometheusRefuses',
    /not allow the query \(403\): services is forbidden/,
  ],
  [
    404,
    '{"message":"services \\"prometheus\\" not found"}',
    'PrometheusRefuses',
    /404\): services "prometheus" not found/,
  ],
  [
    503,
    '{"message":"no endpoints available"}',
    'PrometheusUnreachable',
    /answers 503: no endpoints available/,
  ],
])('the API server in front of it answers %d', async (status, body, reason, message) => {
  const through = { fetch: async () => ({ status, headers: {}, body }) } as Partial<Api> as Api;
  await expect(new Prometheus({ address, through }).query('up')).rejects.toMatchObject({
    reason,
    message: expect.stringMatching(message),
  });
});

test('the name of a Service leads to no other part of the API', async () => {
  const asked: string[] = [];
  const through = {
    fetch: async (_method: string, path: string) => {
      asked.push(new URL(path, 'https://api').pathname);
      return { status: 200, headers: {}, body: JSON.stringify(vector([])) };
    },
  } as Partial<Api> as Api;
  const address = { namespace: '../../../../apis', service: 'x/../../..', port: 9090 };
  await new Prometheus({ address, through }).query('up');
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatch(/^\/api\/v1\/namespaces\/[^/]+\/services\/[^/]+\/proxy\/api\/v1\/query$/);
});
