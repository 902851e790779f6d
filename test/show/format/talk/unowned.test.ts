import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { lintTalk } from '../../../../src/show/format/lint.ts';
import { packageRoot } from '../../../../src/system/package-root.ts';
import { temporaryFolder } from '../../temporary.ts';

async function lint(files: Record<string, string>): Promise<{ problem: string; remedy: string }[]> {
  const folder = join(temporaryFolder(), 'my talk');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { mistakes } = await lintTalk(folder);
  rmSync(folder, { recursive: true });
  return mistakes.map(({ texts }) => ({
    problem: String(texts.message).replaceAll(`${folder}/`, ''),
    remedy: String(texts.remedy).replaceAll(`${folder}/`, ''),
  }));
}

const scene = (...commands: string[]) =>
  `---\nid: a\ntitle: T\ncast: [Narrator]\nbudget: 1m\n---\n${commands
    .map((command) => `\`\`\`sh exit=0\n${command}\n\`\`\`\n`)
    .join('')}`;
const talk = (owns: string) => `---\ntitle: T\nowns: { ${owns} }\n---\n`;

test('what the talk does not own is reported where it is created, with the line to write', async () => {
  const commands = scene(
    'ls\nkubectl create namespace demos && kubectl create ns other',
    'docker run --name kad a',
  );
  expect(await lint({ '01-a/scene.md': commands, 'talk.md': talk('namespaces: [other, third]') })).toEqual([
    {
      problem: "01-a/scene.md:9:26: this creates 'demos' among namespaces, which the talk does not own",
      remedy: 'Write into talk.md, below owns: namespaces: [other, third, demos]',
    },
    {
      problem: "01-a/scene.md:12:19: this creates 'kad' among containers, which the talk does not own",
      remedy: 'Write into talk.md, below owns: containers: [kad]',
    },
  ]);
});

test('the line to write is reported for a talk without a talk.md too', async () => {
  const [mistake, ...others] = await lint({
    '01-a/scene.md': scene('docker run --name kad a', 'docker run --name web a', 'docker volume create data'),
  });
  expect(mistake).toEqual({
    problem: "01-a/scene.md:11:19: this creates 'web' among containers, which the talk does not own",
    remedy: 'Write into talk.md, below owns: containers: [kad, redis, web]',
  });
  expect(others).toHaveLength(1);
});

test('a manifest of the talk is read, one of the workspace is not', async () => {
  const manifest = `kind: Namespace
apiVersion: v1
metadata: { name: demos }
---
kind: Pod
apiVersion: v1
metadata: { name: a, namespace: elsewhere }
---
kind: ClusterRole
apiVersion: rbac.authorization.k8s.io/v1
metadata: { name: reader }
---
kind: Widget
apiVersion: example.com/v1
metadata: { name: one }
---
kind: StorageClass
apiVersion: storage.k8s.io/v1
metadata: { name: fast }
`;
  const config =
    '{ "kind": "List", "items": [{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "c" } }] }';
  const files = {
    '01-a/all of it.yaml': manifest,
    'files/config.json': config,
    '01-a/scene.md': scene(
      'kubectl apply -f "$SCENE_DIR/all of it.yaml"',
      'kubectl apply -n default -f ${TALK_DIR}/files',
      'kubectl apply -n demos -f ${TALK_DIR}/files && kubectl apply -f deploy/redis/redis.yaml -f $SCENE_DIR/none.yaml',
    ),
  };
  const of = async (owns: string) =>
    (await lint({ ...files, 'talk.md': talk(owns) })).map(({ problem }) => problem);
  expect(await of('volumes: []')).toEqual([
    "01-a/scene.md:8:18: this creates 'demos' among namespaces, which the talk does not own",
    "01-a/scene.md:8:18: this creates something in the namespace 'elsewhere', which the talk does not own",
    "01-a/scene.md:8:18: this creates 'reader' among clusterroles, which the talk does not own",
    "01-a/scene.md:11:29: this creates something in the namespace 'default', which a talk cannot own",
    "01-a/scene.md:14:27: this creates something in the namespace 'demos', which the talk does not own",
  ]);
  expect(await of('namespaces: [demos, elsewhere], clusterroles: [reader]')).toEqual([
    "01-a/scene.md:11:29: this creates something in the namespace 'default', which a talk cannot own",
  ]);
});

test("the namespace of kubectl's context counts, unless the talk changes it", async () => {
  const pod = 'kind: Pod\napiVersion: v1\nmetadata: { name: a }\n';
  const of = async (...commands: string[]) =>
    (
      await lint({
        '01-a/pod.yaml': pod,
        '01-a/scene.md': scene(...commands, 'kubectl apply -f $SCENE_DIR/pod.yaml'),
        'talk.md': talk('namespaces: [demos]'),
      })
    ).map(({ problem }) => problem);
  expect(await of()).toEqual([
    "01-a/scene.md:8:18: this creates something in the namespace 'pycont', which the talk does not own",
  ]);
  expect(await of('kubectl config set-context --current --namespace demos')).toEqual([]);
});

test("pycont's own talk creates nothing that it does not own", async () => {
  expect((await lintTalk(join(packageRoot(), 'scenes'))).mistakes).toEqual([]);
});
