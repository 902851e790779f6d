/** Validation shared by Deployments, ReplicaSets and similar kinds: selector, template, replicas. */
import { equal } from '../json.ts';
import type { Json } from '../json.ts';
import type { FieldError } from '../resource.ts';
import { formatLabelSelector, selects } from '../selectors/labels.ts';
import { notSupported, required } from './errors.ts';
import { goLabelSelector, goStringMap } from './go-value.ts';
import { validateLabels } from './metadata.ts';
import { validatePodSpec } from './pod-spec.ts';

export function validateTemplate(
  template: Json,
  restartPolicies: string[],
  path = 'spec.template',
): FieldError[] {
  const errors = [
    ...validateLabels(template?.metadata?.labels, `${path}.labels`),
    ...validatePodSpec(template?.spec, `${path}.spec`),
  ];
  const policy = template?.spec?.restartPolicy;
  if (policy !== undefined && !restartPolicies.includes(policy))
    errors.push(notSupported(`${path}.spec.restartPolicy`, policy, restartPolicies));
  return errors;
}

export function validateSelector(spec: Json): FieldError[] {
  const { selector, template } = spec;
  const mismatch: FieldError = {
    reason: 'FieldValueInvalid',
    field: 'spec.template.metadata.labels',
    message: `Invalid value: ${goStringMap(template?.metadata?.labels)}: \`selector\` does not match template \`labels\``,
  };
  if (!selector) return [required('spec.selector'), mismatch];
  if (formatLabelSelector(selector) === '')
    return [
      {
        reason: 'FieldValueInvalid',
        field: 'spec.selector',
        message: `Invalid value: ${goLabelSelector(selector)}: empty selector is invalid for deployment`,
      },
    ];
  return selects(selector, template?.metadata?.labels) ? [] : [mismatch];
}

export function selectorIsImmutable(next: Json, current: Json): FieldError[] {
  if (equal(next.spec?.selector, current.spec?.selector)) return [];
  return [
    {
      reason: 'FieldValueInvalid',
      field: 'spec.selector',
      message: `Invalid value: ${goLabelSelector(next.spec?.selector)}: field is immutable`,
    },
  ];
}
