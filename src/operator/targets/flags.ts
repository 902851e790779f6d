import { parsePrometheus, policyOf } from '../decision/policy.ts';
import { OperatorError } from '../errors.ts';
import { withoutPassword } from '../../kubernetes/index.ts';
import type { Informer } from '../../kubernetes/index.ts';
import type { DeploymentView } from '../kubernetes/resources.ts';
import type { OperatorOptions } from '../options.ts';
import { flagTargets } from './targets.ts';
import type { Targets } from './targets.ts';

/** Targets by flags. Throws OperatorError where these cannot be followed. */
export function targetsByFlags(
  { spec = {}, prometheus }: OperatorOptions,
  deployments: Informer<DeploymentView>,
  namespace: string,
): Targets {
  const policy = policyOf(spec);
  if ('invalid' in policy)
    throw new OperatorError(policy.invalid, 'see pycont operator run --help', { exitCode: 2 });
  const address = prometheus === undefined ? undefined : parsePrometheus(prometheus, namespace);
  if (prometheus !== undefined && address === undefined)
    throw new OperatorError(
      `${withoutPassword(prometheus)} is not a valid address of a Prometheus`,
      'give a URL (http://localhost:9090), or a Service: [namespace/]name[:port]',
      { exitCode: 2 },
    );
  return flagTargets(deployments, spec, address);
}
