/** What a browser sees of a real API server. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { READY, deployment, pod, replicaSet, service } from './objects.ts';
import { stage } from './stage.ts';
import type { Stage } from './stage.ts';

let world: Stage;
beforeEach(async () => {
  world = await stage();
});
afterEach(() => world.close());

test('a Deployment, its pods and what leads to them', async () => {
  const owner = world.create('deployments.apps', deployment('kad', 2));
  const set = world.create('replicasets.apps', replicaSet(owner));
  world.create('pods', pod(set, 'kad-1-a'));
  world.create('services', service());
  const browser = world.browser(await world.dashboard());
  await expect.poll(() => browser.view.cluster.state).toBe('ok');
  expect(browser.view.workloads).toMatchObject({
    'Deployment/kad': { kind: 'Deployment', name: 'kad', wanted: 2 },
  });
  expect(browser.view.workloads['Deployment/kad']!.sets).toEqual([
    { name: 'kad-1', version: '0.1', image: 'prgcont/pycont-app:0.1', wanted: 2, current: true },
  ]);
  expect(browser.view.pods['kad-1-a']).toMatchObject({
    workload: 'Deployment/kad',
    set: 'kad-1',
    state: 'pending',
  });
  expect(browser.view.services['kad']).toEqual({
    name: 'kad',
    type: 'ClusterIP',
    ports: [5000],
    pods: ['kad-1-a'],
  });
  expect(browser.view.metrics.state).toBe('none');

  world.change('pods', 'kad-1-a', (object) => (object.status = READY()));
  await expect.poll(() => browser.view.pods['kad-1-a']!.state).toBe('ready');
  world.cluster.delete('pods', 'pycont', 'kad-1-a');
  await expect.poll(() => browser.view.pods['kad-1-a']?.state).not.toBe('ready');
  expect(browser.count('view')).toBe(1);
  expect(world.warnings).toEqual([]);
});
