import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readUntil, startTestServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata: { name: kad, namespace: default, labels: { app: kad } }
spec:
  replicas: 1
  selector: { matchLabels: { app: kad } }
  template:
    metadata: { labels: { app: kad } }
    spec:
      containers:
        - { name: kad, image: 'prgcont/pycont-app:0.0', ports: [{ containerPort: 5000 }] }
`;

test('discovery and version', async () => {
  expect((await server.kubectl('version')).stdout).toContain('Server Version: v1.32');
  expect((await server.kubectl('get --raw /readyz')).stdout).toBe('ok');
  const { stdout } = await server.kubectl('api-resources --no-headers');
  expect(stdout).toMatch(/deployments\s+deploy\s+apps\/v1\s+true\s+Deployment/);
  expect(stdout).toMatch(/pods\s+po\s+v1\s+true\s+Pod/);
});

test('apply creates, changes nothing, changes', async () => {
  expect((await server.kubectl('apply -f -', MANIFEST)).stdout).toBe('deployment.apps/kad created\n');
  expect((await server.kubectl('apply -f -', MANIFEST)).stdout).toBe('deployment.apps/kad unchanged\n');
  const changed = MANIFEST.replace('pycont-app:0.0', 'pycont-app:0.1');
  expect((await server.kubectl('apply -f -', changed)).stdout).toBe('deployment.apps/kad configured\n');
  const kad = server.cluster.get('deployments.apps', 'default', 'kad');
  expect(kad?.spec.template.spec.containers[0].image).toBe('prgcont/pycont-app:0.1');
  expect((await server.kubectl('apply --server-side --force-conflicts -f -', changed)).stdout).toBe(
    'deployment.apps/kad serverside-applied\n',
  );
});

test('a misspelt field is refused', async () => {
  const { code, stderr } = await server.kubectl('apply -f -', MANIFEST.replace('replicas: 1', 'replicaz: 1'));
  expect(code).toBe(1);
  expect(stderr).toContain('unknown field "spec.replicaz"');
});

test('tables, YAML and label selectors', async () => {
  expect((await server.kubectl('get deploy')).stdout).toMatch(
    /^NAME\s+READY\s+UP-TO-DATE\s+AVAILABLE\s+AGE\nkad\s+0\/1/,
  );
  expect((await server.kubectl('get deploy -o wide')).stdout).toMatch(/SELECTOR[\s\S]*app=kad/);
  const { stdout } = await server.kubectl('get deploy -l app=kad -o yaml');
  expect(parseAllDocuments(stdout)[0]!.toJS().items[0].metadata.name).toBe('kad');
  expect((await server.kubectl('get deploy -l app=other')).stderr).toContain('No resources found');
  expect((await server.kubectl('get deploy nothing')).stderr).toBe(
    'Error from server (NotFound): deployments.apps "nothing" not found\n',
  );
});

test('get -w prints each change', async () => {
  const configMap = (name: string) =>
    server.cluster.create('configmaps', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: 'default' },
      data: { a: '1' },
    });
  configMap('watched');
  const watcher = server.kubectlProcess('get cm -w --no-headers --field-selector metadata.name=watched');
  const changes = readUntil(watcher.stdout!, /watched\s+2/);
  await readUntil(watcher.stdout!, /watched\s+1/);
  configMap('other');
  server.cluster.mergePatch('configmaps', 'default', 'watched', { data: { b: '2' } });
  expect(await changes).not.toContain('other');
  watcher.kill();
  await once(watcher, 'exit');
});

test('describe shows events', async () => {
  server.cluster.recordEvent(server.cluster.get('deployments.apps', 'default', 'kad')!, {
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message: 'Scaled up replica set kad-1 to 1',
    component: 'deployment-controller',
  });
  const { stdout } = await server.kubectl('describe deploy kad');
  expect(stdout).toMatch(/Image:\s+prgcont\/pycont-app:0.1/);
  expect(stdout).toMatch(/ScalingReplicaSet\s+.*deployment-controller\s+Scaled up replica set kad-1 to 1/);
});

test('scale, set image, patch, label', async () => {
  expect((await server.kubectl('scale deploy kad --replicas=3')).stdout).toContain('scaled');
  expect((await server.kubectl('set image deploy/kad kad=prgcont/pycont-app:0.2')).stdout).toContain(
    'image updated',
  );
  expect(
    (
      await server.kubectl(
        `patch deploy kad --type=json -p '[{"op":"add","path":"/metadata/annotations/x","value":"y"}]'`,
      )
    ).stdout,
  ).toContain('patched');
  expect((await server.kubectl('label deploy kad tier=web')).stdout).toContain('labeled');
  const { spec, metadata } = server.cluster.get('deployments.apps', 'default', 'kad')!;
  expect(spec.replicas).toBe(3);
  expect(spec.template.spec.containers[0].image).toBe('prgcont/pycont-app:0.2');
  expect(metadata.annotations?.x).toBe('y');
  expect(metadata.labels).toEqual({ app: 'kad', tier: 'web' });
});

test('rollout status and wait end when the condition holds', async () => {
  const rollout = server.kubectlProcess('rollout status deploy/kad');
  await readUntil(rollout.stdout!, /Waiting/);
  const { metadata } = server.cluster.get('deployments.apps', 'default', 'kad')!;
  const status = {
    observedGeneration: metadata.generation,
    replicas: 3,
    updatedReplicas: 3,
    readyReplicas: 3,
    availableReplicas: 3,
    conditions: [{ type: 'Available', status: 'True' }],
  };
  server.cluster.mergePatch('deployments.apps', 'default', 'kad', { status }, 'status');
  expect((await once(rollout, 'exit'))[0]).toBe(0);
  expect((await server.kubectl('wait deploy/kad --for=condition=Available --timeout=5s')).stdout).toContain(
    'condition met',
  );
});

/** kubectl sends objects that it builds itself as protobuf: no field may be lost. */
test.each([
  'namespace made',
  'deployment made --image=web:1 --replicas=0 --port=80',
  'configmap made --from-literal=a=b --from-literal=c=d',
  'secret generic made --from-literal=user=me',
  'serviceaccount made',
  'role made --verb=get,list --resource=pods,deployments.apps --resource-name=x',
  'clusterrole made --verb=get --non-resource-url=/metrics',
  'rolebinding made --clusterrole=view --serviceaccount=default:made --user=jan',
  'clusterrolebinding made --clusterrole=view --group=all',
  'service nodeport made --tcp=80:web',
  'quota made --hard=pods=3,cpu=500m',
  'job made --image=web:1 -- sh -c true',
  "cronjob made --image=web:1 --schedule='0/5 * * * *'",
  "ingress made --rule='x.test/*=web:80' --class=c",
  'priorityclass made --value=0 --description=low',
  'poddisruptionbudget made --min-available=50% --selector=app=web',
])('create %s', async (line) => {
  const command = `create ${line}`;
  const at = command.indexOf(' -- ');
  const [head, tail] = at < 0 ? [command, ''] : [command.slice(0, at), command.slice(at)];
  const wanted = JSON.parse((await server.kubectl(`${head} --dry-run=client -o json${tail}`)).stdout);
  const { stderr, stdout } = await server.kubectl(`${head} -o json${tail}`);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject(withoutEmpty(wanted) as object);
});

/** Go prints zero values of structs, which mean nothing. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([key, member]) => [key, withoutEmpty(member)] as const)
    .filter(
      ([key, member]) =>
        member !== null &&
        key !== 'status' &&
        !(typeof member === 'object' && Object.keys(member).length === 0),
    );
  return Object.fromEntries(entries);
}

test('run, expose, autoscale and a token', async () => {
  expect((await server.kubectl('run solo --image=web:1 --port=80 --env=A=b --restart=Never')).stdout).toBe(
    'pod/solo created\n',
  );
  const pod = server.cluster.get('pods', 'default', 'solo')!;
  expect(pod.spec).toMatchObject({
    restartPolicy: 'Never',
    containers: [
      { name: 'solo', image: 'web:1', ports: [{ containerPort: 80 }], env: [{ name: 'A', value: 'b' }] },
    ],
  });
  expect((await server.kubectl('expose deploy kad --port=80 --target-port=http')).stdout).toBe(
    'service/kad exposed\n',
  );
  expect(server.cluster.get('services', 'default', 'kad')!.spec).toMatchObject({
    ports: [{ port: 80, targetPort: 'http' }],
    selector: { app: 'kad' },
  });
  expect((await server.kubectl('autoscale deploy kad --min=1 --max=5 --cpu-percent=80')).stdout).toContain(
    'autoscaled',
  );
  expect(server.cluster.get('horizontalpodautoscalers.autoscaling', 'default', 'kad')!.spec).toMatchObject({
    minReplicas: 1,
    maxReplicas: 5,
  });
  const token = (await server.kubectl('create token made')).stdout.trim();
  expect((await server.kubectl(`auth whoami --token=${token} -o json`)).stdout).toContain(
    'system:serviceaccount:default:made',
  );
});

test('explain has built-in and custom kinds', async () => {
  expect((await server.kubectl('explain pod.spec.containers.image')).stdout).toMatch(/FIELD: image <string>/);
  const crd = await readFile(new URL('widgets.yaml', import.meta.url), 'utf8');
  expect((await server.kubectl('apply -f -', crd)).stdout).toContain('created');
  const { stdout } = await server.kubectl('explain widgets.spec');
  expect(stdout).toContain('KIND:       Widget');
  expect(stdout).toMatch(/size\s+<integer>[\s\S]*How large it is/);
  const widget = 'apiVersion: example.org/v1\nkind: Widget\nmetadata: { name: w }\nspec: { size: 2 }\n';
  expect((await server.kubectl('apply -f -', widget)).stdout).toBe('widget.example.org/w created\n');
  expect((await server.kubectl('get widgets')).stdout).toMatch(/NAME\s+SIZE\nw\s+2/);
  expect((await server.kubectl('apply -f -', widget.replace('2', 'two'))).stderr).toContain('spec.size');
});

test('auth can-i follows the roles', async () => {
  expect((await server.kubectl('auth can-i delete deployments')).stdout).toBe('yes\n');
  const view = '--as=system:serviceaccount:default:made -n default';
  expect((await server.kubectl(`auth can-i list pods ${view}`)).stdout).toBe('yes\n');
  expect((await server.kubectl(`auth can-i delete pods ${view}`)).stdout).toBe('no\n');
  expect((await server.kubectl(`auth can-i --list ${view}`)).stdout).toMatch(/pods\s/);
  const { stderr } = await server.kubectl(`delete pod solo ${view}`);
  expect(stderr).toContain(
    'pods "solo" is forbidden: User "system:serviceaccount:default:made" cannot delete resource "pods" in API group "" in the namespace "default"',
  );
});

test('delete removes', async () => {
  expect((await server.kubectl('delete deploy kad')).stdout).toContain('deployment.apps "kad" deleted');
  expect((await server.kubectl('delete cm --all')).stdout).toContain('configmap "watched" deleted');
  expect(server.cluster.get('deployments.apps', 'default', 'kad')).toBeUndefined();
});
