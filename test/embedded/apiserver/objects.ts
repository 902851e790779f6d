/** Small objects for the tests of the API's state. */
import { ApiError } from '../../../src/embedded/apiserver/types.ts';
import type { NewObject } from '../../../src/embedded/apiserver/types.ts';

export const configMap = (
  name: string,
  data: Record<string, string> = {},
  labels?: Record<string, string>,
): NewObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default', ...(labels ? { labels } : {}) },
  data,
});

export const pod = (name: string, spec: object = {}, labels?: Record<string, string>): NewObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', ...(labels ? { labels } : {}) },
  spec: { containers: [{ name: 'main', image: 'app:1' }], ...spec },
});

export const deployment = (name: string, spec: object = {}, container: object = {}): NewObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'default' },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'main', image: 'app:1', ...container }] },
    },
    ...spec,
  },
});

export const service = (name: string, spec: object = {}): NewObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'default' },
  spec: { selector: { app: name }, ports: [{ port: 80 }], ...spec },
});

/** The error of a refused action; fails if it is not refused. */
export function refusal(act: () => unknown): ApiError {
  try {
    act();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
