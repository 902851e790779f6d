import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checksFor } from '../../../../src/cli/commands/doctor/checks.ts';
import * as cluster from '../../../../src/cli/commands/doctor/cluster.ts';
import * as inCluster from '../../../../src/cli/commands/doctor/in-cluster.ts';
import * as embedded from '../../../../src/cli/commands/doctor/embedded.ts';
import * as engine from '../../../../src/cli/commands/doctor/engine.ts';
import * as machine from '../../../../src/cli/commands/doctor/machine.ts';
import { thisMachine } from '../../../../src/cli/commands/doctor/probe.ts';
import type { Finding, Probe } from '../../../../src/cli/commands/doctor/probe.ts';
import { temporaryFolder } from '../../../show/temporary.ts';
import { inEnglish } from '../../../messages/in-english.ts';

const NOW = Date.parse('2024-05-01T12:00:00Z');
const kubeconfig = (name: string, server: string) =>
  JSON.stringify({ 'current-context': name, clusters: [{ cluster: { server } }] });
const version = (minor: string) =>
  JSON.stringify({ serverVersion: { gitVersion: `v1.${minor}.0`, major: '1', minor } });

/** What programs say, by the beginning of their command line; the longest that fits counts. */
const ALL_WELL: Record<string, string | undefined> = {
  'bash --version': 'GNU bash, version 5.2',
  'curl --version': 'curl 8.0 (x)',
  'unshare --user': '',
  'docker version': '27.0.0',
  'docker info --format {{.DockerRootDir}}': '/var/lib/docker',
  'docker info --format {{.SystemTime}}': '2024-05-01T12:00:01Z',
  'docker image inspect': 'sha256:1',
  'kubectl version --client': '{}',
  'kubectl version --output=json': version('30'),
  'kubectl config view': kubeconfig('kind-talk', 'https://127.0.0.1:40000'),
  'kubectl auth can-i': 'yes',
  'kubectl get ingressclass': 'ingressclass.networking.k8s.io/traefik',
  'kubectl get namespace': '',
  'kubectl get deployment prometheus': 'deployment.apps/prometheus',
  'kubectl get --raw=/api/v1/namespaces/pycont/services/prometheus:9090/proxy/-/ready': 'ready',
  'kubectl get nodes': '["docker.io/library/redis:7"] ["docker.io/prom/prometheus:v2.42.0"]',
};

function probe(said: Record<string, string | undefined> = {}, other: Partial<Probe> = {}): Probe {
  const answers = Object.entries({ ...ALL_WELL, ...said }).sort(([a], [b]) => b.length - a.length);
  return {
    ask: async (...words) => answers.find(([beginning]) => words.join(' ').startsWith(beginning))?.[1],
    complaint: () => undefined,
    has: () => true,
    env: {},
    platform: 'linux',
    terminal: { isTTY: true, columns: 100, rows: 30 },
    freeMegabytes: async () => 10_000,
    isPortFree: async () => true,
    registryStatus: async () => 200,
    routeToApp: () => undefined,
    baseImages: async () => ({
      ofBuilds: ['node:24-slim'],
      ofPods: ['redis:7', 'prom/prometheus:v2.42.0'],
    }),
    now: () => NOW,
    ...other,
  };
}

type Look = (probe: Probe) => Promise<Finding>;
const onCluster =
  (check: (probe: Probe, wanted: cluster.Wanted) => Promise<Finding>, wanted: cluster.Wanted = {}): Look =>
  (asked) =>
    check(asked, wanted);

const checks: Record<string, Look> = {
  home: (asked) => machine.home(asked, { home: temporaryFolder() }),
  keys: () => machine.keys({ home: temporaryFolder(), language: 'en' }),
  bash: machine.bash,
  curl: machine.curl,
  terminal: machine.terminal,
  kubectl: embedded.kubectl,
  namespaces: embedded.namespaces,
  engine: engine.engine,
  disk: engine.disk,
  clock: engine.clock,
  port: engine.port,
  images: onCluster(engine.images),
  context: onCluster(cluster.context),
  cluster: onCluster(cluster.cluster),
  rights: onCluster(cluster.rights),
  loader: onCluster(cluster.loader),
  registry: onCluster(cluster.loader, { registry: 'localhost:5001' }),
  ingress: onCluster(inCluster.ingress),
  prometheus: onCluster(inCluster.prometheus),
  namespace: onCluster(inCluster.namespace),
};

test.each(Object.entries(checks))('%s is content with a machine that has everything', async (_, look) => {
  expect(await look(probe())).toMatchObject({ level: 'good' });
});

const foreign = { 'kubectl config view': kubeconfig('shop', 'https://10.0.0.5:6443') };

describe('what is wrong is said, with its remedy', () => {
  test.each<[check: string, wrong: Probe, fact: RegExp, remedy: RegExp]>([
    ['home', probe({}, { freeMegabytes: async () => 12 }), /has 12 MB left/, /500 MB/],
    ['bash', probe({ 'bash --version': undefined }), /not on PATH/, /Install bash/],
    ['curl', probe({ 'curl --version': undefined }), /not on PATH/, /Install curl/],
    ['engine', probe({}, { has: () => false }), /not on PATH/, /Install a Docker/],
    ['engine', probe({ 'docker version': undefined }), /does not answer/, /Start it/],
    [
      'engine',
      probe({ 'docker version': undefined }, { complaint: () => 'permission denied on the socket' }),
      /does not answer: permission denied/,
      /join the group/,
    ],
    ['disk', probe({}, { freeMegabytes: async () => 100 }), /100 MB left/, /docker system prune/],
    ['disk', probe({ 'docker info --format {{.DockerRootDir}}': undefined }), /cannot be checked/, /Start/],
    [
      'clock',
      probe({ 'docker info --format {{.SystemTime}}': '2024-05-01T11:00:00Z' }),
      /differs by 3600/,
      /Restart the engine/,
    ],
    ['clock', probe({ 'docker info --format {{.SystemTime}}': undefined }), /cannot be read/, /Start/],
    ['context', probe({}, { has: () => false }), /not on PATH/, /Install kubectl/],
    ['context', probe({ 'kubectl config view': undefined }), /no current kube context/, /get-contexts/],
    [
      'context',
      probe({ 'kubectl config view': undefined }, { complaint: () => 'cannot locate user ghost' }),
      /no current kube context: cannot locate user ghost$/,
      /get-contexts/,
    ],
    ['context', probe(foreign), /shop .*is in use/, /--context shop --yes/],
    ['cluster', probe({ 'kubectl version --output=json': undefined }), /does not answer/, /Start the/],
    [
      'cluster',
      probe({ 'kubectl version --output=json': undefined }, { complaint: () => 'connection refused' }),
      /does not answer$/,
      /Start the/,
    ],
    [
      'cluster',
      probe({ 'kubectl version --output=json': undefined }, { complaint: () => 'x509: expired' }),
      /does not accept requests: x509: expired$/,
      /Fix the kube context/,
    ],
    ['cluster', probe({ 'kubectl version --output=json': version('19') }), /older than 1\.20/, /1\.20/],
    [
      'rights',
      probe({ 'kubectl auth can-i create namespaces': 'no', 'kubectl auth can-i get pods': undefined }),
      /not allowed: create namespaces, get pods\/log$/,
      /administrator/,
    ],
    ['loader', probe(foreign), /does not know how .* shop/, /PYCONT_IMAGE_LOADER/],
    ['loader', probe({}, { has: () => false }), /kind is not installed/, /Install kind/],
    ['registry', probe({}, { registryStatus: async () => undefined }), /does not answer/, /Start it/],
    ['registry', probe({}, { registryStatus: async () => 404 }), /not a registry: .* gives 404/, /another/],
    [
      'prometheus',
      probe({
        'kubectl get --raw=/api': undefined,
        'kubectl get --raw=/api/v1/namespaces/pycont/services/prometheus:9090/proxy/-/ready': undefined,
      }),
      /does not answer/,
      /rollout restart/,
    ],
    [
      'namespace',
      probe({ 'kubectl get namespace': 'Terminating' }),
      /pycont is being deleted/,
      /describe namespace pycont/,
    ],
    ['namespace', probe({ 'kubectl get namespace': undefined }), /cannot check/, /get namespaces/],
  ])('%s', async (check, wrong, fact, remedy) => {
    expect(inEnglish(await checks[check]!(wrong))).toEqual({
      level: 'bad',
      fact: expect.stringMatching(fact),
      remedy: expect.stringMatching(remedy),
    });
  });
});

describe('what is only different is noted', () => {
  test.each<[check: string, other: Probe, fact: RegExp]>([
    ['terminal', probe({}, { terminal: {} }), /unattended/],
    ['terminal', probe({}, { terminal: { isTTY: true, columns: 40, rows: 10 } }), /40×10 is small/],
    ['kubectl', probe({ 'kubectl version --client': undefined }), /has a small one/],
    ['namespaces', probe({ 'unshare --user': undefined }), /plain processes/],
    ['namespaces', probe({}, { platform: 'darwin' }), /plain processes/],
    ['disk', probe({}, { freeMegabytes: async () => undefined }), /virtual machine/],
    ['port', probe({}, { isPortFree: async () => false }), /5000 is taken/],
    ['images', probe({ 'docker image inspect': undefined }), /engine would pull node:24-slim, redis:7/],
    ['images', probe({ 'kubectl get nodes': '' }), /cluster would pull redis:7, prom\/prometheus:v2/],
    ['images', probe({ 'kubectl get nodes': undefined }), /cannot be listed/],
    ['registry', probe({}, { registryStatus: async () => 401 }), /requires a login/],
    ['ingress', probe({ 'kubectl get ingressclass': undefined }), /port-forward/],
    ['namespace', probe({ 'kubectl get namespace': 'Active' }), /talk in progress/],
  ])('%s', async (check, other, fact) => {
    const found = inEnglish(await checks[check]!(other));
    expect(found).toMatchObject({ level: 'note', fact: expect.stringMatching(fact) });
  });
});

test('while a talk is on, the way to the app is the one that is taken', async () => {
  const routeToApp = () => 'the ingress at 127.0.0.1:80';
  const found = inEnglish(await inCluster.ingress(probe({}, { routeToApp }), {}));
  expect(found).toEqual({ level: 'good', fact: 'the app is reached through the ingress at 127.0.0.1:80' });
});

test('there is no check of the cluster stage without a test of its own', () => {
  const tested = ['talk', 'stage', ...Object.keys(checks)];
  const settings = { stage: 'cluster', home: '/nowhere', scenes: '/nowhere', language: 'en' } as const;
  for (const stage of ['cluster', 'embedded'] as const)
    expect(tested).toEqual(expect.arrayContaining(Object.keys(checksFor(stage, probe(), settings))));
});

test('a Prometheus that is yet to come is no fault', async () => {
  const found = await inCluster.prometheus(probe({ 'kubectl get deployment prometheus': '' }), {});
  expect(inEnglish(found)).toEqual({
    level: 'good',
    fact: expect.stringContaining('scene load installs it'),
  });
});

test('a foreign context is used when it is named and confirmed, and only then', async () => {
  const look = (wanted: cluster.Wanted) => cluster.context(probe(foreign), wanted);
  expect(await look({ context: 'shop', confirmed: true })).toMatchObject({ level: 'note' });
  expect(await look({ context: 'shop' })).toMatchObject({ level: 'bad' });
  expect(await look({ confirmed: true })).toMatchObject({ level: 'bad' });
});

test('a home that cannot be written and a talk that is not there are bad', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(await machine.home(probe(), { home: join(file, 'home') })).toMatchObject({ level: 'bad' });
  const talk = await machine.talk({ scenes: '/nowhere', language: 'en' });
  expect(talk.level).toBe('bad');
  expect(String(talk.remedy)).toMatch(/Give the folder/);
});

test('a folder is no program', () => {
  expect(thisMachine.has(process.execPath)).toBe(true);
  expect(thisMachine.has(temporaryFolder())).toBe(false);
});

test('a right that nobody could be asked for in time is not one that is missing', async () => {
  const slow = probe(
    { 'kubectl auth can-i create roles': undefined },
    { complaint: (...words) => (words.includes('can-i') ? 'no answer within 4 s' : undefined) },
  );
  const { level, fact } = await cluster.rights(slow, {});
  expect(level).toBe('note');
  expect(String(fact)).toMatch(/did not say in time .*: create roles\.rbac\.authorization\.k8s\.io$/);
});
