/** Commands that are no steps find the stage, without `eval "$(pycont stage env)"`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { stageEnvironment } from '../rolling-update.ts';

let root: string;
let stage: Record<string, string>;
const home = () => join(root, 'home');

/** Only what a new terminal has. */
const run = (args: string[], env: Record<string, string> = {}) =>
  execa(process.execPath, [join(packageRoot(), 'bin', 'pycont'), ...args], {
    env: { PATH: process.env.PATH!, HOME: root, PYCONT_HOME: home(), ...env },
    extendEnv: false,
    reject: false,
    timeout: 60_000,
  });
const graph = async (args: string[] = [], env = {}) =>
  (await run([...args, 'graph', '--once'], env)).stderr.split('\n')[0];

/** A context of the speaker's own, where nobody answers. */
const config = (name: string) =>
  JSON.stringify({
    clusters: [{ name, cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name, user: { token: 'x' } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  });

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'pycont-found-'));
  stage = await stageEnvironment('embedded', home());
});
afterAll(async () => {
  await run(['--stage', 'embedded', 'stage', 'down']);
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  for (const folder of [join(root, '.kube'), join(home(), 'talk')])
    rmSync(folder, { recursive: true, force: true });
});

const ON_STAGE = /There is no data: .*(404|prometheus)/;
const ELSEWHERE = /There is no data: .*ECONNREFUSED 127.0.0.1:1\b/;

test('where there is no kube context, it is the embedded stage', async () => {
  expect(await graph()).toMatch(ON_STAGE);
  const { stdout } = await run(['load', '--duration', '300ms']);
  expect(stdout).toContain(stage.APP_URL!);
  const { stderr } = await run(['operator', 'run', '--deployment', 'kad', '--once']);
  expect(stderr).toMatch(/kad.*pycont|pycont.*kad/);
});

test('a kube context of the speaker’s own comes first, unless the talk is played on the embedded stage', async () => {
  mkdirSync(join(root, '.kube'));
  writeFileSync(join(root, '.kube', 'config'), config('own'));
  expect(await graph()).toMatch(ELSEWHERE);
  expect((await run(['load'])).stderr).toContain('No URL');
  expect(await graph(['--stage', 'embedded'])).toMatch(ON_STAGE);
  mkdirSync(join(home(), 'talk'), { recursive: true });
  const begun = (played: string) =>
    `${JSON.stringify({ v: 1, seq: 1, at: '2026-01-01T00:00:00Z', kind: 'talk-started', scenes: root, stage: played, language: 'en' })}\n`;
  writeFileSync(join(home(), 'talk', 'journal.jsonl'), begun('embedded'));
  expect(await graph()).toMatch(ON_STAGE);
  expect(await graph(['--context', 'own'])).toMatch(ELSEWHERE);
  expect(await graph(['--stage', 'cluster'])).toMatch(ELSEWHERE);
  const other = join(root, 'other');
  writeFileSync(other, config('other'));
  expect(await graph([], { KUBECONFIG: other })).toMatch(ELSEWHERE);
  expect(await graph([], { KUBECONFIG: stage.KUBECONFIG! })).toMatch(ON_STAGE);
  writeFileSync(join(home(), 'talk', 'journal.jsonl'), begun('cluster'));
  expect(await graph()).toMatch(ELSEWHERE);
});

test('a context that is named must be there', async () => {
  expect(await graph(['--context', 'nowhere'])).toContain('there is no kube context nowhere');
});
