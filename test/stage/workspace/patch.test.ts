import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { patchFolder } from '../../../src/stage/workspace/patch.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pycont-patch-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hunk = (added: string) =>
  `--- a/start.sh\n+++ b/start.sh\n@@ -1,3 +1,3 @@\n #!/bin/sh\n-node app\n+${added}\n # end\n`;

test('a fix that was spoiled by hand is taken back all the same, and put on as it is', async () => {
  const patch = join(folder, 'fix.patch');
  const file = join(folder, 'start.sh');
  writeFileSync(file, '#!/bin/sh\nexec node app\n# end\n');
  writeFileSync(patch, hunk('node app # spoiled'));
  await patchFolder(folder, patch, 'reverse');
  expect(readFileSync(file, 'utf8')).toBe('#!/bin/sh\nnode app\n# end\n');
  await patchFolder(folder, patch, 'forward');
  expect(readFileSync(file, 'utf8')).toBe('#!/bin/sh\nnode app # spoiled\n# end\n');
});

test('forwards nothing is tolerated, and nothing is changed', async () => {
  const patch = join(folder, 'fix.patch');
  const file = join(folder, 'start.sh');
  writeFileSync(file, '#!/bin/sh\nanother app\n# end\n');
  writeFileSync(patch, hunk('exec node app'));
  await expect(patchFolder(folder, patch, 'forward')).rejects.toThrow('does not apply');
  expect(readFileSync(file, 'utf8')).toBe('#!/bin/sh\nanother app\n# end\n');
});
