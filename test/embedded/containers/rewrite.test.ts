import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  hostPath,
  rewriteCommand,
  rewritePaths,
  rewriteSearchPath,
} from '../../../src/embedded/containers/processes/rewrite.ts';
import type { RewriteRules } from '../../../src/embedded/containers/processes/rewrite.ts';
import { writeFiles } from './fixture.ts';

function rules(files: string[]): RewriteRules {
  const root = mkdtempSync(join(tmpdir(), 'pycont-rewrite-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeFiles(root, Object.fromEntries(files.map((file) => [file, ''])));
  return { root, same: ['/usr/bin'] };
}

test('paths of the image are rewritten, others are not', () => {
  const own = rules(['code/server.js', 'usr/bin/x']);
  expect(hostPath('/code/server.js', own)).toBe(`${own.root}/code/server.js`);
  expect(hostPath('/code/not-yet', own)).toBe(`${own.root}/code/not-yet`);
  expect(hostPath('/usr/bin/x', own)).toBe('/usr/bin/x');
  expect(hostPath('/metrics', own)).toBe('/metrics');
  expect(hostPath('/', own)).toBe('/');
  expect(hostPath('/tmp/app.log', own)).toBe(`${own.root}/tmp/app.log`);
  expect(hostPath('/etc/kad/config.yml', own)).toBe(`${own.root}/etc/kad/config.yml`);
  expect(hostPath(`${own.root}/tmp/x`, own)).toBe(`${own.root}/tmp/x`);
});

test('paths are found within words and lists; addresses are not paths', () => {
  const { root, ...rest } = rules(['code/a', 'code/b']);
  const own = { root, ...rest };
  expect(rewritePaths('--config=/code/a', own)).toBe(`--config=${root}/code/a`);
  expect(rewritePaths('/code/a:/code/b', own)).toBe(`${root}/code/a:${root}/code/b`);
  expect(rewritePaths('http://localhost:5000/code/a', own)).toBe('http://localhost:5000/code/a');
  expect(rewritePaths('redis://code/a', own)).toBe('redis://code/a');
});

test('a shell command creates new files inside only', () => {
  const own = rules(['code/a']);
  const text = 'mkdir -p /data-of-nobody/x && cat /code/a /usr/bin/env >/tmp/y';
  expect(rewriteCommand(['sh', '-c', text], own)[2]).toBe(
    `mkdir -p ${own.root}/data-of-nobody/x && cat ${own.root}/code/a /usr/bin/env >${own.root}/tmp/y`,
  );
  expect(rewriteCommand(['node', '-e', "x('/data-of-nobody')"], own)[2]).toBe("x('/data-of-nobody')");
});

test("the image's programs come before the host's", () => {
  const own = rules(['usr/local/bin/node']);
  expect(rewriteSearchPath('/usr/local/bin:/usr/bin', '/opt/bin:/usr/bin', own)).toBe(
    `${own.root}/usr/local/bin:/usr/bin:/usr/local/bin:/opt/bin`,
  );
});
