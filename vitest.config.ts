import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

// Hundreds of processes are started from source: they share a compile cache.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules', '.cache', 'node-compile');

// Programs that tests start use English, whatever the machine's locale is.
process.env.LC_ALL = 'C.UTF-8';
delete process.env.PYCONT_LANG;

/** These wait for more than a minute, the longest of a project first: begun last, they would be waited for alone. */
const LONG = [
  'random-keys',
  'docker-engine/containers',
  'operator/cli',
  'scene/killed',
  'docker-engine/inspect',
  'docker-engine/networks',
  'embedded/talk',
  'player/points',
  'player/killed-late',
  'player/killed-early',
  'player/entry-orders',
  'player/demos',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((part) => moduleId.includes(part));
      return at === -1 ? LONG.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

/** How long a condition is awaited, unless a test says otherwise: never how fast the machine is. */
const expect = { poll: { timeout: 20_000 } };

// `unit` needs nothing but Node; `embedded` plays on the embedded stage; `player` kills players and their stage there,
// and goes to every scene, for minutes; `endurance` loads that stage for minutes; `conformance` compares it with
// the real programs; `faults` breaks what the operator depends on, for minutes; `cluster` needs a Docker Engine and a
// cluster.
export default defineConfig({
  test: {
    globalSetup: 'test/programs/build.ts',
    // Most tests wait for processes, not for the CPU.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          expect,
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/conformance/**', 'test/operator/faults/**'],
          // For tests that hang, not for slow ones on a busy machine.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'embedded',
          expect,
          include: ['test/e2e/embedded/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          // The talk measures durations: only one more test, which mostly waits, may run beside it.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'player',
          expect,
          include: ['test/e2e/player/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 60_000,
          // Within a file, each test's scene starts where that of the test before it ended.
          bail: 1,
          // Each file has its own home; its players and their stage are idle about half of the time.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'endurance',
          expect,
          include: ['test/e2e/endurance/**/*.test.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'conformance',
          expect,
          include: ['test/conformance/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
          sequence: { groupOrder: 4 },
        },
      },
      {
        test: {
          name: 'faults',
          expect,
          include: ['test/operator/faults/*.test.ts'],
          testTimeout: 120_000,
          sequence: { groupOrder: 5 },
        },
      },
      {
        test: {
          name: 'cluster',
          expect,
          include: ['test/e2e/cluster/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          maxWorkers: 1,
          sequence: { groupOrder: 6 },
        },
      },
    ],
  },
});
