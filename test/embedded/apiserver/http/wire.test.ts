import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CoreV1Api, KubeConfig, KubernetesObjectApi, Watch } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import { createCluster } from '../../../../src/embedded/apiserver/cluster.ts';
import { startApiServer } from '../../../../src/embedded/apiserver/http/server.ts';
import { ask, post, configMap, CONFIG_MAPS, server } from './wire.ts';

test('without a token only health and version are answered', async () => {
  for (const path of ['/healthz', '/livez', '/readyz', '/version'])
    expect((await ask(path, { token: null })).code).toBe(200);
  for (const path of ['/api', '/apis', CONFIG_MAPS, '/openapi/v3', '/']) {
    const { code, json } = await ask(path, { token: null });
    expect(code).toBe(401);
    expect(json).toMatchObject({ kind: 'Status', status: 'Failure', reason: 'Unauthorized', code: 401 });
  }
  expect((await ask('/version', { token: null, method: 'POST' })).code).toBe(401);
});

test.each(['wrong', 'a.b.c', ''])('the token %j is refused', async (token) => {
  expect((await ask('/api', { token })).code).toBe(401);
});

test("a service account's token is valid as long as the account exists", async () => {
  server.cluster.create('serviceaccounts', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'bot', namespace: 'default' },
  });
  const token = server.api.tokenFor('default', 'bot');
  const refused = await ask(CONFIG_MAPS, { token });
  expect(refused.code).toBe(403);
  expect(refused.json.message).toBe(
    'configmaps is forbidden: User "system:serviceaccount:default:bot" cannot list resource "configmaps" in API group "" in the namespace "default"',
  );
  server.cluster.create('rolebindings.rbac.authorization.k8s.io', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'bot', namespace: 'default' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    subjects: [{ kind: 'ServiceAccount', name: 'bot' }],
  });
  expect((await ask(CONFIG_MAPS, { token })).code).toBe(200);
  expect((await ask('/api/v1/namespaces/kube-system/configmaps', { token })).code).toBe(403);
  const review = await post('/apis/authentication.k8s.io/v1/tokenreviews', { spec: { token } });
  expect(review.json.status).toMatchObject({
    authenticated: true,
    user: { username: 'system:serviceaccount:default:bot' },
  });
  const forged = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`;
  expect((await ask(CONFIG_MAPS, { token: forged })).code).toBe(401);
  server.cluster.delete('serviceaccounts', 'default', 'bot');
  expect((await ask(CONFIG_MAPS, { token })).code).toBe(401);
});

test('impersonation needs permission', async () => {
  server.cluster.create('serviceaccounts', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'actor', namespace: 'default' },
  });
  const headers = { 'impersonate-user': 'jan', 'impersonate-group': 'system:masters' };
  expect((await ask(CONFIG_MAPS, { headers })).code).toBe(200);
  expect((await ask(CONFIG_MAPS, { headers: { 'impersonate-user': 'jan' } })).code).toBe(403);
  const { code, json } = await ask(CONFIG_MAPS, { headers, token: server.api.tokenFor('default', 'actor') });
  expect(code).toBe(403);
  expect(json.message).toContain('cannot impersonate resource "users"');
});

test('errors are Status objects', async () => {
  expect((await ask(`${CONFIG_MAPS}/none`)).json).toMatchObject({
    kind: 'Status',
    code: 404,
    reason: 'NotFound',
    details: { name: 'none', kind: 'configmaps' },
  });
  expect((await ask('/apis/apps/v1/things')).json).toMatchObject({ kind: 'Status', code: 404 });
  expect(await ask('/apis/none/v1/things')).toMatchObject({ code: 404, text: '404 page not found\n' });
  expect(await ask('/none')).toMatchObject({ code: 404, text: '404 page not found\n' });
  const json = { 'content-type': 'application/json' };
  expect((await ask(CONFIG_MAPS, { method: 'POST', headers: json, body: '{' })).json).toMatchObject({
    code: 400,
    reason: 'BadRequest',
  });
  expect((await ask(CONFIG_MAPS, { method: 'POST', headers: json, body: '[]' })).code).toBe(400);
  expect(
    (await ask(CONFIG_MAPS, { method: 'POST', headers: { 'content-type': 'text/html' }, body: 'x' })).json,
  ).toMatchObject({ code: 415 });
  expect(
    (
      await ask(CONFIG_MAPS, {
        method: 'POST',
        headers: { 'content-type': 'application/vnd.kubernetes.protobuf' },
        body: 'k8s\0\xff\xff',
      })
    ).code,
  ).toBe(400);
  expect((await ask(CONFIG_MAPS, { headers: { accept: 'image/png' } })).code).toBe(406);
  expect((await ask(CONFIG_MAPS, { method: 'PUT', headers: json, body: '{}' })).code).toBe(405);
  expect((await ask(`${CONFIG_MAPS}?limit=x`)).code).toBe(400);
  expect((await ask(`${CONFIG_MAPS}?labelSelector=a%20b%20c`)).code).toBe(400);
  expect((await ask('/api/v1/namespaces/%ff/pods')).code).toBe(400);
});

test('a body past the limit is refused', async () => {
  const { code } = await post(CONFIG_MAPS, configMap('large', { a: 'x'.repeat(4_000_000) }));
  expect(code).toBe(413);
});

test('YAML requests and responses', async () => {
  const body = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: yaml }\ndata: { a: "1" }\n';
  const made = await ask(CONFIG_MAPS, {
    method: 'POST',
    headers: { 'content-type': 'application/yaml', accept: 'application/yaml' },
    body,
  });
  expect(made.code).toBe(201);
  expect(made.text).toContain('name: yaml');
});

test('the response has the requested form', async () => {
  await post(CONFIG_MAPS, configMap('form', { a: '1', b: '2' }));
  const get = (accept: string) => ask(`${CONFIG_MAPS}/form`, { headers: { accept } });
  const table = (await get('application/json;as=Table;v=v1;g=meta.k8s.io,application/json')).json;
  expect(table).toMatchObject({ kind: 'Table', apiVersion: 'meta.k8s.io/v1' });
  expect(table.rows[0].object).toMatchObject({ kind: 'PartialObjectMetadata', metadata: { name: 'form' } });
  const partial = (await get('application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io')).json;
  expect(partial).toMatchObject({ kind: 'PartialObjectMetadata', metadata: { name: 'form' } });
  expect(partial.data).toBeUndefined();
  expect((await get('application/vnd.kubernetes.protobuf,application/json')).json.kind).toBe('ConfigMap');
});

test('lists come in pages', async () => {
  for (const name of ['page-a', 'page-b', 'page-c'])
    await post(CONFIG_MAPS, { ...configMap(name), metadata: { name, labels: { paged: 'yes' } } });
  const first = (await ask(`${CONFIG_MAPS}?labelSelector=paged&limit=2`)).json;
  expect(first.items).toHaveLength(2);
  const second = (
    await ask(
      `${CONFIG_MAPS}?labelSelector=paged&limit=2&continue=${encodeURIComponent(first.metadata.continue)}`,
    )
  ).json;
  expect(second.items.map((item: { metadata: { name: string } }) => item.metadata.name)).toEqual(['page-c']);
  expect(second.metadata.continue).toBeUndefined();
});

test('a dry run changes nothing', async () => {
  expect((await post(`${CONFIG_MAPS}?dryRun=All`, configMap('dry'))).code).toBe(201);
  expect((await ask(`${CONFIG_MAPS}/dry`)).code).toBe(404);
  expect((await post(`${CONFIG_MAPS}?dryRun=Some`, configMap('dry'))).code).toBe(400);
});

test('the four kinds of patch', async () => {
  await post(CONFIG_MAPS, configMap('patched', { a: '1' }));
  const patch = (type: string, body: unknown, query = '') =>
    ask(`${CONFIG_MAPS}/patched${query}`, {
      method: 'PATCH',
      headers: { 'content-type': type },
      body: JSON.stringify(body),
    });
  expect((await patch('application/merge-patch+json', { data: { b: '2' } })).json.data).toEqual({
    a: '1',
    b: '2',
  });
  expect((await patch('application/json-patch+json', [{ op: 'remove', path: '/data/a' }])).json.data).toEqual(
    { b: '2' },
  );
  expect((await patch('application/strategic-merge-patch+json', { data: { c: '3' } })).json.data).toEqual({
    b: '2',
    c: '3',
  });
  const applied = { apiVersion: 'v1', kind: 'ConfigMap', data: { d: '4' } };
  expect((await patch('application/apply-patch+yaml', applied, '?fieldManager=me')).json.data).toEqual({
    b: '2',
    c: '3',
    d: '4',
  });
  expect((await patch('application/apply-patch+yaml', applied)).code).toBe(400);
  expect((await patch('application/json', {})).code).toBe(415);
});

test('client-node reads, writes by kind and watches', async () => {
  const config = new KubeConfig();
  config.loadFromFile(server.kubeconfig);
  const objects = KubernetesObjectApi.makeApiClient(config);
  await objects.create({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'typed', namespace: 'default' },
  });
  expect(
    (await config.makeApiClient(CoreV1Api).readNamespacedConfigMap({ name: 'typed', namespace: 'default' }))
      .metadata?.name,
  ).toBe('typed');
  const name = await new Promise((resolve) => {
    void new Watch(config)
      .watch(
        CONFIG_MAPS,
        { fieldSelector: 'metadata.name=typed' },
        (_phase, object) => resolve(object.metadata.name),
        () => {},
      )
      .then((abort) => setImmediate(() => abort));
  });
  expect(name).toBe('typed');
});

test('a restart in the same folder keeps tokens and certificate', async () => {
  const pkiFolder = join(server.folder, 'pki');
  const options = {
    cluster: createCluster(),
    node: server.node,
    dialService: () => Promise.reject(new Error('none')),
    pkiFolder,
  };
  const second = await startApiServer(options);
  expect(second.caPem).toBe(server.api.caPem);
  expect(second.adminToken).toBe(server.api.adminToken);
  await second.close();
  const renamed = await startApiServer({ ...options, extraSans: ['127.0.0.9'] });
  expect(renamed.caPem).toBe(server.api.caPem);
  await renamed.close();
  expect((await stat(join(pkiFolder, 'api-server.json'))).mode & 0o777).toBe(0o600);
  await expect(startApiServer({ ...options, host: '0.0.0.0' })).rejects.toThrow(/loopback only/);
  await expect(startApiServer({ ...options, port: server.api.port })).rejects.toThrow(
    /Port \d+ on 127.0.0.1 is taken/,
  );
});
