import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../../../src/system/package-root.ts';
import {
  applyFix,
  changeRegistry,
  resetWorkspace,
  talkFixes,
} from '../../../src/stage/workspace/workspace.ts';

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'pycont-workspace-'));
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

async function contents(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.toSorted().map((file) => [file.slice(folder.length), readFileSync(file, 'utf8')]),
  );
}

const read = (path: string) => readFileSync(join(workspace, 'app', path), 'utf8');

test('all fixes reversed and applied again give the app to the byte', async () => {
  await resetWorkspace(workspace, await talkFixes());
  expect(await contents(join(workspace, 'app'))).toEqual(await contents(join(packageRoot(), 'src/app')));
});

test('the opening version has every fault of the story', async () => {
  await resetWorkspace(workspace, []);
  expect(read('src/version.ts')).toContain("'0.0'");
  expect(read('src/log.ts')).toContain('app.log');
  expect(read('src/self-care.ts')).toContain('Something terrible happened on hit');
  expect(read('src/app.ts')).not.toContain('/status');
  expect(read('src/app.ts')).not.toContain('createMetrics');
  expect(read('Dockerfile')).toContain('\nCMD ./entrypoint.sh\n');
  expect(read('entrypoint.sh')).not.toContain('exec node');
  expect(read('src/server.ts')).not.toContain('SIGTERM');
});

test('each fix is a version, a commit, and shown as a diff', async () => {
  await resetWorkspace(workspace, []);
  const versions: string[] = [];
  for (const fix of await talkFixes()) {
    const diff = await applyFix(workspace, fix, 'repaired');
    expect(diff).toContain('+export const version');
    versions.push(/'(.*)'/.exec(read('src/version.ts'))?.[1] ?? '');
  }
  expect(versions).toEqual(['0.1', '0.2', '0.3', '0.4']);
  const log = execFileSync('git', ['log', '--format=%s'], { cwd: workspace, encoding: 'utf8' });
  expect(log.trim().split('\n')).toHaveLength(5);
});

test('files that a fix adds and removes are in its diff', async () => {
  const fixes = await talkFixes();
  await resetWorkspace(workspace, fixes.slice(0, 1));
  const crash = await applyFix(workspace, fixes[1] as string, 'repaired');
  expect(crash).toContain('new file mode 100644');
  expect(crash).toContain('+++ b/app/src/endpoints/status.ts');
  expect(crash).toContain('--- a/app/src/self-care.ts\n+++ /dev/null');
  await applyFix(workspace, fixes[2] as string, 'repaired');
  const load = await applyFix(workspace, fixes[3] as string, 'repaired');
  expect(load).toContain("+    name: 'request_latency',");
});

test('a workspace at a scene in the middle has the fixes before it, and the next one fits', async () => {
  const fixes = await talkFixes();
  await resetWorkspace(workspace, fixes.slice(0, 2));
  expect(read('src/version.ts')).toContain("'0.2'");
  await applyFix(workspace, fixes[2] as string, 'repaired');
  expect(read('entrypoint.sh')).toContain('exec node');
});

test('a fix that does not fit changes nothing and says what to do', async () => {
  const fixes = await talkFixes();
  await resetWorkspace(workspace, []);
  const before = await contents(join(workspace, 'app'));
  await expect(applyFix(workspace, fixes[3] as string, 'too early')).rejects.toThrow('does not apply');
  expect(await contents(join(workspace, 'app'))).toEqual(before);
});

test('every version is TypeScript that Node runs as it stands', async () => {
  const fixes = await talkFixes();
  for (let applied = 0; applied <= fixes.length; applied += 1) {
    await resetWorkspace(workspace, fixes.slice(0, applied));
    const sources = Object.entries(await contents(join(workspace, 'app', 'src')));
    for (const [file, source] of sources.filter(([file]) => file.endsWith('.ts'))) {
      expect(stripTypeScriptTypes(source), file).not.toBe('');
    }
  }
});

test("another talk's patches are taken back instead; without any, the sources are as they are", async () => {
  const fixes = await talkFixes();
  await resetWorkspace(workspace, [], { fixes: [] });
  expect(await contents(join(workspace, 'app'))).toEqual(await contents(join(packageRoot(), 'src/app')));
  await resetWorkspace(workspace, [], { fixes: fixes.slice(-1) });
  expect(read('src/version.ts')).toContain("'0.3'");
});

test('with a registry the kustomizations name it, and nothing else is different', async () => {
  const deploy = join(workspace, 'deploy');
  await resetWorkspace(workspace, []);
  const plain = await contents(deploy);
  await resetWorkspace(workspace, [], { registry: 'localhost:5001' });
  const named = await contents(deploy);
  const different = Object.keys(named).filter((file) => named[file] !== plain[file]);
  expect(different.sort()).toEqual(['/app/kustomization.yaml', '/operator/kustomization.yaml']);
  for (const part of ['app', 'operator'] as const) {
    const text = named[`/${part}/kustomization.yaml`]!;
    expect(text.startsWith(plain[`/${part}/kustomization.yaml`]!)).toBe(true);
    expect(parse(text)).toMatchObject({
      images: [{ name: `prgcont/pycont-${part}`, newName: `localhost:5001/prgcont/pycont-${part}` }],
    });
  }
  await changeRegistry(workspace, undefined);
  expect(await contents(deploy)).toEqual(plain);
});

test('the folder of the operator is all that its image is built from', async () => {
  await resetWorkspace(workspace, []);
  const there = await readdir(join(workspace, 'operator'));
  expect(there.toSorted()).toEqual(['.dockerignore', 'Dockerfile', 'kubernetes', 'messages', 'operator']);
  for (const part of ['kubernetes', 'messages', 'operator']) {
    const { '/Dockerfile': _, ...sources } = await contents(join(packageRoot(), 'src', part));
    expect(await contents(join(workspace, 'operator', part))).toEqual(sources);
  }
});
