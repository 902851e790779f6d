/** Ingresses, roles, autoscalers: defaults and validation. */
import { equal, isEmpty } from '../json.ts';
import type { Json } from '../json.ts';
import type { FieldError, Strategy } from '../resource.ts';
import { invalidValue, notSupported, required } from '../validation/errors.ts';
import { nonNegative } from '../validation/ports.ts';

const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];

function validateBackend(backend: Json, at: string): FieldError[] {
  if (!backend) return [required(at)];
  if (backend.resource) return [];
  if (!backend.service?.name) return [required(`${at}.service.name`)];
  const { port } = backend.service;
  return port?.name || port?.number ? [] : [required(`${at}`, 'port name or number is required')];
}

export const ingressStrategy: Strategy = {
  prepareCreate(ingress) {
    ingress['status'] = { loadBalancer: {} };
  },
  validate({ spec }) {
    if (isEmpty(spec?.rules) && !spec?.defaultBackend)
      return [invalidValue('spec', [], 'either `defaultBackend` or `rules` must be specified')];
    const errors: FieldError[] = spec.defaultBackend
      ? validateBackend(spec.defaultBackend, 'spec.defaultBackend')
      : [];
    for (const [i, rule] of (spec.rules ?? []).entries())
      for (const [j, path] of (rule.http?.paths ?? []).entries()) {
        const at = `spec.rules[${i}].http.paths[${j}]`;
        if (!path.pathType) errors.push(required(`${at}.pathType`, 'pathType must be specified'));
        else if (!PATH_TYPES.includes(path.pathType))
          errors.push(notSupported(`${at}.pathType`, path.pathType, PATH_TYPES));
        if (path.path && !path.path.startsWith('/'))
          errors.push(invalidValue(`${at}.path`, path.path, 'must be an absolute path'));
        errors.push(...validateBackend(path.backend, `${at}.backend`));
      }
    return errors;
  },
};

export const networkPolicyStrategy: Strategy = {
  setDefaults(policy) {
    const spec = (policy['spec'] ??= {});
    spec.podSelector ??= {};
    spec.policyTypes ??= spec.egress ? ['Ingress', 'Egress'] : ['Ingress'];
  },
};

const RBAC = 'rbac.authorization.k8s.io';

export const bindingStrategy: Strategy = {
  setDefaults(binding) {
    if (binding['roleRef']) binding['roleRef'].apiGroup ||= RBAC;
    for (const subject of binding['subjects'] ?? [])
      if (subject.kind === 'User' || subject.kind === 'Group') subject.apiGroup ||= RBAC;
  },
  validate(binding) {
    return binding['roleRef']?.name ? [] : [required('roleRef.name')];
  },
  validateUpdate: (next, current) =>
    equal(next['roleRef'], current['roleRef'])
      ? []
      : [invalidValue('roleRef', next['roleRef'], 'cannot change roleRef')],
};

export const roleStrategy: Strategy = {
  validate: (role) =>
    (role['rules'] ?? []).flatMap((rule: Json, i: number) =>
      rule.verbs?.length ? [] : [required(`rules[${i}].verbs`, 'verbs must contain at least one value')],
    ),
};

export const autoscalerStrategy: Strategy = {
  setDefaults(autoscaler) {
    const spec = (autoscaler['spec'] ??= {});
    spec.minReplicas ??= 1;
    spec.metrics ??= [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
      },
    ];
  },
  prepareCreate(autoscaler) {
    autoscaler['status'] = { desiredReplicas: 0, currentMetrics: null };
  },
  validate({ spec }) {
    const errors = nonNegative(spec.minReplicas, 'spec.minReplicas');
    if (!(spec.maxReplicas > 0))
      errors.push(invalidValue('spec.maxReplicas', spec.maxReplicas ?? 0, 'must be greater than 0'));
    else if (spec.maxReplicas < spec.minReplicas)
      errors.push(
        invalidValue('spec.maxReplicas', spec.maxReplicas, 'must be greater than or equal to `minReplicas`'),
      );
    if (!spec.scaleTargetRef?.kind) errors.push(required('spec.scaleTargetRef.kind'));
    if (!spec.scaleTargetRef?.name) errors.push(required('spec.scaleTargetRef.name'));
    return errors;
  },
};

export const endpointsStrategy: Strategy = {
  setDefaults(endpoints) {
    for (const subset of endpoints['subsets'] ?? [])
      for (const port of subset.ports ?? []) port.protocol ||= 'TCP';
  },
};

export const leaseStrategy: Strategy = {
  validate({ spec }) {
    const duration: unknown = spec?.leaseDurationSeconds;
    return typeof duration === 'number' && duration <= 0
      ? [invalidValue('spec.leaseDurationSeconds', duration, 'must be greater than 0')]
      : [];
  },
};

export const budgetStrategy: Strategy = {
  validate({ spec }) {
    return spec?.minAvailable !== undefined && spec.maxUnavailable !== undefined
      ? [invalidValue('spec', {}, 'minAvailable and maxUnavailable cannot be both set')]
      : [];
  },
};
