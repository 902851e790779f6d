import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findExecutable } from '../../../src/embedded/containers/executable.ts';
import { resolveInside } from '../../../src/embedded/containers/inside.ts';
import { inheritedFlags } from '../../../src/embedded/containers/namespaces/mount-flags.ts';
import { writeFiles } from './fixture.ts';

function folders() {
  const base = mkdtempSync(join(tmpdir(), 'pycont-inside-'));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  const [upper, lower, volume] = ['upper', 'lower', 'volume'].map((name) => join(base, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [upper, lower, volume]) mkdirSync(folder);
  return {
    upper,
    lower,
    volume,
    view: { folders: [upper, lower], overlays: [{ target: '/data', source: volume }] },
  };
}

test('symlinks are followed within the root, never to the host', () => {
  const { lower, view } = folders();
  writeFiles(lower, { 'run/secret': 'x' });
  mkdirSync(join(lower, 'var'));
  symlinkSync('/run', join(lower, 'var/run'));
  symlinkSync('../../../../../../run', join(lower, 'var/up'));
  expect(resolveInside(view, '/var/run/secret')).toMatchObject({
    inside: '/run/secret',
    host: join(lower, 'run/secret'),
  });
  expect(resolveInside(view, '/var/up/secret').inside).toBe('/run/secret');
  expect(resolveInside(view, '/var/run/new/file')).toMatchObject({
    inside: '/run/new/file',
    host: undefined,
  });
});

test('the upper layer hides the lower, a mount hides both, a loop ends', () => {
  const { upper, lower, volume, view } = folders();
  writeFiles(upper, { 'etc/a': '' });
  writeFiles(lower, { 'etc/a': '', 'data/x': '' });
  writeFiles(volume, { y: '' });
  symlinkSync('/loop', join(lower, 'loop'));
  expect(resolveInside(view, '/etc/a').host).toBe(join(upper, 'etc/a'));
  expect(resolveInside(view, '/data/x').host).toBeUndefined();
  expect(resolveInside(view, '/data/y').host).toBe(join(volume, 'y'));
  expect(resolveInside(view, '/loop').stats?.isSymbolicLink()).toBe(true);
});

test('a program is found as by execvp', () => {
  const { lower, view } = folders();
  writeFiles(lower, { 'bin/tool': '', 'code/run.sh': '' });
  writeFiles(lower, { 'sbin/tool': '' }, 0o644);
  const find = (name: string) => findExecutable(view, name, { PATH: '/sbin:/bin' }, '/code');
  expect(find('tool')).toBe('/bin/tool');
  expect(find('./run.sh')).toBe('/code/run.sh');
  expect(() => find('/sbin/tool')).toThrow('exec: "/sbin/tool": permission denied');
  expect(() => find('./none')).toThrow('exec: "./none": stat ./none: no such file or directory');
});

test('flags of the mount a path is on, the longest and last match', () => {
  const mountinfo = [
    '21 1 8:1 / / rw,relatime - ext4 /dev/sda rw',
    '22 21 0:5 / /home rw,nosuid,nodev,noatime - ext4 /dev/sdb rw',
    String.raw`23 22 0:6 / /home/my\040files ro,noexec - ext4 /dev/sdc ro`,
  ].join('\n');
  expect(inheritedFlags(mountinfo, '/usr/bin')).toEqual(['relatime']);
  expect(inheritedFlags(mountinfo, '/home/me')).toEqual(['nosuid', 'nodev', 'noatime']);
  expect(inheritedFlags(mountinfo, '/home/my files/x')).toEqual(['noexec']);
  expect(inheritedFlags(mountinfo, '/homework')).toEqual(['relatime']);
});
