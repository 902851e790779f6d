/** Volumes of claims in pods, and paths inside of volumes. */
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openKubelet } from './fixture.ts';
import type { KubeletFixture } from './fixture.ts';
import { poll } from './objects.ts';

function boundClaim({ cluster }: KubeletFixture, path: string): void {
  const meta = { name: 'data', namespace: 'default' };
  const spec = { accessModes: ['ReadWriteOnce'], volumeName: 'volume' };
  const { metadata } = cluster.create('persistentvolumeclaims', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: meta,
    spec: { ...spec, resources: { requests: { storage: '1Mi' } } },
  });
  cluster.create('persistentvolumes', {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'volume' },
    spec: {
      accessModes: spec.accessModes,
      capacity: { storage: '1Mi' },
      claimRef: { ...meta, uid: metadata.uid },
      hostPath: { path },
    },
  });
  cluster.mergePatch('persistentvolumeclaims', 'default', 'data', { status: { phase: 'Bound' } }, 'status');
}

const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];
const mounted = (mount: object = {}) => ({ volumeMounts: [{ name: 'data', mountPath: '/data', ...mount }] });

test('what a pod writes into the volume of its claim is there for the next one', async () => {
  await using fixture = await openKubelet();
  const path = join(fixture.base, 'volume');
  mkdirSync(path, { mode: 0o777 });
  fixture.pod('early', mounted(), { volumes });
  await poll(() => fixture.events('early').join()).toContain('persistentvolumeclaim "data" not found');
  boundClaim(fixture, path);
  await poll(() => fixture.ready('early')).toBe(true);
  await fixture.exec('early', 'sh', '-c', 'echo kept > /data/file');
  fixture.cluster.delete('pods', 'default', 'early', { gracePeriodSeconds: 0 });
  await poll(() => fixture.get('early')).toBeUndefined();
  await fixture.restart();
  fixture.pod('later', mounted(), { volumes });
  await poll(() => fixture.ready('later')).toBe(true);
  expect(await fixture.exec('later', 'cat', '/data/file')).toBe('kept\n');
  expect(readFileSync(join(path, 'file'), 'utf8')).toBe('kept\n');
});

test('no subPath leads out of a volume', async () => {
  await using fixture = await openKubelet();
  const path = join(fixture.base, 'volume');
  mkdirSync(join(path, 'inside'), { recursive: true });
  symlinkSync(fixture.base, join(path, 'out'));
  boundClaim(fixture, path);
  const waiting = (name: string) => JSON.stringify(fixture.status(name)?.state);
  fixture.pod('link', mounted({ subPath: 'out/made' }), { volumes });
  await poll(() => waiting('link')).toContain('leads out of the volume');
  fixture.pod(
    'up',
    { ...mounted({ subPathExpr: '$(UP)/made' }), env: [{ name: 'UP', value: '..' }] },
    { volumes },
  );
  await poll(() => waiting('up')).toContain("does not contain '..'");
  fixture.pod('inside', mounted({ subPath: 'inside/deeper' }), { volumes });
  await poll(() => fixture.ready('inside')).toBe(true);
});
