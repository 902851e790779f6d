/**
 * Traefik's image cannot be pulled where these tests run: its manifests are checked against what its version documents.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { packageRoot } from '../../src/system/package-root.ts';

// oxlint-disable-next-line typescript/no-explicit-any
type Manifest = any;

const folder = join(packageRoot(), 'deploy', 'ingress', 'traefik');
const manifests: Manifest[] = ['namespace.yaml', 'rbac.yaml', 'traefik.yaml'].flatMap((file) =>
  parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((each) => each.toJS()),
);
const of = (kind: string, name = 'traefik') =>
  manifests.find((each) => each.kind === kind && each.metadata.name === name);
const pod = of('Deployment').spec.template;
const [container] = pod.spec.containers;

/** The options of the static configuration that are used, as the CLI reference of this version has them. */
const VERSION = 'traefik:v3.6.8';
const FLAG = /^--entrypoints\.(web|traefik)\.address$/;
const FLAGS: Record<string, RegExp> = {
  '--ping': /^true$/,
  '--providers.kubernetesingress': /^true$/,
  '--providers.kubernetesingress.ingressclass': /^[a-z]+$/,
  '--providers.kubernetesingress.ingressendpoint.publishedservice': /^[a-z]+\/[a-z]+$/,
  '--metrics.prometheus': /^true$/,
  '--metrics.prometheus.buckets': /^[\d.]+(,[\d.]+)*$/,
  '--global.checknewversion': /^false$/,
  '--global.sendanonymoususage': /^false$/,
};
const flags = new Map<string, string>(
  container.args.map((arg: string) => [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)]),
);

test('every option is one that this version of Traefik has, with a value of its type', () => {
  expect(container.image).toBe(VERSION);
  for (const [flag, value] of flags)
    expect(value, flag).toMatch(FLAG.test(flag) ? /^:\d+$/ : (FLAGS[flag] ?? /^never$/));
});

test('ports, class and Service are those that it is told', () => {
  const port = (name: string) =>
    container.ports.find((each: Manifest) => each.name === name).containerPort as number;
  expect(flags.get('--entrypoints.web.address')).toBe(`:${port('web')}`);
  // Ping and metrics are on the entry point of this name, unless told otherwise.
  expect(flags.get('--entrypoints.traefik.address')).toBe(`:${port('internal')}`);
  expect(of('IngressClass').metadata.name).toBe(flags.get('--providers.kubernetesingress.ingressclass'));
  const ingress = parseAllDocuments(readFileSync(join(folder, '..', 'ingress.yaml'), 'utf8'))[0]!.toJS();
  expect(ingress.spec.ingressClassName).toBe(of('IngressClass').metadata.name);
  const { namespace } = parseAllDocuments(
    readFileSync(join(folder, 'kustomization.yaml'), 'utf8'),
  )[0]!.toJS();
  expect(flags.get('--providers.kubernetesingress.ingressendpoint.publishedservice')).toBe(
    `${namespace}/${of('Service').metadata.name}`,
  );
  expect(of('Service').spec.type).toBe('LoadBalancer');
});

test('it may read what its provider watches, write the status of Ingresses, and nothing more', () => {
  const allowed = of('ClusterRole').rules.flatMap((rule: Manifest) =>
    rule.resources.flatMap((resource: string) =>
      rule.verbs.filter((verb: string) => verb !== 'get').map((verb: string) => `${verb} ${resource}`),
    ),
  );
  const watched = ['services', 'secrets', 'nodes', 'endpointslices', 'ingresses', 'ingressclasses'];
  expect(allowed.sort()).toEqual(
    [...watched.flatMap((each) => [`list ${each}`, `watch ${each}`]), 'update ingresses/status'].sort(),
  );
});

test('none of its custom resources is used, so their definitions are not needed', () => {
  expect(manifests.map(({ apiVersion }) => apiVersion).filter((each) => /traefik\./.test(each))).toEqual([]);
});

test('Prometheus finds its metrics: by annotations, and, from another namespace, by name', () => {
  const port = String(container.ports.find((each: Manifest) => each.name === 'internal').containerPort);
  expect(pod.metadata.annotations).toEqual({
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': port,
    'prometheus.io/path': '/metrics',
  });
  const { scrape_configs: jobs } = parseAllDocuments(
    readFileSync(join(folder, '../../monitoring/prometheus.yml'), 'utf8'),
  )[0]!.toJS();
  const [dns] = jobs.find((each: Manifest) => each.job_name === 'traefik').dns_sd_configs;
  const metrics = of('Service', 'traefik-metrics');
  expect(dns).toMatchObject({ names: ['traefik-metrics.traefik.svc'], type: 'A', port: Number(port) });
  expect(metrics.spec).toMatchObject({ clusterIP: 'None', selector: pod.metadata.labels });
});

test("its histogram has the bounds of the app's, the objective's among them", () => {
  const source = readFileSync(join(packageRoot(), 'src/app/src/metrics.ts'), 'utf8');
  const bounds = /BOUNDS = \[(.*)\]/.exec(source)?.[1]?.split(', ').join(',');
  expect(flags.get('--metrics.prometheus.buckets')).toBe(bounds);
  expect(bounds?.split(',')).toContain('0.5');
});
