import { expect, test } from 'vitest';
import { createCluster } from '../../../src/embedded/apiserver/cluster.ts';
import { startControllers } from '../../../src/embedded/controllers/start.ts';
import { NO_VOLUMES } from './fake-cluster.ts';

const node = { name: 'node', address: '127.9.0.1', runtimeVersion: 'test://1', kubeletVersion: 'v1.32.0' };

function withApiServer(port: number, load?: string) {
  const cluster = createCluster(load === undefined ? {} : { load });
  const errors: unknown[] = [];
  const { close } = startControllers(cluster, {
    volumes: NO_VOLUMES,
    caCertificate: 'PEM',
    node,
    apiServer: { address: '127.0.0.1', port },
    onError: (_controller, _key, error) => errors.push(error),
  });
  return { cluster, errors, close };
}

test('the Service kubernetes leads to the API server: recreated after deletion, updated when the address changes', async () => {
  const { cluster, errors, close } = withApiServer(6443);
  const service = () => cluster.get('services', 'default', 'kubernetes');
  const endpoints = () => cluster.get('endpoints', 'default', 'kubernetes');
  await expect.poll(endpoints).toMatchObject({
    subsets: [{ addresses: [{ ip: '127.0.0.1' }], ports: [{ name: 'https', port: 6443 }] }],
  });
  expect(service()?.spec).toMatchObject({ type: 'ClusterIP', ports: [{ port: 443, targetPort: 6443 }] });
  const { uid } = service()!.metadata;
  cluster.delete('services', 'default', 'kubernetes');
  cluster.delete('endpoints', 'default', 'kubernetes');
  await expect.poll(() => service()?.metadata.uid).toEqual(expect.not.stringContaining(uid));
  await expect.poll(endpoints).toBeDefined();
  close();

  const after = withApiServer(7443, cluster.snapshot());
  await expect
    .poll(() => after.cluster.get('endpoints', 'default', 'kubernetes')?.subsets[0].ports[0].port)
    .toBe(7443);
  expect(after.cluster.get('services', 'default', 'kubernetes')?.spec.ports[0].targetPort).toBe(7443);
  after.close();
  expect([...errors, ...after.errors]).toEqual([]);
});
