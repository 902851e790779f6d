/** docker-compose.yml with whichever Compose is here, the plugin or the program of its own. */
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';

const COMPOSE = [['docker', 'compose'], ['docker-compose']];
const APP = 'http://127.0.0.1:5000/';

const compose = await here();
const missing = compose ? '' : ' (skipped: there is no Docker Compose, or no engine)';

async function here(): Promise<string[] | undefined> {
  if ((await execa('docker', ['info'], { reject: false, timeout: 10_000 })).failed) return undefined;
  for (const [program = '', ...args] of COMPOSE)
    if (!(await execa(program, [...args, 'version'], { reject: false })).failed) return [program, ...args];
  return undefined;
}

async function run(...args: string[]): Promise<string> {
  const [program = '', ...before] = compose ?? [];
  const all = [...before, '--project-name', 'pycont-compose', ...args];
  return (await execa(program, all, { cwd: packageRoot(), timeout: 120_000 })).stdout;
}

interface Answer {
  hits: number;
  /** While Redis is away. */
  warning?: string;
}

async function ask(): Promise<Answer> {
  const response = await fetch(APP, { signal: AbortSignal.timeout(2_000) });
  return (await response.json()) as Answer;
}

const inspect = async (name: string, format: string) => {
  const id = await run('ps', '--quiet', name);
  return (await execa('docker', ['inspect', '--format', format, id || 'none'])).stdout;
};

describe.skipIf(missing)(`docker-compose.yml${missing}`, () => {
  beforeAll(() => run('up', '--detach', '--build'), 180_000);
  afterAll(() => run('down', '--volumes'));

  test('the app and its Redis become healthy, and find each other', async () => {
    for (const name of ['kad', 'redis'])
      await expect.poll(() => inspect(name, '{{.State.Health.Status}}'), { timeout: 60_000 }).toBe('healthy');
    expect(await ask()).toEqual({ version: '0.4', hits: expect.any(Number), pod: expect.any(String) });
  });

  test('the app stops when asked to, as a user without rights; what Redis counted is there when both are back', async () => {
    expect(await inspect('kad', '{{.Config.User}} {{.HostConfig.ReadonlyRootfs}}')).toBe('1000 true');
    const before = (await ask()).hits;
    const id = await run('ps', '--quiet', 'kad');
    await run('stop');
    expect((await execa('docker', ['inspect', '--format', '{{.State.ExitCode}}', id])).stdout).toBe('0');
    await run('start');
    await expect
      .poll(async () => ask().catch(() => undefined), { timeout: 30_000 })
      .toEqual({ version: '0.4', hits: expect.any(Number), pod: expect.any(String) });
    expect((await ask()).hits).toBeGreaterThan(before);
  });
});
