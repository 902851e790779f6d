/** Runs one container with a shell and two children, prints their pids, and waits to be killed. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRuntime } from '../../../src/embedded/containers/runtime.ts';
import { hostRoot } from './fixture.ts';

const [mode, folder, base] = process.argv.slice(2) as ['namespaces' | 'processes', string, string];
writeFileSync(join(base, 'hosts'), '');
// Unique durations, so that sleeps of another run are not mistaken for these.
const naps = [`3333.${process.pid}`, `3334.${process.pid}`];
const runtime = await createRuntime({ folder, mode, netHook: '/nowhere' });
const { id } = await runtime.create({
  name: 'owned',
  root: hostRoot(join(base, 'layer')),
  command: ['sh', '-c', `sleep ${naps[0]} & setsid sleep ${naps[1]} & echo up; wait`],
  env: {},
  workdir: '/',
  user: 0,
  group: 0,
  mounts: [],
  hostname: 'owned',
  address: '127.0.0.1',
  hostsFile: join(base, 'hosts'),
  readOnlyRoot: false,
  tty: false,
  stdin: false,
  labels: {},
});
await runtime.start(id);
for await (const line of runtime.logs(id, { follow: true })) if (line.text === 'up\n') break;

const commandLine = (pid: number) =>
  readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();

const sleepers = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return naps.some((nap) => commandLine(pid) === `sleep ${nap}`);
      } catch {
        return false;
      }
    });
while (sleepers().length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
const { state } = runtime.get(id)!;
console.log(JSON.stringify([...(state.phase === 'running' ? [state.pid] : []), ...sleepers()]));
