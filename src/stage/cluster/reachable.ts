import { execa } from 'execa';
import { UserError } from '../../errors/user-error.ts';
import { CLUSTER } from '../../messages/index.ts';
import { checkApiServer, checkEngine } from '../health/health-check.ts';
import type { HealthCheck } from '../health/health-check.ts';
import { errorLineIn, isRefusal } from './error-line.ts';
import type { KubeContext } from './kube-context.ts';

const TIMEOUT_MS = 5_000;
/** Some versions of kubectl first ask for the server's version, and so wait twice. */
const REQUEST_TIMEOUT = '2500ms';

/** @throws {UserError} if the API server or the Docker Engine does not answer within some seconds */
export async function reachable(context: KubeContext): Promise<void> {
  const [cluster, engine] = await Promise.all([
    ask('kubectl', ['get', '--raw=/readyz', `--request-timeout=${REQUEST_TIMEOUT}`], {
      KUBECONFIG: context.kubeconfig,
    }),
    ask('docker', ['version', '--format', '{{.Server.Version}}']),
  ]);
  const { name, server } = context;
  if (isRefusal(cluster.errorLine))
    throw new UserError(CLUSTER.refuses({ name, server, why: cluster.errorLine }), CLUSTER.fixContext);
  if (!cluster.answers) throw new UserError(CLUSTER.doesNotAnswer({ name, server }), CLUSTER.start);
  if (!engine.answers) throw new UserError(CLUSTER.engineDoesNotAnswer, CLUSTER.start);
}

async function ask(program: string, args: string[], env: Record<string, string> = {}) {
  const { failed, timedOut, stderr } = await execa(program, args, {
    env,
    reject: false,
    stdin: 'ignore',
    timeout: TIMEOUT_MS,
    // Some programs ignore SIGTERM while they wait for an answer.
    forceKillAfterDelay: 500,
  });
  return { answers: !failed, errorLine: failed && !timedOut ? errorLineIn(stderr) : undefined };
}

/** The health checks of this stage. An engine without a socket on this machine is not checked: that would be slow. */
export async function healthChecksOf({ name, server }: KubeContext): Promise<HealthCheck[]> {
  const checks: HealthCheck[] = [
    {
      part: 'cluster',
      name: CLUSTER.cluster({ name, server }),
      remedy: CLUSTER.startAgain,
      run: (timeoutMs) => checkApiServer(server, timeoutMs),
    },
  ];
  const socket = await engineSocket();
  if (socket) {
    checks.push({
      part: 'engine',
      name: CLUSTER.engine,
      remedy: CLUSTER.startAgain,
      run: (timeoutMs) => checkEngine(socket, timeoutMs),
    });
  }
  return checks;
}

async function engineSocket(): Promise<string | undefined> {
  const { stdout, failed } = await execa(
    'docker',
    ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'],
    { reject: false, timeout: TIMEOUT_MS },
  );
  const host = process.env.DOCKER_HOST || (failed ? '' : stdout.trim());
  return host.startsWith('unix://') ? host.slice('unix://'.length) : undefined;
}
