/** The metrics of a process, and that they do not wake it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { Metrics } from '../../src/operator/index.ts';

const run = promisify(execFile);

test('those of the process are there, and none that says nothing', async () => {
  const text = await new Metrics({ process: true }).registry.metrics();
  for (const name of [
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
    'nodejs_heap_size_used_bytes',
    'nodejs_gc_duration_seconds',
    'nodejs_eventloop_lag_seconds',
    'pycont_operator_decisions_total',
  ])
    expect(text).toContain(`# TYPE ${name}`);
  expect(text).not.toMatch(/nodejs_eventloop_lag_(min|max|mean|stddev|p\d+)/);
});

/** How often a process gave up the processor within some time in which it had nothing to do. */
const IDLE = `
  const { readFileSync } = await import('node:fs');
  const { Metrics } = await import('./src/operator/index.ts');
  globalThis.metrics = new Metrics({ process: true });
  const switches = () => Number(/^voluntary_ctxt_switches:\\s*(\\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  setTimeout(() => {
    const before = switches();
    setTimeout(() => console.log(switches() - before), 2000);
  }, 1000);
`;

test.skipIf(process.platform !== 'linux')('an idle process sleeps', async () => {
  const { stdout } = await run(process.execPath, ['--no-warnings', '--input-type=module', '-e', IDLE]);
  // The monitor of the event loop alone makes it 200.
  expect(Number(stdout)).toBeLessThan(40);
});
