import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { probeNamespaces } from '../../../src/embedded/containers/runtime.ts';
import { startTestStage } from './stage.ts';
import type { TestStage } from './stage.ts';

const probe = mkdtempSync(join(tmpdir(), 'pycont-probe-'));
const namespaces = await probeNamespaces(probe);
rmSync(probe, { recursive: true, force: true });

const server = `
  const { createServer } = require('node:http');
  createServer((request, response) => response.end('hello from ' + process.env.WHO)).listen(8080, () => console.log('ready'));
  process.on('SIGTERM', () => { console.log('bye'); process.exit(0); });
`;

/** The stage of a mode for the tests of a file. All containers are removed after each test. */
export function dockerIn(mode: TestStage['mode']) {
  const skip = mode === 'namespaces' && !namespaces.ok;
  let stage: TestStage;

  beforeAll(async () => {
    if (!skip) stage = await startTestStage(mode);
  }, 60_000);
  afterAll(async () => stage?.close());
  afterEach(async () => {
    if (!stage) return;
    for (const each of stage.engine.containers.list()) {
      await stage.engine.containers.remove(each, { force: true, volumes: true });
    }
  });

  const status = async (name: string) =>
    (await stage.docker('inspect', '-f', '{{.State.Status}} {{.State.ExitCode}}', name)).stdout.trim();
  const logged = (name: string, text: string) =>
    vi.waitFor(
      async () => {
        const { stdout, stderr } = await stage.docker('logs', name);
        expect(stdout + stderr).toContain(text);
      },
      { timeout: 15_000 },
    );
  const runServer = async (name: string, ...flags: string[]) => {
    const outcome = await stage.docker(
      'run',
      '-d',
      '--name',
      name,
      '-e',
      `WHO=${name}`,
      ...flags,
      'node:24-slim',
      'node',
      '-e',
      server,
    );
    expect(outcome.stdout).toMatch(/^[0-9a-f]{64}\n$/);
    await logged(name, 'ready');
    return outcome.stdout.trim();
  };
  return {
    skip,
    status,
    logged,
    runServer,
    get stage() {
      return stage;
    },
  };
}
