/**
 * The app behind an ingress on a real cluster. No controller can be pulled everywhere: a proxy of this process stands
 * in for one, before a Service of the cluster, and writes the Ingress's status as controllers do.
 */
import { KubeConfig, NetworkingV1Api, setHeaderOptions } from '@kubernetes/client-node';
import { execa } from 'execa';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pycont } from '../rehearsal.ts';
import { deployApp, loadDuring, rollOut, stageEnvironment } from '../rolling-update.ts';
import { missingCluster } from './missing-cluster.ts';

const missing = await missingCluster();
const soon = { timeout: 30_000 };

interface StandIn {
  server: Server;
  port: number;
  passed: number;
}

/** Hands every request over, each by a connection of its own: the Service finds a ready pod for it. */
async function standIn(nodePort: number): Promise<StandIn> {
  const server = createServer((inbound, response) => {
    proxy.passed += 1;
    const { method, url, headers } = inbound;
    const to = { host: '127.0.0.1', port: nodePort, method, path: url, headers, agent: false };
    const outbound = request(to, (answer) => {
      const { connection: _, ...more } = answer.headers;
      response.writeHead(answer.statusCode ?? 502, more);
      answer.pipe(response);
    });
    outbound.on('error', () => response.destroy());
    inbound.pipe(outbound);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy = { server, port: (server.address() as AddressInfo).port, passed: 0 };
  return proxy;
}

function stop({ server }: StandIn): void {
  server.close();
  server.closeAllConnections();
}

describe.skipIf(missing)(`the app behind an ingress${missing ? ` (${missing})` : ''}`, () => {
  let home: string;
  let env: Record<string, string>;
  let nodePort: number;
  const proxies: StandIn[] = [];

  const kubectl = async (...args: string[]) =>
    (await execa('kubectl', [...args, '--namespace=pycont'], { env, timeout: 30_000 })).stdout;
  const way = async () =>
    (await pycont(['--stage', 'cluster', 'stage', 'status'], { PYCONT_HOME: home })).stdout;
  const answers = async () =>
    (await fetch(env.APP_URL!, { headers: { connection: 'close' }, signal: AbortSignal.timeout(5_000) }))
      .status;

  const tellAddress = async (port: number) => {
    const config = new KubeConfig();
    config.loadFromFile(env.KUBECONFIG!);
    const ingress = [{ ip: '127.0.0.1', ports: [{ port, protocol: 'TCP' }] }];
    await config
      .makeApiClient(NetworkingV1Api)
      .patchNamespacedIngressStatus(
        { name: 'kad', namespace: 'pycont', body: { status: { loadBalancer: { ingress } } } },
        setHeaderOptions('Content-Type', 'application/merge-patch+json'),
      );
  };

  const behindProxy = async () => {
    const proxy = await standIn(nodePort);
    proxies.push(proxy);
    await tellAddress(proxy.port);
    await expect.poll(way, soon).toContain(`through the ingress at 127.0.0.1:${proxy.port}`);
    return proxy;
  };

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'pycont-ingress-'));
    env = await stageEnvironment('cluster', home);
    await deployApp(env);
    await kubectl('expose', 'deployment/kad', '--name=behind-ingress', '--type=NodePort', '--port=5000');
    nodePort = Number(
      await kubectl('get', 'service/behind-ingress', '--output=jsonpath={.spec.ports[0].nodePort}'),
    );
  }, 180_000);

  afterAll(async () => {
    for (const proxy of proxies) stop(proxy);
    await pycont(['--stage', 'cluster', 'scene', 'reset'], { PYCONT_HOME: home });
    await pycont(['--stage', 'cluster', 'stage', 'down'], { PYCONT_HOME: home });
    rmSync(home, { recursive: true, force: true });
  });

  test('it is reached through the ingress while that answers, else by port-forwards', async () => {
    expect(await way()).toContain('through port-forwards to its pods');
    const proxy = await behindProxy();
    expect(await answers()).toBe(200);
    expect(proxy.passed).toBeGreaterThan(0);
    stop(proxy);
    await expect.poll(way, soon).toContain('through port-forwards to its pods');
    expect(await answers()).toBe(200);
  });

  test('fifty keep-alive connections through it see no failed request in 10 s of roll-outs', async () => {
    const proxy = await behindProxy();
    const { requests, errors, messages } = await loadDuring(rollOut, env, 10);
    expect({ errors, messages }).toEqual({ errors: {}, messages: {} });
    expect(requests).toBeGreaterThan(500);
    expect(proxy.passed).toBeGreaterThanOrEqual(requests);
  });
});
