/** Why the operator cannot begin, and what helps. */
import type { Caches } from './caches.ts';
import { ApiFailure, messageOf, withoutPassword } from '../kubernetes/index.ts';
import type { Api } from '../kubernetes/index.ts';
import { OperatorError } from './errors.ts';

/** Throws when the API server does not answer. */
export async function reach(api: Api): Promise<void> {
  const asked = api.send('reach the API server', 'GET', '/version', { timeoutMs: 5000 });
  await asked.catch((error: unknown) => outOfReach(error, api.server));
}

/** Lists everything for the first time. Throws when the server refuses that. */
export async function fill(caches: Caches, namespace: string, byFlags: boolean): Promise<void> {
  try {
    await caches.start();
  } catch (error) {
    throw explained(error, namespace, byFlags);
  }
}

function outOfReach(error: unknown, server: string): never {
  throw new OperatorError(
    `the API server ${withoutPassword(server)} ${error instanceof ApiFailure ? 'refuses' : 'does not answer'}: ${messageOf(error)}`,
    `check 'kubectl version', or start the embedded stage: pycont stage up`,
    { cause: error },
  );
}

/** @param byFlags no LatencyScalers are asked for */
function explained(error: unknown, namespace: string, byFlags: boolean): unknown {
  if (!(error instanceof ApiFailure)) return error;
  if (error.status === 400)
    return new OperatorError(error.message, 'see pycont operator run --help', { exitCode: 2, cause: error });
  if (error.status === 404 && !byFlags)
    return new OperatorError(
      'this cluster does not have the resource LatencyScaler',
      'install it: kubectl apply -k deploy/operator, or scale without them: pycont operator run --deployment NAME',
      { cause: error },
    );
  if (error.status === 403)
    return new OperatorError(
      error.message,
      `ask for the rights in deploy/operator/rbac.yaml in namespace ${namespace}`,
      { cause: error },
    );
  return error;
}

export function noPort(error: unknown): never {
  throw new OperatorError(`/metrics cannot be served: ${messageOf(error)}`, 'choose another port', {
    cause: error,
  });
}

export function noLease(error: unknown): never {
  throw new OperatorError(
    messageOf(error),
    'see that the namespace is there and its leases may be written, or give --no-leader-election',
    { cause: error },
  );
}

export const noDeployment = (name: string, namespace: string): OperatorError =>
  new OperatorError(
    `there is no Deployment ${name} in namespace ${namespace}`,
    `see 'kubectl get deployments --namespace ${namespace}', or give --namespace`,
  );
