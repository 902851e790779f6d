import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { program } from '../../programs/program.ts';

const SHIM = program('kubectl');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pycont-kubectl-'));
  // Nothing listens on port 1.
  const config = {
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'u', user: { token: 'secret' } }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  };
  writeFileSync(join(folder, 'config'), stringify(config));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function shim(args: string[], kubeconfig = join(folder, 'config')) {
  const env = { ...process.env, KUBECONFIG: kubeconfig, NODE_NO_WARNINGS: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [SHIM, ...args], { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

test.each([
  [['edit', 'deploy', 'kad'], 'error: The command "edit" is not known here.'],
  [['get', 'pods', '--frobnicate'], 'error: The flag --frobnicate is not known here.'],
  [['config', 'rename-context'], 'error: config rename-context is not known here.'],
])('%j says that the real kubectl knows more', (args, message) => {
  const { status, stderr } = shim(args);
  expect(stderr).toContain(message);
  expect(stderr).toContain('https://kubernetes.io/docs/tasks/tools/');
  expect(stderr).not.toContain('    at ');
  expect(status).toBe(1);
});

test('no server at the address, no kubeconfig, unknown context', () => {
  expect(shim(['get', 'pods'])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('The connection to the server 127.0.0.1:1 was refused'),
  });
  expect(shim(['get', 'pods'], join(folder, 'none')).stderr).toContain('There is no kubeconfig at');
  expect(shim(['get', 'pods', '--context', 'y']).stderr).toContain('context "y" does not exist');
});

test('config works without a server, and redacts secrets', () => {
  expect(shim(['version', '--client']).stdout).toMatch(/^Client Version: v1\.\d+/);
  expect(shim(['--help']).stdout).toContain('rollout');
  const { stdout } = shim(['config', 'view']);
  expect(stdout).toContain('token: REDACTED');
  expect(stdout).not.toContain('secret');
});
