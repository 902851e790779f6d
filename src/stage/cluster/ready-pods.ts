import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

interface PodEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: {
    metadata: { name: string; deletionTimestamp?: string };
    status?: { conditions?: { type: string; status: string }[] };
  };
}

const AGAIN_MILLISECONDS = 500;

/**
 * Tells the names of the app's pods that take traffic (ready, and not on their way out) whenever they change. A watch
 * that ends, with the cluster or by itself, is begun again.
 * @returns the function that ends it
 */
export function watchReadyPods(
  { kubeconfig, namespace }: { kubeconfig: string; namespace: string },
  onChange: (pods: string[]) => void,
): () => void {
  let child: ChildProcess | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const watch = () => {
    const args = ['get', 'pods', '--selector=app=kad', `--namespace=${namespace}`, '--output=json'];
    child = spawn('kubectl', [...args, '--watch', '--output-watch-events'], {
      env: { ...process.env, KUBECONFIG: kubeconfig },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    readReadyPods(child.stdout as NodeJS.ReadableStream, onChange);
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

/** Reads what `kubectl get pods --watch --output-watch-events --output=json` writes. */
export function readReadyPods(watch: NodeJS.ReadableStream, onChange: (pods: string[]) => void): void {
  const ready = new Set<string>();
  documents(watch, ({ type, object }: PodEvent) => {
    const { name } = object.metadata;
    if (type !== 'DELETED' && takesTraffic(object)) ready.add(name);
    else ready.delete(name);
    onChange([...ready]);
  });
}

function takesTraffic({ metadata, status }: PodEvent['object']): boolean {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  return metadata.deletionTimestamp === undefined && ready?.status === 'True';
}

/** kubectl writes one JSON document after the other: on a line each, or indented with its last brace at a line's start. */
function documents<T>(stream: NodeJS.ReadableStream, each: (document: T) => void): void {
  let lines: string[] = [];
  createInterface({ input: stream }).on('line', (line) => {
    lines.push(line);
    if (line !== '}' && !(lines.length === 1 && line.endsWith('}'))) return;
    each(JSON.parse(lines.join('\n')) as T);
    lines = [];
  });
}
