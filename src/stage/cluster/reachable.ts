import { execa } from 'execa';
import { UserError } from '../../errors/user-error.ts';
import { askApiServer, askEngine } from '../health/vital.ts';
import type { Vital } from '../health/vital.ts';
import { complaintIn, isRefusal } from './complaint.ts';
import type { KubeContext } from './kube-context.ts';

const PATIENCE_MILLISECONDS = 5_000;
/** Some kubectl ask for the server's version first, and so wait twice. */
const REQUEST_TIMEOUT = '2500ms';
const INSTEAD = 'or go on without it: pycont stage switch embedded';

/** @throws {UserError} when the API server or the Docker Engine does not answer in some seconds */
export async function reachable(context: KubeContext): Promise<void> {
  const [cluster, engine] = await Promise.all([
    ask('kubectl', ['get', '--raw=/readyz', `--request-timeout=${REQUEST_TIMEOUT}`], {
      KUBECONFIG: context.kubeconfig,
    }),
    ask('docker', ['version', '--format', '{{.Server.Version}}']),
  ]);
  if (isRefusal(cluster.complaint)) {
    throw new UserError(
      `The cluster of ${context.name} at ${context.server} cannot be asked: ${cluster.complaint}`,
      `Mend the kube context, until kubectl version tells that of the server; ${INSTEAD}`,
    );
  }
  if (!cluster.well) {
    throw new UserError(
      `The cluster of ${context.name} does not answer at ${context.server}.`,
      `Start it, then try again; ${INSTEAD}`,
    );
  }
  if (!engine.well)
    throw new UserError('The Docker Engine does not answer.', `Start it, then try again; ${INSTEAD}`);
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
  const again = `Start it again, then try again; ${INSTEAD}`;
  const vitals: Vital[] = [
    {
      part: 'cluster',
      name: `The cluster of ${name} (${server})`,
      remedy: again,
      ask: (timeoutMs) => askApiServer(server, timeoutMs),
    },
  ];
  const socket = await engineSocket();
  if (socket) {
    vitals.push({
      part: 'engine',
      name: 'The Docker Engine',
      remedy: again,
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
