import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { packageRoot } from '../../src/package-root.ts';

interface Container {
  name: string;
  image: string;
  resources?: { limits?: object; requests?: object };
  securityContext?: object;
}
interface Workload {
  kind: string;
  metadata: { name: string };
  spec: {
    template: { spec: { securityContext?: object; containers: Container[]; initContainers?: Container[] } };
  };
}

const root = join(packageRoot(), 'deploy');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.yaml'),
);
const workloads = files
  .flatMap((file) => parseAllDocuments(readFileSync(join(root, file), 'utf8')).map((each) => each.toJS()))
  .filter((each: { kind?: string } | null): each is Workload => each?.kind === 'Deployment');
const containers = workloads.flatMap(({ metadata, spec: { template } }) =>
  [...template.spec.containers, ...(template.spec.initContainers ?? [])].map(
    (container) => [`${metadata.name}/${container.name}`, container] as const,
  ),
);

test('there are the deployments of the talk and of its surroundings', () => {
  expect(workloads.map(({ metadata }) => metadata.name).sort()).toEqual([
    'dashboard',
    'kad',
    'prometheus',
    'pycont-operator',
    'redis',
    'traefik',
  ]);
});

test.each(workloads.map((each) => [each.metadata.name, each] as const))(
  "%s's pods keep to the restricted profile",
  (_, { spec }) => {
    expect(spec.template.spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  },
);

test.each(containers)('%s is confined, bounded and pinned', (_, container) => {
  expect(container.securityContext).toMatchObject({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  expect(container.resources).toMatchObject({ requests: expect.anything(), limits: expect.anything() });
  expect(container.image).toMatch(/:v?\d/);
});

test('whoever scales the app owns its replicas', () => {
  expect(workloads.find(({ metadata }) => metadata.name === 'kad')?.spec).not.toHaveProperty('replicas');
});
