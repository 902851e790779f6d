/** A talk with its own names on a real cluster: what it owns is removed, and nothing else. */
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { step } from '../../cli/pycont.ts';
import { ownTalk } from '../own-talk.ts';
import { missingCluster } from './missing-cluster.ts';

const missing = await missingCluster();

/** Created by the talk, which does not own it. */
const UNOWNED = step(
  'name=unowned exit=0 check="kubectl get ns bystander"',
  'kubectl create namespace bystander && docker volume create bystander && docker network create bystander',
);

describe.skipIf(missing)(`what a talk owns on the cluster stage${missing ? ` (${missing})` : ''}`, () => {
  let talk: ReturnType<typeof ownTalk>;
  const cluster = (...args: string[]) => talk.run('--stage', 'cluster', ...args);
  const lines = async (program: string, ...args: string[]) =>
    (await execa(program, args, { reject: false })).stdout.split('\n').filter(Boolean).toSorted();
  const stateOfStage = async () => ({
    cluster: await lines('kubectl', 'get', 'namespaces,crd,clusterroles,pv', '--output', 'name'),
    settings: await lines(
      'kubectl',
      'get',
      'cm',
      'settings',
      '-n',
      'default',
      '--ignore-not-found',
      '-o',
      'name',
    ),
    containers: await lines('docker', 'ps', '--all', '--format', '{{.Names}}'),
    networks: await lines('docker', 'network', 'ls', '--format', '{{.Name}}'),
    volumes: await lines('docker', 'volume', 'ls', '--format', '{{.Name}}'),
    images: await lines('docker', 'images', '--format', '{{.Repository}}:{{.Tag}}'),
  });
  let before: Awaited<ReturnType<typeof stateOfStage>>;

  beforeAll(async () => {
    talk = ownTalk(UNOWNED);
    before = await stateOfStage();
  });

  afterAll(async () => {
    await cluster('scene', 'reset');
    await execa('kubectl', ['delete', 'namespace', 'bystander', '--ignore-not-found'], { reject: false });
    await execa('kubectl', ['delete', 'cm', 'settings', '-n', 'default', '--ignore-not-found'], {
      reject: false,
    });
    await execa('docker', ['volume', 'rm', '--force', 'bystander'], { reject: false });
    await execa('docker', ['network', 'rm', 'bystander'], { reject: false });
    await cluster('stage', 'down');
    talk.remove();
  });

  test('what is owned is removed at the end, and what is not owned stays', async () => {
    const { exitCode, stdout } = await cluster('rehearse');
    expect(exitCode, stdout).toBe(0);
    const bystander = (names: string[], name = 'bystander') => [...names, name].toSorted();
    expect(await stateOfStage()).toEqual({
      cluster: bystander(before.cluster, 'namespace/bystander'),
      settings: ['configmap/settings'],
      containers: before.containers,
      networks: bystander(before.networks),
      volumes: bystander(before.volumes),
      images: before.images,
    });
  });

  test('lint reports what would stay', async () => {
    const { exitCode, stdout } = await talk.run('lint', talk.talk);
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/this creates something in the namespace 'default', which a talk cannot own/);
    for (const kind of ['namespaces', 'volumes', 'networks'])
      expect(stdout).toContain(`this creates 'bystander' among ${kind}, which the talk does not own`);
  });

  test('scene reset removes what is owned, and the next rehearsal fails because of what is not', async () => {
    const { exitCode, stdout } = await cluster('rehearse');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/settings/);
    const gone = await cluster('scene', 'reset');
    expect(gone.exitCode, gone.stderr).toBe(0);
    expect((await stateOfStage()).cluster).toEqual([...before.cluster, 'namespace/bystander'].toSorted());
  });
});
