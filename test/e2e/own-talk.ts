/** A talk that creates every kind of object it can own, under its own names. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { packageRoot } from '../../src/system/package-root.ts';
import { scene, step } from '../cli/pycont.ts';

const BIN = join(packageRoot(), 'bin', 'pycont');

const OBJECTS = `kind: CustomResourceDefinition
apiVersion: apiextensions.k8s.io/v1
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Cluster
  names: { kind: Widget, plural: widgets }
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
---
kind: ClusterRole
apiVersion: rbac.authorization.k8s.io/v1
metadata: { name: demos-reader }
rules: [{ apiGroups: [''], resources: [pods], verbs: [get] }]
---
kind: PersistentVolume
apiVersion: v1
metadata: { name: demos-disk }
spec:
  capacity: { storage: 1Gi }
  accessModes: [ReadWriteOnce]
  hostPath: { path: /demos-disk }
`;

const MADE = [
  step('name=namespace exit=0 check="kubectl get ns demos"', 'kubectl create namespace demos'),
  step(
    'name=deployment exit=0 check="kubectl -n demos get deployment web"',
    'kubectl -n demos create deployment web --image=redis:7',
  ),
  step('name=settings exit=0', 'kubectl -n default create configmap settings --from-literal=a=b'),
  step('name=objects exit=0', 'kubectl create -f "$SCENE_DIR/all objects.yaml"'),
  step('name=network exit=0', 'docker network create demos-net'),
  step('name=volume exit=0', 'docker volume create demos-data && docker volume inspect demos-data'),
  step(
    'name=container exit=0 timeout=60s',
    'docker run -d --name demos-web --network demos-net -v demos-data:/data redis:7',
  ),
  step('name=tag exit=0', 'docker tag redis:7 demos/redis:1'),
].join('');

/** @param more steps of the first scene, after those that create what `owns` names */
export function ownTalk(more = '') {
  const root = mkdtempSync(join(tmpdir(), 'pycont-own-talk-'));
  const home = join(root, 'home');
  const env = { ...process.env, PYCONT_HOME: home, TERM: 'xterm-256color' };
  const talk = join(root, 'my talk');
  const write = (path: string, text: string) => {
    mkdirSync(join(talk, path, '..'), { recursive: true });
    writeFileSync(join(talk, path), text);
  };
  write(
    'talk.md',
    `---
title: Demos
owns:
  namespaces: [demos]
  customresourcedefinitions: [widgets.example.com]
  clusterroles: [demos-reader]
  persistentvolumes: [demos-disk]
  containers: [demos-web]
  networks: [demos-net]
  volumes: [demos-data]
  images: ['demos/redis:1']
---
`,
  );
  write('01-makes/all objects.yaml', OBJECTS);
  write('01-makes/scene.md', scene('makes', MADE + more));
  const seen =
    'kubectl -n demos get deployment web && docker inspect demos-web && kubectl -n default get cm settings';
  write('02-sees/scene.md', scene('sees', step('name=seen look exit=0', seen)));
  const remove = () => rmSync(root, { recursive: true, force: true });
  return { talk, env, home, write, run: runner(talk, env), remove };
}

function runner(talk: string, env: NodeJS.ProcessEnv) {
  return (...args: string[]) =>
    execa(process.execPath, [BIN, '--lang', 'en', '--scenes', talk, ...args], {
      env,
      reject: false,
      timeout: 200_000,
    });
}
