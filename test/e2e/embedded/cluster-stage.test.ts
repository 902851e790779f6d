/** The cluster stage where there is neither engine nor cluster: those of an embedded stage stand in for real ones. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDaemon } from '../../../src/embedded/daemon/control.ts';
import { failures, pycont, rehearse, stepOf } from '../rehearsal.ts';
import { stageEnvironment } from '../rolling-update.ts';

let root: string;
let standIn: string;
let env: Record<string, string>;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'pycont-cluster-'));
  standIn = join(root, 'stand-in');
  const { PATH = '', KUBECONFIG = '' } = await stageEnvironment('embedded', standIn);
  env = {
    PATH,
    KUBECONFIG,
    DOCKER_HOST: `unix://${findDaemon(standIn)!.engineSocket}`,
    PYCONT_HOME: join(root, 'home'),
    PYCONT_IMAGE_LOADER: '',
  };
});

afterAll(async () => {
  await pycont(['--stage', 'cluster', 'stage', 'down'], env);
  await pycont(['--stage', 'embedded', 'stage', 'down'], { PYCONT_HOME: standIn });
  rmSync(root, { recursive: true, force: true });
});

test('a scene plays through a registry, and what is typed stays the same', async () => {
  const registry = ['--stage', 'cluster', '--registry', 'localhost:5001'];
  const rehearsal = await rehearse([...registry, '--scene', 'logging'], env);
  expect(failures(rehearsal)).toEqual([]);
  expect(stepOf(rehearsal, 'logging', 'roll-it-out').command).toBe(
    'kubectl set image deployment/kad kad=prgcont/pycont-app:0.1',
  );
  const status = await pycont([...registry, 'stage', 'status', '--json'], env);
  expect(JSON.parse(status.stdout).details['image loader']).toBe('the registry localhost:5001');
});

test('without a way for its images there is no cluster stage', async () => {
  const { stderr, exitCode } = await pycont(['--stage', 'cluster', 'rehearse'], env);
  expect(exitCode).not.toBe(0);
  expect(stderr).toMatch(/does not know how to load images into the cluster[\s\S]*--registry/);
});
