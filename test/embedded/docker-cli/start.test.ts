/** What a docker command loads before it does anything: a scene runs dozens, each a process of its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStage } from '../docker-engine/stage.ts';
import { packageRoot } from '../../../src/system/package-root.ts';
import type { TestStage } from '../docker-engine/stage.ts';

let stage: TestStage;

beforeAll(async () => {
  stage = await startTestStage('processes');
}, 60_000);
afterAll(async () => stage.close());

test('a docker command asks the engine without the undici of Node', async () => {
  const list = join(stage.folder, 'loaded');
  const spy = `import { writeFileSync } from 'node:fs';
    process.on('exit', () => writeFileSync(${JSON.stringify(list)}, process.moduleLoadList.join('\\n')));`;
  const args = [
    '--import',
    `data:text/javascript,${encodeURIComponent(spy)}`,
    join(packageRoot(), 'dist', 'docker.js'),
    'ps',
  ];
  const { stdout } = await execa(process.execPath, args, { env: stage.environment });
  expect(stdout).toMatch(/^CONTAINER ID/);
  const loaded = readFileSync(list, 'utf8');
  expect(loaded).toMatch(/NativeModule _http_client$/m);
  expect(loaded).not.toContain('undici');
});
