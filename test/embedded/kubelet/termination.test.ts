import { expect, test } from 'vitest';
import { openKubelet } from './fixture.ts';
import { poll } from './objects.ts';

const deaf = ['sh', '-c', 'trap "" TERM; echo up; while true; do sleep 0.1; done'];

test('a sidecar ends after the others, and has no more grace than they once there is none', async () => {
  await using fixture = await openKubelet();
  const sidecar = { name: 'sidecar', image: 'server:1', restartPolicy: 'Always', command: deaf };
  const names = ['one', 'two', 'three', 'four'];
  for (const name of names)
    fixture.pod(name, { command: deaf }, { terminationGracePeriodSeconds: 3600, initContainers: [sidecar] });
  for (const name of names) {
    await poll(() => fixture.log(name, { container: 'main' }).catch(() => '')).toBe('up\n');
    fixture.cluster.delete('pods', 'default', name);
    expect(fixture.get(name)?.metadata.deletionTimestamp).toBeDefined();
  }
  for (const name of names) fixture.cluster.delete('pods', 'default', name, { gracePeriodSeconds: 0 });
  for (const name of names) await poll(() => fixture.get(name)).toBeUndefined();
  await poll(() => fixture.runtime.list()).toEqual([]);
});
