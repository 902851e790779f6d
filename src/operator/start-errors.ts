/** Errors at the start of the operator, and their remedies. */
import type { Caches } from './caches.ts';
import { ApiFailure, textOf, withoutPassword } from '../kubernetes/index.ts';
import type { Api } from '../kubernetes/index.ts';
import { OPERATION, START } from '../messages/operator/index.ts';
import { OperatorError } from './errors.ts';

/** Throws if the API server does not answer. */
export async function reach(api: Api): Promise<void> {
  const asked = api.send(OPERATION.reach, 'GET', '/version', { timeoutMs: 5000 });
  await asked.catch((error: unknown) => outOfReach(error, api.server));
}

/** Lists everything for the first time. Throws if the server refuses. */
export async function fill(caches: Caches, namespace: string, byFlags: boolean): Promise<void> {
  try {
    await caches.start();
  } catch (error) {
    throw explained(error, namespace, byFlags);
  }
}

function outOfReach(error: unknown, server: string): never {
  const values = { url: withoutPassword(server), why: textOf(error) };
  throw new OperatorError(
    error instanceof ApiFailure ? START.serverRefuses(values) : START.serverSilent(values),
    START.checkServer,
    { cause: error },
  );
}

/** @param byFlags no LatencyScalers are read */
function explained(error: unknown, namespace: string, byFlags: boolean): unknown {
  if (!(error instanceof ApiFailure)) return error;
  if (error.status === 400)
    return new OperatorError(error.text, START.seeHelp, { exitCode: 2, cause: error });
  if (error.status === 404 && !byFlags)
    return new OperatorError(START.noResource, START.installResource, { cause: error });
  if (error.status === 403)
    return new OperatorError(error.text, START.askForRights({ namespace }), { cause: error });
  return error;
}

export function noPort(error: unknown): never {
  throw new OperatorError(START.noPort({ why: textOf(error) }), START.otherPort, { cause: error });
}

export function noLease(error: unknown): never {
  throw new OperatorError(textOf(error), START.seeNamespace, { cause: error });
}

export const noDeployment = (name: string, namespace: string): OperatorError =>
  new OperatorError(START.noDeployment({ name, namespace }), START.seeDeployments({ namespace }));
