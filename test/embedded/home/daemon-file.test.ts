import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { readDaemonFile, removeDaemonFile, writeDaemonFile } from '../../../src/embedded/home/daemon-file.ts';
import { embeddedHome } from '../../../src/embedded/home/paths.ts';
import { identify } from '../../../src/system/process-identity.ts';
import { temporaryFolder } from '../../show/temporary.ts';

const DAEMON = {
  apiUrl: '',
  ingressUrl: '',
  engineSocket: '',
  kubeconfig: '',
  commands: '',
  localPort: 0,
  runtime: 'processes',
  nodeAddress: '',
} as const;

test('a daemon removes its own file and that of one that has ended, but not that of another running one', () => {
  const home = embeddedHome(temporaryFolder());
  mkdirSync(home.root, { recursive: true });
  writeDaemonFile(home, DAEMON);
  expect(readDaemonFile(home)?.pid).toBe(process.pid);
  removeDaemonFile(home);
  expect(existsSync(home.daemonFile)).toBe(false);

  const other = spawn('sleep', ['60']);
  onTestFinished(() => void other.kill());
  const identity = identify(other.pid!)!;
  writeFileSync(home.daemonFile, JSON.stringify({ ...identity, ...DAEMON }));
  removeDaemonFile(home);
  expect(readDaemonFile(home)?.pid).toBe(other.pid);

  writeFileSync(home.daemonFile, JSON.stringify({ ...identity, startedAt: 'long ago', ...DAEMON }));
  removeDaemonFile(home);
  expect(existsSync(home.daemonFile)).toBe(false);
});
