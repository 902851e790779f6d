import { expect, test } from 'vitest';
import { isThrowAway, parseKubeConfig } from '../../../src/stage/cluster/kube-context.ts';

test.each<[name: string, server: string]>([
  ['kind-talk', 'https://127.0.0.1:40123'],
  ['k3d-talk', 'https://0.0.0.0:6550'],
  ['minikube', 'https://192.168.49.2:8443'],
  ['docker-desktop', 'https://kubernetes.docker.internal:6443'],
  ['colima', 'https://127.0.0.1:6443'],
  ['mine', 'https://localhost:6443'],
  ['mine', 'https://127.8.9.10:6443'],
  ['mine', 'https://[::1]:6443'],
])('%s at %s is a throw-away cluster', (name, server) => {
  expect(isThrowAway({ name, server })).toBe(true);
});

test.each<[name: string, server: string]>([
  ['shop', 'https://10.0.0.5:6443'],
  ['shop', 'https://cluster.example.com'],
  ['shop', 'https://127.0.0.1.example.com'],
  ['shop', 'https://localhost.example.com'],
  ['minikube-of-the-team', 'https://10.0.0.5:6443'],
  // A tunnel makes any API server look local.
  ['shop-prod', 'https://127.0.0.1:6443'],
  ['production', 'https://localhost:6443'],
  ['admin@staging', 'https://127.0.0.1:6443'],
  ['kind-live', 'https://127.0.0.1:6443'],
])('%s at %s may be one that somebody needs', (name, server) => {
  expect(isThrowAway({ name, server })).toBe(false);
});

test('a name that only contains such a word is no reason to refuse', () => {
  expect(isThrowAway({ name: 'product-owner', server: 'https://127.0.0.1:6443' })).toBe(true);
});

test('behind a proxy, an address of this machine is one of another', () => {
  const tunnelled = parseKubeConfig(
    JSON.stringify({
      'current-context': 'mine',
      clusters: [{ cluster: { server: 'https://127.0.0.1:6443', 'proxy-url': 'socks5://bastion:1080' } }],
    }),
  );
  expect(isThrowAway(tunnelled)).toBe(false);
});
