import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRuntime, probeNamespaces } from '../../../../src/embedded/containers/runtime.ts';
import type { ContainerRuntime } from '../../../../src/embedded/containers/types.ts';
import { names, read, testContext } from './context.ts';

const modes = ['namespaces', 'processes'] as const;
const probe = mkdtempSync(join(tmpdir(), 'pycont-probe-'));
const namespaces = await probeNamespaces(probe);
rmSync(probe, { recursive: true, force: true });

describe.each(modes)('RUN with %s', (mode) => {
  const folder = mkdtempSync(join(tmpdir(), 'pycont-run-'));
  let runtime: ContainerRuntime;
  let context: ReturnType<typeof testContext>;
  const skip = mode === 'namespaces' && !namespaces.ok;

  beforeAll(async () => {
    if (!skip) runtime = await createRuntime({ folder, mode, netHook: '/nonexistent' });
  });
  afterAll(async () => {
    await runtime?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    context = testContext();
    context.write({ file: 'content' });
  });
  afterEach(() => context.close());

  const build = (lines: string, request = {}) =>
    context.build(`FROM node:24-slim\nWORKDIR /code\n${lines}\n`, request, runtime);

  test.skipIf(skip)('its files are in the image, and its output is shown', async () => {
    const { image, output } = await build(
      'COPY file ./\nENV A=env\nARG B=arg\nRUN cat file > copy && echo "$A $B" > out && echo said',
    );
    expect(read(image, '/code/copy')).toBe('content');
    expect(read(image, '/code/out')).toBe('env arg\n');
    expect(output).toMatch(/^#\d+ \d+\.\d{3} said$/m);
    expect(names(image, '/code')).toEqual(['copy', 'file', 'out']);
    expect(runtime.list()).toEqual([]);
  });

  test.skipIf(skip)('nothing of the container is left in the image', async () => {
    const { image } = await build('RUN true');
    expect(read(image, '/etc/hosts') ?? '').toBe('');
    expect(names(image, '/')).not.toContain('.pycont');
    expect(read(image, '/etc/passwd')).toContain('node:x:1000:');
  });

  test.skipIf(skip)(
    'what a later step deletes is gone, and comes back in another image from the cache',
    async () => {
      const { image } = await build('COPY file ./\nRUN mkdir kept && echo x > kept/y\nRUN rm -r file kept/y');
      expect(names(image, '/code')).toEqual(['kept']);
      expect(names(image, '/code/kept')).toEqual([]);
      const other = await build('COPY file ./\nRUN mkdir kept && echo x > kept/y');
      expect(other.output).toMatch(/RUN mkdir.*\n#\d+ CACHED/);
      expect(names(other.image, '/code')).toEqual(['file', 'kept']);
    },
  );

  test.skipIf(skip)('the exec form, and node itself', async () => {
    const { image } = await build(
      'RUN ["node", "-e", "require(\'fs\').writeFileSync(\'v\', process.version)"]\nSHELL ["/bin/bash", "-c"]\nRUN [[ x == x ]] && echo $BASH_VERSION > shell',
    );
    expect(read(image, '/code/v')).toBe(process.version);
    expect(read(image, '/code/shell')).not.toBe('\n');
  });

  test.skipIf(skip)('a cache mount is kept between builds and is not in the image', async () => {
    const line = 'RUN --mount=type=cache,target=/cache echo x >> /cache/log && wc -l < /cache/log > lines';
    await build(line);
    const { image } = await build(line, { noCache: true });
    expect(read(image, '/code/lines')?.trim()).toBe('2');
    expect(names(image, '/').includes('cache') && names(image, '/cache').length > 0).toBe(false);
  });

  test.skipIf(skip)(
    'a failure names the line, the command and its code; nothing is tagged, no container is left',
    async () => {
      const failure = build('RUN echo before && exit 7');
      await expect(failure).rejects.toThrow(
        'Dockerfile:3: process "/bin/sh -c echo before && exit 7" did not complete successfully: exit code: 7',
      );
      expect(context.images.resolve('test/image:1')).toBeUndefined();
      expect(runtime.list()).toEqual([]);
    },
  );

  test.skipIf(skip)('a package manager is recognized', async () => {
    await expect(build('RUN apt-get nonsense')).rejects.toMatchObject({
      remedy: expect.stringContaining("host's own programs"),
    });
  });

  test.skipIf(skip)('an aborted build ends its container', async () => {
    const given = new AbortController();
    const onOutput = (text: string) => {
      if (/\d\.\d{3} started/.test(text)) given.abort();
    };
    await expect(
      build('RUN echo started && sleep 1000', { onOutput, signal: given.signal }),
    ).rejects.toThrow();
    expect(runtime.list()).toEqual([]);
  });
});
