import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { packageRoot } from '../../src/system/package-root.ts';
import { violations } from './restricted.ts';

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

const named = workloads.map(
  ({ metadata, spec }) =>
    [metadata.name, spec.template.spec] as [name: string, pod: Workload['spec']['template']['spec']],
);

test.each(named)("%s's pods keep to the restricted profile", (_, pod) => {
  expect(violations(pod)).toEqual([]);
});

const allowed = named[0]![1];
const [container] = allowed.containers;
const withContainer = (fields: object) => ({ ...allowed, containers: [{ ...container, ...fields }] });
const withContext = (fields: object) =>
  withContainer({ securityContext: { ...container!.securityContext, ...fields } });

test.each<[what: RegExp, pod: object]>([
  [/hostNetwork/, { ...allowed, hostNetwork: true }],
  [/hostPath/, { ...allowed, volumes: [{ name: 'root', hostPath: { path: '/' } }] }],
  [/hostPort/, withContainer({ ports: [{ containerPort: 80, hostPort: 80 }] })],
  [/privileged/, withContext({ privileged: true })],
  [/allowPrivilegeEscalation/, withContext({ allowPrivilegeEscalation: undefined })],
  [/runAsNonRoot/, { ...allowed, securityContext: { seccompProfile: { type: 'RuntimeDefault' } } }],
  [/runAsUser/, withContext({ runAsUser: 0 })],
  [/seccompProfile/, withContext({ seccompProfile: { type: 'Unconfined' } })],
  [/capabilities.drop/, withContext({ capabilities: { drop: ['NET_RAW'] } })],
  [/adds SYS_ADMIN/, withContext({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } })],
])('and one that does not is told: %s', (what, pod) => {
  expect(violations(pod).join()).toMatch(what);
});

test.each(containers)(
  '%s has a read-only root, is bounded and pinned',
  (_, { securityContext, resources, image }) => {
    expect(securityContext).toMatchObject({ readOnlyRootFilesystem: true });
    expect(resources).toMatchObject({ requests: expect.anything(), limits: expect.anything() });
    expect(image).toMatch(/:v?\d/);
  },
);

test('whoever scales the app owns its replicas', () => {
  expect(workloads.find(({ metadata }) => metadata.name === 'kad')?.spec).not.toHaveProperty('replicas');
});
