import { execa } from 'execa';
import { UserError } from '../../errors/user-error.ts';
import { CLUSTER } from '../../messages/index.ts';
import { askApiServer, askEngine } from '../health/vital.ts';
import type { Vital } from '../health/vital.ts';
import { complaintIn, isRefusal } from './complaint.ts';
import type { KubeContext } from './kube-context.ts';

const PATIENCE_MILLISECONDS = 5_000;
/** Some kubectl ask for the server's version first, and so wait twice. */
const REQUEST_TIMEOUT = '2500ms';

/** @throws {UserError} when the API server or the Docker Engine does not answer in some seconds */
export async function reachable(context: KubeContext): Promise<void> {
  const [cluster, engine] = await Promise.all([
    ask('kubectl', ['get', '--raw=/readyz', `--request-timeout=${REQUEST_TIMEOUT}`], {
      KUBECONFIG: context.kubeconfig,
    }),
    ask('docker', ['version', '--format', '{{.Server.Version}}']),
  ]);
  const { name, server } = context;
  if (isRefusal(cluster.complaint))
    throw new UserError(CLUSTER.refuses({ name, server, why: cluster.complaint }), CLUSTER.fixContext);
  if (!cluster.well) throw new UserError(CLUSTER.doesNotAnswer({ name, server }), CLUSTER.start);
  if (!engine.well) throw new UserError(CLUSTER.engineDoesNotAnswer, CLUSTER.start);
}

async function ask(program: string, args: string[], env: Record<string, string> = {}) {
  const { failed, timedOut, stderr } = await execa(program, args, {
    env,
    reject: false,
    stdin: 'ignore',
    timeout: PATIENCE_MILLISECONDS,
    // Some are deaf to being asked while they wait for an answer.
    forceKillAfterDelay: 500,
  });
  return { well: !failed, complaint: failed && !timedOut ? complaintIn(stderr) : undefined };
}

/** What can die of this stage. An engine that is not reached by a socket of this machine cannot be asked cheaply. */
export async function vitalsOf({ name, server }: KubeContext): Promise<Vital[]> {
  const vitals: Vital[] = [
    {
      part: 'cluster',
      name: CLUSTER.cluster({ name, server }),
      remedy: CLUSTER.startAgain,
      ask: (timeoutMs) => askApiServer(server, timeoutMs),
    },
  ];
  const socket = await engineSocket();
  if (socket) {
    vitals.push({
      part: 'engine',
      name: CLUSTER.engine,
      remedy: CLUSTER.startAgain,
      ask: (timeoutMs) => askEngine(socket, timeoutMs),
    });
  }
  return vitals;
}

async function engineSocket(): Promise<string | undefined> {
  const { stdout, failed } = await execa(
    'docker',
    ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'],
    { reject: false, timeout: PATIENCE_MILLISECONDS },
  );
  const host = process.env.DOCKER_HOST || (failed ? '' : stdout.trim());
  return host.startsWith('unix://') ? host.slice('unix://'.length) : undefined;
}
