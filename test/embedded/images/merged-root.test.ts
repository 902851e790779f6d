import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listFolder, lookup, readText, resolvePath } from '../../../src/embedded/images/merged-root.ts';
import { resolveUser } from '../../../src/embedded/images/passwd.ts';

let folder: string;
let layers: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pycont-root-'));
  layers = ['low', 'high'].map((name) => join(folder, name));
  for (const layer of layers) mkdirSync(join(layer, 'etc'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (layer: number, path: string, content: string) => {
  mkdirSync(join(layers[layer] as string, path, '..'), { recursive: true });
  writeFileSync(join(layers[layer] as string, path), content);
};

test('the upper layer wins, and folders are merged', () => {
  put(0, 'etc/a', 'low');
  put(0, 'etc/b', 'low');
  put(1, 'etc/b', 'high');
  put(1, 'etc/c', 'high');
  expect(listFolder(layers, '/etc')).toEqual(['a', 'b', 'c']);
  expect(readText(layers, '/etc/a')).toBe('low');
  expect(readText(layers, '/etc/b')).toBe('high');
});

test('a file above a folder hides its content', () => {
  put(0, 'x/inside', 'low');
  put(1, 'x', 'a file');
  expect(lookup(layers, '/x/inside')).toBeUndefined();
});

test('symbolic links are followed inside the root, never out of it', () => {
  put(0, 'usr/bin/sh', 'shell');
  symlinkSync('usr/bin', join(layers[0] as string, 'bin'));
  symlinkSync('/bin/sh', join(layers[1] as string, 'link'));
  symlinkSync('../../../../etc', join(layers[1] as string, 'out'));
  expect(resolvePath(layers, '/bin/sh')).toBe('/usr/bin/sh');
  expect(readText(layers, '/link')).toBe('shell');
  expect(resolvePath(layers, '/out/passwd')).toBe('/etc/passwd');
});

test('circular links are an error', () => {
  symlinkSync('b', join(layers[0] as string, 'a'));
  symlinkSync('a', join(layers[0] as string, 'b'));
  expect(() => resolvePath(layers, '/a')).toThrow('too many levels');
});

test('users and groups of the root, by name and by number', () => {
  put(0, 'etc/passwd', 'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n');
  put(0, 'etc/group', 'root:x:0:\nnode:x:1000:\nstaff:x:50:\n');
  expect(resolveUser(layers, 'node')).toEqual({ uid: 1000, gid: 1000, home: '/home/node' });
  expect(resolveUser(layers, 'node:staff')).toMatchObject({ uid: 1000, gid: 50 });
  expect(resolveUser(layers, '1000')).toEqual({ uid: 1000, gid: 1000, home: '/home/node' });
  expect(resolveUser(layers, '4711:12')).toEqual({ uid: 4711, gid: 12, home: '/' });
  expect(resolveUser(layers, '')).toEqual({ uid: 0, gid: 0, home: '/root' });
  expect(() => resolveUser(layers, 'nobody')).toThrow('unable to find user nobody');
  expect(() => resolveUser(layers, 'node:wheel')).toThrow('unable to find group wheel');
});
