import { expect, test } from 'vitest';
import { chooseImageLoader } from '../../../../src/stage/cluster/images/image-loader.ts';
import { checkRegistry, inRegistry } from '../../../../src/stage/cluster/images/registry.ts';

test.each<[context: string, commands: string[][]]>([
  ['kind-talk', [['kind', 'load', 'docker-image', 'app:1', '--name', 'talk']]],
  ['kind-my-talk', [['kind', 'load', 'docker-image', 'app:1', '--name', 'my-talk']]],
  ['k3d-talk', [['k3d', 'image', 'import', 'app:1', '--cluster', 'talk']]],
  ['minikube', [['minikube', 'image', 'load', 'app:1']]],
  ['docker-desktop', []],
  ['orbstack', []],
])('images reach %s by %j', (context, commands) => {
  expect(chooseImageLoader(context, {})?.commands('app:1')).toEqual(commands);
});

test("the speaker's own loader goes before what the name says", () => {
  expect(chooseImageLoader('kind-talk', { program: '/opt/load' })?.commands('app:1')).toEqual([
    ['/opt/load', 'app:1'],
  ]);
});

test('a named registry goes before everything, and pods name it', () => {
  const loader = chooseImageLoader('kind-talk', { registry: 'localhost:5001', program: '/opt/load' });
  expect(loader?.commands('me/app:1')).toEqual([
    ['docker', 'tag', 'me/app:1', 'localhost:5001/me/app:1'],
    ['docker', 'push', 'localhost:5001/me/app:1'],
  ]);
  expect(loader?.nameInCluster('me/app:1')).toBe('localhost:5001/me/app:1');
  expect(inRegistry('localhost:5001/me/app:1', 'localhost:5001')).toBe('localhost:5001/me/app:1');
});

test('no loader is guessed for a cluster of unknown kind', () => {
  expect(chooseImageLoader('mine', {})).toBeUndefined();
});

test.each(['localhost', 'localhost:5001', 'registry.example.com', '10.0.0.5:5000'])(
  '%s is the address of a registry',
  (registry) => expect(checkRegistry(registry)).toBe(registry),
);

test.each(['', 'prgcont', 'http://localhost:5001', 'host:port', 'a.b/c', 'x y.z', "a.b';id"])(
  '%j is not an address',
  (registry) => expect(() => checkRegistry(registry)).toThrow(/is not a valid address of a registry/),
);
