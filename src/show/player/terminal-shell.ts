/** A command in a terminal of its own, which the speaker uses; its output is not captured. */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Outcome } from './expectations.ts';
import { signalGroup } from '../journal/process-groups.ts';
import type { OpenTerminal, RunningShell, ShellOptions } from './running-shell.ts';

const GRACE_MS = 2_000;

/** Has no timeout: the speaker ends it, or the signal that ends the show. */
export function startInTerminal(
  program: string,
  args: string[],
  options: Pick<ShellOptions, 'cwd' | 'env' | 'groups' | 'signal'>,
  open: OpenTerminal,
): RunningShell {
  const began = performance.now();
  const child = open(program, args, options);
  let interrupts = 0;
  const end = async (graceMs = GRACE_MS): Promise<Outcome> => {
    // A shell that waits for input ignores SIGINT; its terminal hanging up ends it.
    signalGroup(child.pid, 'SIGHUP');
    const timer = new AbortController();
    const expire = delay(graceMs, undefined, { signal: timer.signal });
    void expire.then(
      () => signalGroup(child.pid, 'SIGKILL'),
      () => {},
    );
    return done.finally(() => timer.abort());
  };
  const watch = async (): Promise<Outcome> => {
    await options.groups?.add(child.pid);
    const stop = () => void end();
    options.signal?.addEventListener('abort', stop, { once: true });
    if (options.signal?.aborted) stop();
    const { exitCode, signal } = await child.done;
    options.signal?.removeEventListener('abort', stop);
    await options.groups?.remove(child.pid);
    const interrupted = interrupts > 0 || (options.signal?.aborted ?? false);
    const ms = performance.now() - began;
    const code = signal ? 128 + signal : exitCode;
    return { exitCode: code, timedOut: false, interrupted, ms, output: '', stdout: '' };
  };
  const done = watch();
  done.catch(() => {});
  return {
    done,
    output: () => '',
    interrupt: () => {
      interrupts += 1;
      signalGroup(child.pid, interrupts === 1 ? 'SIGINT' : 'SIGKILL');
    },
    end,
  };
}
