/** What the hall sees of a fix, in windows of any size and in a pipe. */
import { expect, test } from 'vitest';
import { translator } from '../../../../src/messages/index.ts';
import { renderDiff, wholeDiff } from '../../../../src/cli/terminal/output/diff.ts';
import { diffLines } from '../../../../src/cli/terminal/output/diff-lines.ts';
import { themeFor } from '../../../../src/cli/terminal/output/output.ts';

const DIFF = `diff --git a/app/Dockerfile b/app/Dockerfile
index 42cdc62..f6602e0 100644
--- a/app/Dockerfile
+++ b/app/Dockerfile
@@ -12,3 +12,3 @@ ENV NODE_ENV=production
 EXPOSE 5000
--- old
-CMD ./entrypoint.sh
+CMD ["./entrypoint.sh"]
+++ new
diff --git a/app/gone.ts b/app/gone.ts
deleted file mode 100644
index 9063832..0000000
--- a/app/gone.ts
+++ /dev/null
@@ -1 +0,0 @@
-export const gone = 1;
\\ No newline at end of file
diff --git a/app/run.sh b/app/run.sh
old mode 100644
new mode 100755
index 47f3dd4..06d325b
--- a/app/run.sh
+++ b/app/run.sh
@@ -1,2 +1,2 @@
 #!/bin/sh
-node server.ts
+exec node server.ts
diff --git a/app/src/drain.ts b/app/src/drain.ts
new file mode 100644
index 0000000..1111111
--- /dev/null
+++ b/app/src/drain.ts
@@ -0,0 +1,3 @@
+a
+b
+c
`;
const look = { theme: themeFor({ write: () => {} }, {}), translate: translator('en') };
const window = (columns: number, rows: number) => ({ isTTY: true, columns, rows, write: () => {} });
const shown = (block: string, rows: number, key: string | undefined = 'd') =>
  renderDiff(DIFF, { block, key }, window(60, rows), look).map((line) => line.slice(4));

test('a diff that fits is shown whole, each file by its name', () => {
  expect(shown('', 40)).toEqual([
    'app/Dockerfile',
    '@@ -12,3 +12,3 @@ ENV NODE_ENV=production',
    ' EXPOSE 5000',
    '--- old',
    '-CMD ./entrypoint.sh',
    '+CMD ["./entrypoint.sh"]',
    '+++ new',
    'app/gone.ts (removed)',
    '@@ -1 +0,0 @@',
    '-export const gone = 1;',
    '\\ No newline at end of file',
    'app/run.sh',
    'old mode 100644',
    'new mode 100755',
    '@@ -1,2 +1,2 @@',
    ' #!/bin/sh',
    '-node server.ts',
    '+exec node server.ts',
    'app/src/drain.ts (new file)',
    '@@ -0,0 +1,3 @@',
    '+a',
    '+b',
    '+c',
  ]);
});

test('of one that does not fit, the lines of the block are shown, below the names of their files', () => {
  const block = '-CMD ./entrypoint.sh\n+CMD ["./entrypoint.sh"]\n+exec node server.ts\n+c\n';
  expect(shown(block, 16)).toEqual([
    'app/Dockerfile',
    '-CMD ./entrypoint.sh',
    '+CMD ["./entrypoint.sh"]',
    'app/run.sh',
    '+exec node server.ts',
    'app/src/drain.ts (new file)',
    '+c',
    '… 8 lines more, d shows them',
  ]);
});

test('headers in a block are not lines of it, and lines out of order are found', () => {
  const block =
    '--- a/app/run.sh\n+++ b/app/run.sh\n@@ -1,2 +1,2 @@\n+exec node server.ts\n-CMD ./entrypoint.sh\n';
  expect(shown(block, 16)).toEqual([
    'app/run.sh',
    '+exec node server.ts',
    'app/Dockerfile',
    '-CMD ./entrypoint.sh',
    '… 10 lines more, d shows them',
  ]);
});

test('without lines in the block as much of the beginning is shown as fits', () => {
  for (let rows = 12; rows < 32; rows += 1) {
    const lines = shown('', rows);
    expect(lines.length).toBeLessThanOrEqual(rows - 8);
    if (rows < 31) expect(lines.at(-1)).toMatch(/^… \d+ lines? more, d shows (them|it)$/);
    expect(lines.at(-2)).not.toMatch(/^(app|@@)/);
  }
});

test('nobody is told of a key where nobody can press it', () => {
  const unattended = renderDiff(DIFF, { block: '+c', key: undefined }, window(60, 16), look);
  expect(unattended.at(-1)).toBe('  │ … 11 lines more');
  const pipe = { write: () => {} };
  expect(renderDiff(DIFF, { block: '+c', key: undefined }, pipe, look)).toHaveLength(3);
});

test('long lines take rows, and keep their colours', () => {
  const colours = { ...look, theme: themeFor({ write: () => {} }, { FORCE_COLOR: '1' }) };
  const long = `@@ -1 +1 @@\n-${'x '.repeat(40)}\n+short`;
  const lines = renderDiff(long, { block: '', key: 'd' }, window(40, 30), colours);
  expect(lines).toHaveLength(5);
  for (const row of lines.slice(1, 4)) expect(row).toContain('\u001B[31m');
  expect(wholeDiff(long, colours).at(-1)).toBe('  \u001B[32m+short\u001B[39m');
});

test('a name that git quotes, a change of a mode alone, and what is no diff at all', () => {
  expect(diffLines('diff --git "a/\\303\\241" "b/\\303\\241"\nold mode 100644\nnew mode 100755')).toEqual([
    { kind: 'file', path: '\\303\\241', change: 'changed' },
    { kind: 'about', text: 'old mode 100644' },
    { kind: 'about', text: 'new mode 100755' },
  ]);
  expect(diffLines('-bad\n+good')).toEqual([
    { kind: 'removed', text: '-bad' },
    { kind: 'added', text: '+good' },
  ]);
  expect(diffLines('--- a/x\n+++ b/x\n@@ -1 +1 @@\n-1\n+2')).toMatchObject([
    { kind: 'file', path: 'x' },
    {},
    {},
    {},
  ]);
});
