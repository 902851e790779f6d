/** Discovery with an API server over TLS that, like real ones, compacts versions, breaks connections and ends watches. */
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../../../src/embedded/prometheus/config.ts';
import { watchKubernetes } from '../../../../src/embedded/prometheus/discovery/kubernetes.ts';
import type { Labels } from '../../../../src/embedded/prometheus/labels.ts';
import { until } from '../prometheus-process.ts';

const pod = (name: string, ip: string, version = 1) => ({
  metadata: {
    name,
    namespace: 'pycont',
    uid: `uid-${name}`,
    resourceVersion: String(version),
    labels: { app: 'kad' },
    annotations: { 'prometheus.io/scrape': 'true' },
    ownerReferences: [{ kind: 'ReplicaSet', name: 'kad-1', controller: true }],
  },
  spec: {
    nodeName: 'node',
    containers: [
      {
        name: 'kad',
        image: 'kad:1',
        ports: [
          { name: 'http', containerPort: 5000 },
          { containerPort: 5001, protocol: 'UDP' },
        ],
      },
      { name: 'side' },
    ],
  },
  status: {
    phase: 'Running',
    podIP: ip,
    hostIP: '10.0.0.1',
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [{ name: 'kad', containerID: 'x://1' }],
  },
});

let folder: string;
let pods: ReturnType<typeof pod>[];
let watches: { url: URL; response: ServerResponse }[];
let lists: number;
let requests: string[];
let server: ReturnType<typeof createServer>;
const stops: { stop(): void }[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pycont-discovery-'));
  [pods, watches, lists, requests] = [[], [], 0, []];
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'kubernetes' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  await writeFile(join(folder, 'ca.crt'), cert);
  await writeFile(join(folder, 'token'), 'first\n');
  await writeFile(join(folder, 'namespace'), 'pycont');
  server = createServer({ key, cert }, (request, response) => {
    const url = new URL(request.url ?? '', 'https://api');
    requests.push(`${request.headers.authorization} ${url.pathname}`);
    if (url.searchParams.has('watch')) {
      watches.push({ url, response });
      response.flushHeaders();
    } else {
      lists++;
      const items = url.pathname.endsWith('/pods') ? pods : [];
      response.end(JSON.stringify({ metadata: { resourceVersion: String(lists * 100) }, items }));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  for (const one of stops.splice(0)) one.stop();
  server.close().closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

function start(role: 'pod' | 'service' | 'endpoints' = 'pod', namespaces: object = { names: ['pycont'] }) {
  const state = { targets: [] as Labels[], log: [] as string[] };
  const { port } = server.address() as AddressInfo;
  const sd = {
    role,
    namespaces,
    api_server: `https://127.0.0.1:${port}`,
    tls_config: { ca_file: 'ca.crt' },
    bearer_token_file: 'token',
  };
  const config = readConfig(
    JSON.stringify({ scrape_configs: [{ job_name: 'j', kubernetes_sd_configs: [sd] }] }),
    folder,
    () => {},
  );
  stops.push(
    watchKubernetes(
      config.scrapeConfigs[0]!.kubernetes[0]!,
      (found) => (state.targets = found),
      (_level, message) => void state.log.push(message),
    ),
  );
  return state;
}
const event = (type: string, object: object) =>
  watches.at(-1)?.response.write(`${JSON.stringify({ type, object })}\n`);
const addresses = (targets: Labels[]) => targets.map((labels) => labels.get('__address__'));

test('a target for each declared port, with the meta labels of the pod', async () => {
  pods = [pod('kad-1-a', '10.1.1.1')];
  const state = start();
  await until(() => state.targets.length > 0);
  expect(addresses(state.targets)).toEqual(['10.1.1.1:5000', '10.1.1.1:5001', '10.1.1.1']);
  expect(state.targets[0]?.toJSON()).toEqual({
    __address__: '10.1.1.1:5000',
    __meta_kubernetes_namespace: 'pycont',
    __meta_kubernetes_pod_annotation_prometheus_io_scrape: 'true',
    __meta_kubernetes_pod_annotationpresent_prometheus_io_scrape: 'true',
    __meta_kubernetes_pod_container_id: 'x://1',
    __meta_kubernetes_pod_container_image: 'kad:1',
    __meta_kubernetes_pod_container_init: 'false',
    __meta_kubernetes_pod_container_name: 'kad',
    __meta_kubernetes_pod_container_port_name: 'http',
    __meta_kubernetes_pod_container_port_number: '5000',
    __meta_kubernetes_pod_container_port_protocol: 'TCP',
    __meta_kubernetes_pod_controller_kind: 'ReplicaSet',
    __meta_kubernetes_pod_controller_name: 'kad-1',
    __meta_kubernetes_pod_host_ip: '10.0.0.1',
    __meta_kubernetes_pod_ip: '10.1.1.1',
    __meta_kubernetes_pod_label_app: 'kad',
    __meta_kubernetes_pod_labelpresent_app: 'true',
    __meta_kubernetes_pod_name: 'kad-1-a',
    __meta_kubernetes_pod_node_name: 'node',
    __meta_kubernetes_pod_phase: 'Running',
    __meta_kubernetes_pod_ready: 'true',
    __meta_kubernetes_pod_uid: 'uid-kad-1-a',
  });
  expect(requests[0]).toBe('Bearer first /api/v1/namespaces/pycont/pods');
});

test('changes arrive by watch; a pod without an address is not a target yet', async () => {
  const state = start();
  await until(() => watches.length === 1);
  event('ADDED', { ...pod('a', '', 101), status: { phase: 'Pending' } });
  event('MODIFIED', pod('a', '10.1.1.1', 102));
  await until(() => state.targets.length === 3);
  event('BOOKMARK', { metadata: { resourceVersion: '150' } });
  event('DELETED', pod('a', '10.1.1.1', 151));
  await until(() => state.targets.length === 0);
  expect(watches[0]?.url.searchParams.get('resourceVersion')).toBe('100');
});

test('a watch that ends or breaks is resumed without a new list', async () => {
  const state = start();
  await until(() => watches.length === 1);
  event('ADDED', pod('a', '10.1.1.1', 123));
  await until(() => state.targets.length === 3);
  watches[0]?.response.end();
  await until(() => watches.length === 2);
  watches[1]?.response.destroy();
  await until(() => watches.length === 3);
  expect(watches.map(({ url }) => url.searchParams.get('resourceVersion'))).toEqual(['100', '123', '123']);
  expect([lists, state.targets.length]).toEqual([1, 3]);
});

test('410 lists again, and removes objects deleted in the meantime', async () => {
  pods = [pod('a', '10.1.1.1')];
  const state = start();
  await until(() => watches.length === 1 && state.targets.length === 3);
  pods = [pod('b', '10.1.1.2')];
  event('ERROR', { kind: 'Status', code: 410, message: 'too old' });
  await until(() => addresses(state.targets)[0] === '10.1.1.2:5000');
  expect(lists).toBe(2);
});

test('targets stay while the API server is unavailable, and the token is read again', async () => {
  pods = [pod('a', '10.1.1.1')];
  const state = start();
  await until(() => watches.length === 1 && state.targets.length === 3);
  const { port } = server.address() as AddressInfo;
  server.close().closeAllConnections();
  await writeFile(join(folder, 'token'), 'second');
  await until(() => state.log.some((message) => message.includes('ECONNREFUSED')));
  expect(state.targets).toHaveLength(3);
  server.listen(port, '127.0.0.1');
  await until(() => watches.length === 2);
  expect(requests.at(-1)).toBe('Bearer second /api/v1/namespaces/pycont/pods');
});

test('own_namespace and all namespaces use other paths', async () => {
  start('service', {});
  await until(() => requests.length > 0);
  expect(requests[0]).toContain(' /api/v1/services');
});

test('outside of a pod the error says what is missing', () => {
  const log: string[] = [];
  watchKubernetes(
    { role: 'pod', namespaces: [], ownNamespace: false },
    () => {},
    (_level, message) => log.push(message),
  );
  expect(log.join()).toContain('KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set');
});
