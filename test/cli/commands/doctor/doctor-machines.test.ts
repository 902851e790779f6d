/** The doctor as a command, on machines that have this and lack that. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pycont, scene, step, talkOf } from '../../pycont.ts';

interface Found {
  check: string;
  level: string;
  fact: string;
  remedy?: string;
}

const TALK = scene('hello', step('name="hello" exit=0', 'echo hello'));
const DOCKER = `case "$1 $2 $3" in
  "info --format {{.DockerRootDir}}") echo / ;;
  "info --format {{.SystemTime}}") date -u +%Y-%m-%dT%H:%M:%SZ ;;
  *) echo 27.0.0 ;;
esac`;
/** Answers as the administrator of an empty cluster, and writes down every question that goes to the cluster. */
const KUBECTL = (context: string, server: string, questions: string) => `case "$*" in
  config*) echo '{"current-context":"${context}","clusters":[{"cluster":{"server":"${server}"}}]}'; exit ;;
  "version --client"*) echo '{}'; exit ;;
esac
echo "$*" >> ${questions}
case "$1 $2" in
  version*) echo '{"serverVersion":{"gitVersion":"v1.30.0","major":"1","minor":"30"}}' ;;
  "auth can-i") echo yes ;;
  "get nodes") echo '["docker.io/library/redis:7"] ["docker.io/prom/prometheus:v2.42.0"]' ;;
  "get --raw=/readyz") echo ok ;;
esac`;

function machine(programs: Record<string, string>) {
  const { root, env, scenes } = talkOf(TALK);
  const bin = join(root, 'bin');
  mkdirSync(bin);
  for (const program of ['bash', 'sh', 'curl', 'date']) {
    symlinkSync(execFileSync('which', [program], { encoding: 'utf8' }).trim(), join(bin, program));
  }
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  const kubeconfig = join(root, 'kubeconfig');
  writeFileSync(kubeconfig, '');
  return async (...args: string[]) => {
    const { code, stdout, stderr } = await pycont(['--scenes', scenes, ...args, 'doctor', '--json'], {
      ...env,
      PATH: bin,
      HOME: root,
      KUBECONFIG: programs.kubectl ? kubeconfig : '',
    });
    expect(stderr).toBe('');
    const found = JSON.parse(stdout) as Found[];
    return {
      code,
      of: (check: string) => found.find((each) => each.check === check),
      bad: found.filter(({ level }) => level === 'bad').map(({ check }) => check),
    };
  };
}

test('a machine with nothing plays the embedded stage', async () => {
  const doctor = machine({});
  const { code, of, bad } = await doctor();
  expect([code, bad]).toEqual([0, []]);
  expect(of('auto')?.fact).toBe('the embedded stage, because docker is not installed');
  const forced = await doctor('--stage', 'cluster');
  expect(forced.code).toBe(1);
  expect(forced.bad).toEqual(expect.arrayContaining(['engine', 'context']));
  expect(forced.of('engine')?.remedy).toMatch(/Install a Docker Engine, or use --stage embedded/);
  expect(forced.of('context')?.remedy).toMatch(/Install kubectl, or use --stage embedded/);
});

test('a machine with Docker only plays the embedded stage, and is told what the other needs', async () => {
  const doctor = machine({ docker: DOCKER });
  const { code, of } = await doctor();
  expect(code).toBe(0);
  expect(of('auto')?.fact).toBe('the embedded stage, because kubectl is not installed');
  const forced = await doctor('--stage', 'cluster');
  expect(forced).toMatchObject({ code: 1, bad: ['context'] });
  expect(forced.of('engine')).toMatchObject({ level: 'good', fact: 'Docker Engine 27.0.0' });
});

test('a machine with Docker and a throw-away cluster plays the cluster stage', async () => {
  const kubectl = KUBECTL('kind-talk', 'https://127.0.0.1:40000', '/dev/null');
  const doctor = machine({ docker: DOCKER, kubectl, kind: 'true' });
  const { code, of, bad } = await doctor();
  expect([code, bad]).toEqual([0, []]);
  expect(of('auto')?.fact).toMatch(/^the cluster stage, because .* kind-talk answer$/);
  expect(of('cluster')?.fact).toBe('Kubernetes v1.30.0');
});

test('a foreign context is refused without a question to its cluster, until it is confirmed', async () => {
  const { root } = talkOf(TALK);
  const questions = join(root, 'questions');
  const asked = () =>
    execFileSync('sh', ['-c', `cat ${questions} 2>/dev/null || true`], { encoding: 'utf8' });
  const kubectl = KUBECTL('shop', 'https://10.0.0.5:6443', questions);
  const doctor = machine({ docker: DOCKER, kubectl });
  const auto = await doctor();
  expect(auto.code).toBe(0);
  expect(auto.of('auto')?.fact).toMatch(/^the embedded stage, because .* shop may be in use/);
  expect(auto.of('auto')?.remedy).toMatch(/--context shop --yes/);
  const named = await doctor('--context', 'shop');
  expect(named).toMatchObject({ code: 1, bad: ['context'] });
  expect(named.of('context')?.remedy).toMatch(/--context shop --yes/);
  expect(asked()).toBe('');
  const confirmed = await doctor('--context', 'shop', '--yes');
  expect(confirmed.of('context')?.level).toBe('note');
  expect(confirmed.bad).toEqual(['loader']);
  expect(asked()).toMatch(/auth can-i create namespaces/);
});

test.each([
  ['docker and kubectl', { docker: 'exec sleep 600', kubectl: 'exec sleep 600' }],
  [
    'the engine and the cluster',
    {
      docker: 'exec sleep 600',
      kubectl: `case "$1" in config) echo '{"current-context":"kind-talk","clusters":[{"cluster":{"server":"https://127.0.0.1:1"}}]}' ;; *) exec sleep 600 ;; esac`,
      kind: 'true',
    },
  ],
  [
    'programs deaf to SIGTERM',
    {
      docker: `trap '' TERM; while :; do sleep 1; done`,
      kubectl: `trap '' TERM; while :; do sleep 1; done`,
    },
  ],
])('%s that never answer do not keep the doctor', { timeout: 120_000 }, async (_, programs) => {
  const doctor = machine({ ...programs, sleep: 'exec /bin/sleep "$@"' });
  const { code, bad } = await doctor('--stage', 'cluster');
  expect(code).toBe(1);
  expect(bad).toContain('engine');
});

test('one cause is told once', async () => {
  const silent = 'case "$1" in --version) echo x ;; *) exit 1 ;; esac';
  const kubectl = `case "$*" in
  config*) echo '{"current-context":"kind-talk","clusters":[{"cluster":{"server":"https://127.0.0.1:1"}}]}' ;;
  "version --client"*) echo '{}' ;;
  *) exit 1 ;;
esac`;
  const doctor = machine({ docker: silent, kubectl, kind: 'true' });
  const { code, of, bad } = await doctor('--stage', 'cluster');
  expect([code, bad]).toEqual([1, ['engine', 'cluster']]);
  expect(of('clock')).toEqual({ check: 'clock', level: 'note', fact: 'not checked until engine is fixed' });
  expect(of('rights')).toEqual({
    check: 'rights',
    level: 'note',
    fact: 'not checked until cluster is fixed',
  });
});

test('what docker and kubectl complain of is told, without a password in it', async () => {
  const doctor = machine({
    docker: 'echo "Cannot connect to tcp://me:hunter2@127.0.0.1:1" >&2; exit 1',
    kubectl: `case "$*" in
  config*) echo '{"current-context":"kind-talk","clusters":[{"cluster":{"server":"https://me:hunter2@127.0.0.1:1"}}]}' ;;
  *) echo "Warning: old" >&2; echo "error: You must be logged in to the server" >&2; exit 1 ;;
esac`,
    kind: 'true',
  });
  const { code, of } = await doctor('--stage', 'cluster');
  expect(code).toBe(1);
  expect(of('engine')?.fact).toBe('the Docker Engine does not answer: Cannot connect to tcp://127.0.0.1:1');
  expect(of('context')?.fact).toBe('kind-talk (https://127.0.0.1:1) is a throw-away cluster');
  expect(of('cluster')?.fact).toBe(
    'the cluster does not accept requests: You must be logged in to the server',
  );
});
