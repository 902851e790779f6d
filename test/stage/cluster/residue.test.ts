import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { endResidue } from '../../../src/stage/cluster/residue.ts';
import type { Owned, Stage } from '../../../src/stage/types.ts';
import { temporaryFolder } from '../../show/temporary.ts';

const unwatched: NonNullable<Stage['watchOver']> = () => ({ stop() {}, dead: async () => undefined });

/** Programs that log their calls, and fail where the script says so. */
function programs(script = '') {
  const folder = temporaryFolder();
  const log = join(folder, 'log');
  mkdirSync(join(folder, 'bin'));
  for (const name of ['docker', 'kubectl']) {
    const file = join(folder, 'bin', name);
    writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> '${log}'\ncase "${name} $*" in\n${script}\nesac\n`);
    chmodSync(file, 0o755);
  }
  const env = { PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
  return {
    end: (owned: Owned, watchOver = unwatched) => endResidue(owned, env, watchOver),
    called: () => readFileSync(log, 'utf8').trimEnd().split('\n'),
  };
}

const OWNED: Owned = {
  namespaces: ['demos', 'more'],
  customresourcedefinitions: ['widgets.example.com'],
  containers: ['web', 'db'],
  networks: ['back'],
  volumes: ['data'],
  images: ['demos/web:1'],
};

test('what is owned is removed, containers first, and nothing else', async () => {
  const { end, called } = programs();
  await end(OWNED);
  const workloads = 'cronjobs,jobs,deployments,replicasets,statefulsets,daemonsets --all';
  expect(called()).toEqual([
    'docker rm --force --volumes web db',
    'docker network rm back',
    'docker volume rm --force data',
    'docker image rm --force demos/web:1',
    ...['demos', 'more'].flatMap((name) => [
      `kubectl delete ${workloads} --namespace=${name} --cascade=orphan --wait=false`,
      `kubectl delete pods --all --namespace=${name} --grace-period=0 --force --wait=false`,
    ]),
    'kubectl delete namespaces demos --ignore-not-found --timeout=2m',
    'kubectl delete namespaces more --ignore-not-found --timeout=2m',
    'kubectl delete customresourcedefinitions widgets.example.com --ignore-not-found --timeout=30s',
  ]);
});

test('what is gone already is not a failure', async () => {
  const { end } = programs(`
docker\\ rm*) echo 'Error: No such container: web' >&2; exit 1 ;;
docker\\ network*) printf 'Error response from daemon: network back not found\\nCreate it: docker network create back\\nexit status 1\\n' >&2; exit 1 ;;
kubectl\\ delete\\ pods*) echo 'no pods' >&2; exit 1 ;;`);
  await expect(end(OWNED)).resolves.toBeUndefined();
});

test('what is not deleted is reported with its remedy, and the rest is removed', async () => {
  const { end, called } = programs(`
docker\\ network*) echo 'Error response from daemon: network back has active endpoints' >&2; exit 1 ;;
kubectl\\ delete\\ namespaces\\ more*) echo 'error: timed out waiting for the condition' >&2; exit 1 ;;`);
  await expect(end({ ...OWNED, networks: [] })).rejects.toMatchObject({
    message: "The talk's namespaces still exist (more): error: timed out waiting for the condition",
    remedy: 'Find what blocks it with kubectl get all --namespace more, then run pycont scene reset',
  });
  expect(called().at(-1)).toMatch(/^kubectl delete customresourcedefinitions/);
  await expect(end(OWNED)).rejects.toMatchObject({
    message:
      "The talk's networks still exist (back): Error response from daemon: network back has active endpoints",
    remedy: 'Remove what uses them (networks: back), then run pycont scene reset',
  });
});

test('a part that died gets no more commands, and the other is cleared', async () => {
  const { end, called } = programs('docker\\ rm*) exec sleep 60 ;;');
  const remedy = 'Start it';
  const dies: typeof unwatched = ([part], onDead) => {
    if (part === 'engine') setTimeout(() => onDead({ part, name: 'The engine', remedy }), 100);
    return unwatched([], () => {});
  };
  await expect(end(OWNED, dies)).rejects.toThrow('The engine does not answer');
  expect(called().filter((each) => each.startsWith('docker'))).toHaveLength(1);
  expect(called().at(-1)).toMatch(/^kubectl delete customresourcedefinitions/);
});
