import { expect, test } from 'vitest';
import { chooseStage } from '../../../src/stage/cluster/choose-stage.ts';
import type { Machine } from '../../../src/stage/cluster/choose-stage.ts';
import { thisMachine } from '../../../src/stage/cluster/machine.ts';
import { inEnglish } from '../../messages/in-english.ts';

const unasked = () => Promise.reject(new Error('must not be asked'));

const everything: Machine = {
  has: () => true,
  hasKubeconfig: () => true,
  images: {},
  context: async () => ({ name: 'kind-talk', server: 'https://127.0.0.1:40000' }),
  engineAnswers: async () => true,
  clusterAnswers: async () => true,
};

test('an engine and a throw-away cluster give the cluster stage', async () => {
  expect(inEnglish(await chooseStage(everything))).toMatchObject({
    stage: 'cluster',
    why: expect.stringContaining('kind-talk'),
  });
});

test('a machine with nothing is not asked anything that takes a process', async () => {
  const nothing: Machine = {
    has: () => false,
    hasKubeconfig: () => false,
    images: {},
    context: unasked,
    engineAnswers: unasked,
    clusterAnswers: unasked,
  };
  expect(inEnglish(await chooseStage(nothing))).toEqual({
    stage: 'embedded',
    why: 'docker is not installed',
  });
  const withDocker = await chooseStage({ ...nothing, has: (program) => program === 'docker' });
  expect(String(withDocker.why)).toMatch(/kubectl is not installed/);
  const withPrograms = await chooseStage({ ...nothing, has: () => true });
  expect(String(withPrograms.why)).toMatch(/no kubeconfig/);
});

test('a cluster that somebody may need is not even asked whether it is there', async () => {
  const choice = await chooseStage({
    ...everything,
    context: async () => ({ name: 'shop-production', server: 'https://127.0.0.1:6443' }),
    engineAnswers: unasked,
    clusterAnswers: unasked,
  });
  expect(inEnglish(choice)).toEqual({
    stage: 'embedded',
    why: 'the kube context shop-production may be in use',
    remedy: expect.stringContaining('--context shop-production --yes'),
  });
});

test.each<[string, Partial<Machine>, RegExp]>([
  ['no current context', { context: async () => undefined }, /no current kube context/],
  [
    'a cluster of unknown kind',
    { context: async () => ({ name: 'mine', server: 'https://localhost:6443' }) },
    /does not know how to load images/,
  ],
  ['an engine that is down', { engineAnswers: async () => false }, /Engine does not answer/],
  ['a cluster that is down', { clusterAnswers: async () => false }, /kind-talk does not answer/],
])('%s gives the embedded stage, and says so', async (_, difference, why) => {
  const choice = await chooseStage({ ...everything, ...difference });
  expect(inEnglish(choice)).toMatchObject({ stage: 'embedded', why: expect.stringMatching(why) });
});

test.each([{ program: '/bin/load' }, { registry: 'localhost:5001' }])(
  '%j makes a cluster of unknown kind usable',
  async (images) => {
    const context = async () => ({ name: 'mine', server: 'https://localhost:6443' });
    expect((await chooseStage({ ...everything, context, images })).stage).toBe('cluster');
  },
);

test('a real machine without programs says so, and has no context', async () => {
  const machine = thisMachine(undefined, undefined, { PATH: '/nowhere', KUBECONFIG: '/nowhere/config' });
  expect(machine.has('docker')).toBe(false);
  expect(machine.hasKubeconfig()).toBe(false);
  expect(await machine.context()).toBeUndefined();
  expect(await machine.engineAnswers()).toBe(false);
});
