import { afterEach, beforeEach, expect, test } from 'vitest';
import { testContext } from './context.ts';

let context: ReturnType<typeof testContext>;
beforeEach(() => {
  context = testContext();
});
afterEach(() => context.close());

const config = async (lines: string, request = {}) =>
  (await context.build(`FROM node:24-slim\n${lines}`, request)).image.config;

test.each([
  ['ENV A=1 B="x y"', { env: { A: '1', B: 'x y' } }],
  ['ENV A one two', { env: { A: 'one two' } }],
  ['ENV A=1\nENV B=$A.${C:-3}', { env: { B: '1.3' } }],
  ['ENV abc=hello\nENV abc=bye def=$abc', { env: { abc: 'bye', def: 'hello' } }],
  ['ARG V=2\nENV A=$V', { env: { A: '2' } }],
  ['LABEL a=b "c d"="e f"', { labels: { a: 'b', 'c d': 'e f' } }],
  ['MAINTAINER Somebody', { labels: { maintainer: 'Somebody' } }],
  ['CMD ["node", "x"]', { cmd: ['node', 'x'] }],
  ['CMD node x', { cmd: ['/bin/sh', '-c', 'node x'] }],
  ['ENTRYPOINT ["a"]', { entrypoint: ['a'] }],
  ['SHELL ["/bin/bash", "-c"]\nCMD x', { cmd: ['/bin/bash', '-c', 'x'] }],
  ['USER node', { user: 'node', uid: 1000, gid: 1000 }],
  ['USER 1000:0', { user: '1000:0', uid: 1000, gid: 0 }],
  ['EXPOSE 5000 53/udp', { exposedPorts: ['5000/tcp', '53/udp'] }],
  ['VOLUME /data', { volumes: ['/data'] }],
  ['VOLUME ["/a", "/b"]', { volumes: ['/a', '/b'] }],
  ['STOPSIGNAL 2', { stopSignal: 'SIGINT' }],
  ['STOPSIGNAL SIGQUIT', { stopSignal: 'SIGQUIT' }],
  ['WORKDIR /a\nWORKDIR b', { workdir: '/a/b' }],
  [
    'HEALTHCHECK --interval=1m30s --timeout=500ms CMD ["x"]',
    { healthcheck: { test: ['CMD', 'x'], intervalSeconds: 90, timeoutSeconds: 0.5, retries: 3 } },
  ],
  ['HEALTHCHECK CMD curl x', { healthcheck: { test: ['CMD-SHELL', 'curl x'], intervalSeconds: 30 } }],
])('%s', async (lines, expected) => {
  expect(await config(lines)).toMatchObject(expected);
});

test('HEALTHCHECK NONE removes the inherited one', async () => {
  await context.build('FROM node\nHEALTHCHECK CMD x', { tags: ['with:1'] });
  const { image } = await context.build('FROM with:1\nHEALTHCHECK NONE');
  expect(image.config.healthcheck).toBeUndefined();
});

test('a new entrypoint drops the inherited command, not an own one', async () => {
  expect((await config('ENTRYPOINT ["a"]')).cmd).toBeUndefined();
  expect((await config('CMD ["b"]\nENTRYPOINT ["a"]')).cmd).toEqual(['b']);
});

test('--build-arg wins over the default; ARGs end with their stage', async () => {
  const dockerfile = 'ARG TAG=24\nFROM node:$TAG\nARG TAG\nARG A=1\nENV X=$A Y=$TAG\n';
  const { image } = await context.build(dockerfile, { buildArgs: { A: '2' } });
  expect(image.config.env).toMatchObject({ X: '2', Y: '24' });
  expect((await context.build('ARG A=1\nFROM node\nENV X=$A')).image.config.env.X).toBe('');
});

test('an unused build argument gives a warning', async () => {
  const { output } = await context.build('FROM node\n', { buildArgs: { NOPE: '1' } });
  expect(output).toContain('[NOPE] were not consumed');
});

test.each([
  ['USER hipster', 'Dockerfile:2: unable to find user hipster'],
  ['EXPOSE http', 'Dockerfile:2: invalid containerPort: http'],
  ['STOPSIGNAL SIGFOO', 'Dockerfile:2: invalid signal: SIGFOO'],
  ['SHELL bash', 'Dockerfile:2: SHELL requires the arguments to be in JSON form'],
  ['ENV A', 'Dockerfile:2: ENV must have two arguments'],
  ['ENV A=1 B', "Dockerfile:2: Syntax error - can't find = in"],
  ['ENV A="open', 'Dockerfile:2: failed to process'],
  ['HEALTHCHECK FOO x', 'Dockerfile:2: Unknown type "FOO"'],
  ['HEALTHCHECK --interval=soon CMD x', 'Dockerfile:2: invalid value "soon"'],
  ['RUN --mount=type=secret,id=x true', 'Dockerfile:2: RUN --mount=type=secret,id=x is not supported'],
  ['RUN --security=insecure true', 'Dockerfile:2: RUN --security=insecure is not supported'],
  ['RUN true', 'Dockerfile:2: RUN needs a container runtime'],
  ['ADD https://example.org/x /x', 'Dockerfile:2: ADD of a remote source'],
  ['ADD a.tar.gz /x', 'Dockerfile:2: ADD that unpacks'],
])('%s is refused, and nothing is tagged', async (line, message) => {
  await expect(context.build(`FROM node:24-slim\n${line}\n`)).rejects.toThrow(message);
  expect(context.images.resolve('test/image:1')).toBeUndefined();
});

test.each([
  ['FROM ubuntu:24.04', 'Dockerfile:1: pull access denied for ubuntu'],
  ['FROM --platform=linux/riscv64 node', 'Dockerfile:1: the embedded stage builds for linux/'],
  ['FROM $NONE', 'Dockerfile:1: base name ($NONE) should not be blank'],
  ['FROM node@sha256:00', 'no registry'],
])('%s', async (dockerfile, message) => {
  await expect(context.build(dockerfile)).rejects.toThrow(message);
});
