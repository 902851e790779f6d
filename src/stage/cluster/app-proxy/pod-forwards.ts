import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** One `kubectl port-forward` for each pod, each on its own loopback port. */
export interface PodForwards {
  /** Starts and ends port-forwards to match these pods. */
  follow(pods: string[]): void;
  /** The loopback ports of the ready port-forwards, one for each pod. */
  ports(): number[];
  /** Resolves when a starting port-forward is ready or has failed; undefined if none is starting. */
  starting(): Promise<void> | undefined;
  close(): void;
}

export interface ForwardTarget {
  kubeconfig: string;
  namespace: string;
  /** Port of the pods. */
  port: number;
}

interface Forward {
  process: ChildProcess;
  local?: number;
  settled: Promise<void>;
  /** Set while its pod is not wanted. */
  leaving?: NodeJS.Timeout;
}

/** A terminating pod still answers its requests; kubectl would never end. */
const LINGER_MS = 30_000;

/**
 * A port-forward whose kubectl ends is removed from `ports()` and started again by the next `follow` with its pod. One
 * whose pod is no longer wanted gets no new connections and ends a while later.
 */
export function forwardToPods({ kubeconfig, namespace, port }: ForwardTarget): PodForwards {
  const forwards = new Map<string, Forward>();
  let wanted = new Set<string>();

  const start = (pod: string) => {
    const args = [
      'port-forward',
      `pod/${pod}`,
      `:${port}`,
      '--address=127.0.0.1',
      `--namespace=${namespace}`,
    ];
    const child = spawn('kubectl', args, {
      env: { ...process.env, KUBECONFIG: kubeconfig },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { promise: settled, resolve: settle } = Promise.withResolvers<void>();
    const forward: Forward = { process: child, settled };
    forwards.set(pod, forward);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, local] = /^Forwarding from 127\.0\.0\.1:(\d+)/.exec(line) ?? [];
      if (!local) return;
      forward.local = Number(local);
      settle();
    });
    const forget = () => {
      forwards.delete(pod);
      settle();
    };
    child.once('exit', forget).once('error', forget);
  };

  return {
    follow(pods) {
      wanted = new Set(pods);
      for (const pod of wanted) if (!forwards.has(pod)) start(pod);
      for (const [pod, forward] of forwards) {
        if (wanted.has(pod)) {
          clearTimeout(forward.leaving);
          delete forward.leaving;
        } else {
          forward.leaving ??= setTimeout(() => forward.process.kill(), LINGER_MS).unref();
        }
      }
    },
    ports() {
      return [...forwards].flatMap(([pod, { local }]) =>
        local !== undefined && wanted.has(pod) ? [local] : [],
      );
    },
    starting() {
      const pending = [...forwards].filter(([pod, { local }]) => local === undefined && wanted.has(pod));
      return pending.length > 0 ? Promise.race(pending.map(([, { settled }]) => settled)) : undefined;
    },
    close() {
      wanted.clear();
      for (const { process: child } of forwards.values()) child.kill();
    },
  };
}
