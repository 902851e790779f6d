import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface WatchEvent<T> {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: T;
}

const AGAIN_MILLISECONDS = 500;

/**
 * Runs `kubectl get … --watch`. A watch that ends, with the cluster or by itself, is begun again: everything is reported
 * anew then.
 * @param args kind and selector
 * @param read gets what each watch writes; `events` makes objects of it
 * @returns the function that ends it
 */
export function watchWithKubectl(
  args: string[],
  { kubeconfig, namespace }: { kubeconfig: string; namespace: string },
  read: (output: NodeJS.ReadableStream) => void,
): () => void {
  let child: ChildProcess | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const watch = () => {
    child = spawn(
      'kubectl',
      ['get', ...args, `--namespace=${namespace}`, '--output=json', '--watch', '--output-watch-events'],
      { env: { ...process.env, KUBECONFIG: kubeconfig }, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    read(child.stdout as NodeJS.ReadableStream);
    const again = () => {
      clearTimeout(timer);
      if (!closed) timer = setTimeout(watch, AGAIN_MILLISECONDS);
    };
    child.once('exit', again).once('error', again);
  };

  watch();
  return () => {
    closed = true;
    clearTimeout(timer);
    child?.kill();
  };
}

/** kubectl writes one JSON document after the other: on a line each, or indented with its last brace at a line's start. */
export function events<T>(output: NodeJS.ReadableStream, each: (event: WatchEvent<T>) => void): void {
  let lines: string[] = [];
  createInterface({ input: output }).on('line', (line) => {
    lines.push(line);
    if (line !== '}' && !(lines.length === 1 && line.endsWith('}'))) return;
    each(JSON.parse(lines.join('\n')) as WatchEvent<T>);
    lines = [];
  });
}
