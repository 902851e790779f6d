import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { packageRoot } from '../../../src/system/package-root.ts';
import { kustomize } from '../../../src/embedded/kubectl/kustomize.ts';

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pycont-kustomize-'));
  mkdirSync(join(folder, 'base'));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('base/kustomization.yaml', 'resources: [app.yaml]\nimages: [{name: kad, newTag: "0.1"}]\n');
  write(
    'base/app.yaml',
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: kad}
spec:
  selector: {matchLabels: {app: kad}}
  template:
    metadata: {labels: {app: kad}}
    spec:
      containers:
        - {name: kad, image: 'kad:0.0', env: [{name: A, value: a}]}
        - {name: side, image: 'other/kad:1'}
---
apiVersion: v1
kind: Namespace
metadata: {name: pycont}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: kad}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: kad}
subjects: [{kind: ServiceAccount, name: kad, namespace: old}]
`,
  );
  write('settings.txt', 'one\ntwo\n');
  write(
    'kustomization.yaml',
    `namespace: pycont
resources: [base]
labels: [{pairs: {tier: web}}]
configMapGenerator:
  - {name: settings, files: [settings.txt, other=settings.txt], literals: [color=blue]}
generatorOptions: {disableNameSuffixHash: true, labels: {made: by-hand}}
patches:
  - target: {kind: Deployment, name: kad}
    patch: |
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: kad}
      spec:
        replicas: 2
        template:
          spec:
            containers:
              - name: kad
                env: [{name: B, value: b}]
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const real = (path: string) => {
  const { stdout, stderr, status } = spawnSync('kubectl', ['kustomize', path], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return parseAllDocuments(stdout).map((document) => document.toJS());
};
const sorted = (objects: { kind: string; metadata: { name: string } }[]) =>
  JSON.parse(
    JSON.stringify(
      objects.toSorted((a, b) => (a.kind + a.metadata.name < b.kind + b.metadata.name ? -1 : 1)),
    ),
  );

test.runIf(hasKubectl)('the result equals that of kustomize', () => {
  expect(sorted(kustomize(folder))).toEqual(sorted(real(folder)));
});

test.runIf(hasKubectl).each(['app', 'redis', 'ingress', 'monitoring', 'operator'])(
  'deploy/%s too',
  (name) => {
    const path = join(packageRoot(), 'deploy', name);
    expect(sorted(kustomize(path))).toEqual(sorted(real(path)));
  },
);

test('an unknown field is an error', () => {
  writeFileSync(join(folder, 'base/kustomization.yaml'), 'resources: [app.yaml]\nreplacements: []\n');
  expect(() => kustomize(join(folder, 'base'))).toThrow('The field replacements of');
});
