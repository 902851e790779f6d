import { parsePrometheus, policyOf } from '../decision/policy.ts';
import type { Flags } from '../decision/policy.ts';
import { START } from '../../messages/operator/index.ts';
import { OperatorError } from '../errors.ts';
import { withoutPassword } from '../../kubernetes/index.ts';
import type { Informer } from '../../kubernetes/index.ts';
import type { DeploymentView } from '../kubernetes/resources.ts';
import type { OperatorOptions } from '../options.ts';
import { flagTargets } from './targets.ts';
import type { Targets } from './targets.ts';

/** The flags of `pycont operator run` for the fields of a spec. */
export const FLAGS = {
  minReplicas: '--min',
  maxReplicas: '--max',
  thresholdMilliseconds: '--threshold-ms',
  objective: '--objective',
  scaleDownAbove: '--scale-down-above',
  maxStep: '--max-step',
  windowSeconds: '--window',
  cooldownSeconds: '--cooldown',
  scaleDownStabilizationSeconds: '--stabilization',
  query: '--query',
} as const satisfies Flags;

/** Targets by flags. Throws OperatorError if these are not valid. */
export function targetsByFlags(
  { spec = {}, prometheus }: OperatorOptions,
  deployments: Informer<DeploymentView>,
  namespace: string,
): Targets {
  const policy = policyOf(spec, FLAGS);
  if ('invalid' in policy) throw new OperatorError(policy.invalid, START.seeHelp, { exitCode: 2 });
  const address = prometheus === undefined ? undefined : parsePrometheus(prometheus, namespace);
  if (prometheus !== undefined && address === undefined)
    throw new OperatorError(START.notAnAddress({ text: withoutPassword(prometheus) }), START.giveAddress, {
      exitCode: 2,
    });
  return flagTargets(deployments, spec, address);
}
