/** The commands that go before the machine's own, run by a shell; docker and kubectl are scripts that say what they got. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { beforeEach, expect, test } from 'vitest';
import { writeCommands } from '../../../src/stage/cluster/commands.ts';
import type { CommandOptions } from '../../../src/stage/cluster/commands.ts';
import { temporaryFolder } from '../../show/temporary.ts';

let folder: string;
let machine: string;

beforeEach(() => {
  folder = temporaryFolder();
  machine = join(folder, 'machine');
  mkdirSync(machine);
  const said = 'echo "${0##*/}" "$@"';
  program('docker', `case "$*" in *missing*) exit 1 ;; esac\n${said}`);
  program('kubectl', said);
});

function program(name: string, body: string): void {
  writeFileSync(join(machine, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
}

async function type(command: string, options: Partial<CommandOptions> = {}): Promise<string> {
  const path = writeCommands(
    folder,
    { context: 'mine', ...options },
    [machine, process.env.PATH].join(delimiter),
  );
  return (await execa('sh', ['-c', command], { env: { PATH: path } })).stdout;
}

const registry = 'localhost:5001';

test.each(['docker build -t app:1 .', 'docker push --quiet app:1', 'docker ps'])(
  "'%s' is the machine's own docker's",
  async (command) => expect(await type(command)).toBe(command),
);

test("a push is the stage's affair, with the context that was confirmed", async () => {
  const file = async () => (await execa('cat', [join(folder, 'bin', 'docker')])).stdout;
  await type('docker ps');
  expect(await file()).toMatch(/2:push:\*\) exec .*pycont --stage cluster stage push "\$2"/);
  await type('docker ps', { confirmed: true });
  expect(await file()).toMatch(/--stage cluster --context mine --yes stage push "\$2"/);
});

test('a push of a name that has the registry in it already goes there', async () => {
  expect(await type(`docker push ${registry}/app:1`, { registry })).toBe(`docker push ${registry}/app:1`);
});

test.each([
  ['set image deployment/kad kad=me/app:1', `set image deployment/kad kad=${registry}/me/app:1`],
  [
    '-n x set image deployment/kad a=me/app:1 b=c:2',
    `-n x set image deployment/kad a=${registry}/me/app:1 b=${registry}/c:2`,
  ],
  [`set image deployment/kad kad=${registry}/me/app:1`, `set image deployment/kad kad=${registry}/me/app:1`],
  [
    'set image deployment/kad kad=missing:1 --namespace=x',
    'set image deployment/kad kad=missing:1 --namespace=x',
  ],
  ['get pods -l app=kad', 'get pods -l app=kad'],
])('with a registry, kubectl %s is %s', async (typed, run) => {
  expect(await type(`kubectl ${typed}`, { registry })).toBe(`kubectl ${run}`);
});

test("words with spaces and quotes reach the machine's own as they are", async () => {
  program('kubectl', 'printf "<%s>" "$@"');
  expect(await type(`kubectl set image "a b" 'c"$d' e=f:1`, { registry })).toBe(
    `<set><image><a b><c"$d><e=${registry}/f:1>`,
  );
});

test("without a registry kubectl is the machine's own again", async () => {
  await type('kubectl get pods', { registry });
  expect(await type('command -v kubectl')).toBe(join(machine, 'kubectl'));
});

test("written again from within a step, they still lead to the machine's own", async () => {
  const path = writeCommands(folder, { context: 'mine' }, [machine, process.env.PATH].join(delimiter));
  expect(writeCommands(folder, { context: 'mine' }, path)).toBe(path);
  expect((await execa('sh', ['-c', 'docker ps'], { env: { PATH: path } })).stdout).toBe('docker ps');
});
