import { expect, test } from 'vitest';
import { openKubelet } from './fixture.ts';
import { poll } from './objects.ts';

const ignoresTerm = ['sh', '-c', 'trap "" TERM; echo up; while true; do sleep 0.1; done'];

test('a sidecar stops after the others, and shares their grace period of 0', async () => {
  await using fixture = await openKubelet();
  const sidecar = { name: 'sidecar', image: 'server:1', restartPolicy: 'Always', command: ignoresTerm };
  const names = ['one', 'two', 'three', 'four'];
  for (const name of names)
    fixture.pod(
      name,
      { command: ignoresTerm },
      { terminationGracePeriodSeconds: 3600, initContainers: [sidecar] },
    );
  for (const name of names) {
    await poll(() => fixture.log(name, { container: 'main' }).catch(() => '')).toBe('up\n');
    fixture.cluster.delete('pods', 'default', name);
    expect(fixture.get(name)?.metadata.deletionTimestamp).toBeDefined();
  }
  for (const name of names) fixture.cluster.delete('pods', 'default', name, { gracePeriodSeconds: 0 });
  for (const name of names) await poll(() => fixture.get(name)).toBeUndefined();
  await poll(() => fixture.runtime.list()).toEqual([]);
});
