import { expect } from 'vitest';
import type { KubeletFixture } from './fixture.ts';

export const poll = (read: () => unknown) => expect.poll(read, { timeout: 15_000, interval: 20 });

export const configMap = (fixture: KubeletFixture, name: string, data: Record<string, string>) =>
  fixture.cluster.create('configmaps', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'default' },
    data,
  });

export const secret = (fixture: KubeletFixture, name: string, data: Record<string, string>) =>
  fixture.cluster.create('secrets', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'default' },
    data: Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
    ),
  });
