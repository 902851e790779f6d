import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { deployment, startStage } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

const ok = async (line: string, input?: string): Promise<string> => {
  const { code, stdout, stderr } = await stage.shim(line.split(' '), input);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

test('the talk, from namespace to namespace', async () => {
  expect(await ok('create namespace pycont')).toBe('namespace/pycont created\n');
  expect(await ok('config set-context --current --namespace=pycont')).toBe('Context "pycont" modified.\n');
  expect(await ok('config current-context')).toBe('pycont\n');
  expect(await ok('apply -f -', deployment('kad:0.0'))).toBe('deployment.apps/kad created\n');
  expect(await ok('rollout status deployment/kad --timeout=20s')).toMatch(
    /deployment "kad" successfully rolled out\n$/,
  );
  expect(await ok('apply -f -', deployment('kad:0.0'))).toBe('deployment.apps/kad unchanged\n');
  expect(await ok('set image deployment/kad kad=kad:0.1')).toBe('deployment.apps/kad image updated\n');
  await ok('rollout status deployment/kad');
  expect(await ok('scale deployment/kad --replicas=2')).toBe('deployment.apps/kad scaled\n');
  expect(await ok("wait deployment/kad --for=jsonpath='{.status.readyReplicas}'=2 --timeout=20s")).toBe(
    'deployment.apps/kad condition met\n',
  );
  expect(await ok('wait pod -l app=kad --for=condition=Ready')).toMatch(
    /^(pod\/kad-\S+ condition met\n){2}$/,
  );
  expect(await ok('rollout history deployment/kad')).toBe(
    'deployment.apps/kad\nREVISION   CHANGE-CAUSE\n1          <none>\n2          <none>\n\n'.replace(
      'kad\n',
      'kad \n',
    ),
  );
  expect(await ok('rollout undo deployment/kad')).toBe('deployment.apps/kad rolled back\n');
  await ok('rollout status deployment/kad');
  expect(await ok("get deploy kad -o jsonpath='{.spec.template.spec.containers[0].image}'")).toBe('kad:0.0');
  expect(await ok('rollout restart deployment/kad')).toBe('deployment.apps/kad restarted\n');
  expect(await ok('get pods -o name')).toMatch(/^(pod\/kad-\S+\n)+$/);
  expect(await ok('apply -f -', deployment('kad:0.2', 3))).toBe('deployment.apps/kad configured\n');
  expect(await ok('delete deployment kad')).toBe('deployment.apps "kad" deleted\n');
  expect(await ok('delete namespace pycont')).toBe('namespace "pycont" deleted\n');
  expect(await ok('get namespace pycont --ignore-not-found')).toBe('');
  await ok('config set-context --current --namespace=default');
});

test('a context keeps its namespace if none is given', async () => {
  await ok('config set-context --current --namespace=kube-system');
  await ok('config set-context --current');
  expect(await ok('config get-contexts')).toMatch(/^\*.* kube-system$/m);
  await ok('config set-context --current --namespace=default');
});

test('tables, names and YAML are those of the real kubectl', async () => {
  await ok('apply -n default -f -', deployment('kad:0.0', 2));
  await ok('rollout status deployment/kad');
  const same = async (line: string) => {
    const real = await stage.kubectl(line);
    const ours = await stage.shim(line.split(' '));
    // Ages may change between the two.
    const still = (text: string) => text.replace(/\b\d+s\b/g, 'Ns').replace(/ +/g, ' ');
    expect({ line, out: still(ours.stdout), err: ours.stderr, code: ours.code }).toEqual({
      line,
      out: still(real.stdout),
      err: real.stderr,
      code: real.code,
    });
  };
  for (const line of [
    'get deployment kad',
    'get pods --no-headers',
    'get deploy,rs -o wide',
    'get ns --show-labels',
    'get deploy -A',
    'get deploy kad -o json',
    'get deploy -o json',
    'get pods -o name',
    'get pods -l app=nobody',
    'get pod nobody',
    'get deploy -l app=kad -o jsonpath={.items[*].metadata.name}',
    'api-resources --no-headers',
    'auth can-i list pods',
    'delete pod nobody',
    'rollout history deployment/kad',
  ]) {
    await same(line);
  }
  const [real, ours] = [
    await stage.kubectl('get deploy -o yaml'),
    await stage.shim(['get', 'deploy', '-oyaml']),
  ];
  expect(parse(ours.stdout)).toEqual(parse(real.stdout));
});

test('describe of a Deployment and a pod', async () => {
  await ok('apply -f -', deployment('kad:0.0', 2));
  await ok('rollout status deployment/kad');
  const text = await ok('describe deployment kad');
  expect(text).toMatch(/^Name: +kad\nNamespace: +default\n/);
  expect(text).toMatch(/Replicas: +2 desired \| 2 updated \| 2 total \| 2 available \| 0 unavailable/);
  expect(text).toMatch(/NewReplicaSet: +kad-\w+ \(2\/2 replicas created\)/);
  expect(text).toMatch(/Events:\n {2}Type +Reason +Age +From +Message\n/);
  expect(text).toContain('Scaled up replica set kad-');
  const pod = await ok('describe pods');
  expect(pod).toMatch(/Controlled By: +ReplicaSet\/kad-/);
  expect(pod).toContain('Successfully assigned default/kad-');
  expect(await ok('describe configmap kube-root-ca.crt')).toMatch(/^Name: +kube-root-ca.crt\n/);
});

test('logs: all, the tail, followed', async () => {
  await ok('apply -f -', deployment('kad:0.0'));
  await ok('rollout status deployment/kad');
  for (const text of ['one\n', 'two\n', 'three\n']) stage.node.say(text);
  const { stdout } = await stage.shim(['logs', 'deploy/kad']);
  expect(stdout).toBe('one\ntwo\nthree\n');
  expect((await stage.shim(['logs', 'deploy/kad', '--tail=1'])).stdout).toBe('three\n');
  const following = stage.shimProcess(['logs', '-f', 'deploy/kad', '--tail', '1']);
  const lines = createInterface({ input: following.stdout! })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe('three');
  stage.node.say('four\n');
  expect((await lines.next()).value).toBe('four');
  following.kill();
  const previous = await stage.shim(['logs', 'deploy/kad', '--previous']);
  expect(previous.code).toBe(1);
  expect(previous.stderr).toContain('Error from server (BadRequest): previous terminated container');
});

test('exec: output, input, exit code', async () => {
  await ok('apply -f -', deployment('kad:0.0'));
  await ok('rollout status deployment/kad');
  expect(await ok('exec deploy/kad -- echo hello world')).toBe('hello world\n');
  const piped = await stage.shim(['exec', '-i', 'deploy/kad', '--', 'wc', '-c'], 'x'.repeat(100_000));
  expect(piped.stdout.trim()).toBe('100000');
  const failed = await stage.shim(['exec', 'deploy/kad', '--', 'sh', '-c', 'echo out; echo err >&2; exit 3']);
  expect(failed).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\ncommand terminated with exit code 3\n' });
  const nobody = await stage.shim(['exec', 'nobody', '--', 'true']);
  expect(nobody).toMatchObject({
    code: 1,
    stderr: 'Error from server (NotFound): pods "nobody" not found\n',
  });
});

test('port-forward forwards connections', async () => {
  await ok('apply -f -', deployment('kad:0.0'));
  await ok('rollout status deployment/kad');
  const server = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stage.node.ports.set(5000, (server.address() as { port: number }).port);
  const forward = stage.shimProcess(['port-forward', 'deploy/kad', ':http']);
  const lines = createInterface({ input: forward.stdout! })[Symbol.asyncIterator]();
  const port = /^Forwarding from 127\.0\.0\.1:(\d+) -> 5000$/.exec((await lines.next()).value as string)?.[1];
  const { connect } = await import('node:net');
  const socket = connect(Number(port), '127.0.0.1');
  socket.write('hello');
  expect(String((await once(socket, 'data'))[0])).toBe('hello');
  socket.destroy();
  forward.kill();
  server.close();
});

test('get -w prints rows as they change', async () => {
  await ok('apply -f -', deployment('kad:0.0'));
  await ok('rollout status deployment/kad');
  const watching = stage.shimProcess(['get', 'deploy', '-w']);
  const lines = createInterface({ input: watching.stdout! })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toMatch(/^NAME +READY/);
  expect((await lines.next()).value).toMatch(/^kad +1\/1/);
  await ok('scale deployment/kad --replicas=0');
  let last = '';
  while (!/^kad +0\/0/.test(last)) last = (await lines.next()).value as string;
  watching.kill();
  expect(last).toMatch(/^kad +0\/0 +0 +0 /);
});
