/** CustomResourceDefinitions: defaults, validation, and the conditions that clients wait for. */
import { timestamp } from '../../../notation/index.ts';
import type { Json } from '../json.ts';
import type { FieldError, Strategy, StrategyContext } from '../resource.ts';
import type { KubeObject } from '../types.ts';
import { invalidValue, notSupported, required } from '../validation/errors.ts';
import { dns1035Label } from '../validation/names.ts';

export const CLEANUP = 'customresourcecleanup.apiextensions.k8s.io';

function acceptedNames(definition: KubeObject): Json {
  return definition['spec'].names;
}

function established(definition: KubeObject, context: StrategyContext): Json {
  const lastTransitionTime = timestamp(context.now);
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: 'True',
    lastTransitionTime,
    reason,
    message,
  });
  return {
    acceptedNames: acceptedNames(definition),
    storedVersions: definition['spec'].versions
      .filter((one: Json) => one.storage)
      .map((one: Json) => one.name),
    conditions: [
      condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
      condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted'),
    ],
  };
}

function validate(definition: KubeObject): FieldError[] {
  const { group, names, scope, versions } = definition['spec'] ?? {};
  const errors: FieldError[] = [];
  if (!group) errors.push(required('spec.group'));
  if (!names?.plural) errors.push(required('spec.names.plural'));
  else {
    const why = dns1035Label(names.plural);
    if (why) errors.push(invalidValue('spec.names.plural', names.plural, why));
  }
  if (!names?.kind) errors.push(required('spec.names.kind'));
  if (definition.metadata.name !== `${names?.plural}.${group}`)
    errors.push(
      invalidValue('metadata.name', definition.metadata.name, 'must be spec.names.plural+"."+spec.group'),
    );
  if (!scope) errors.push(required('spec.scope'));
  else if (scope !== 'Cluster' && scope !== 'Namespaced')
    errors.push(notSupported('spec.scope', scope, ['Cluster', 'Namespaced']));
  const list: Json[] = versions ?? [];
  if (list.length === 0)
    errors.push(
      invalidValue('spec.versions', list, 'must have exactly one version marked as storage version'),
    );
  else if (list.filter((version) => version.storage).length !== 1)
    errors.push(
      invalidValue(
        'spec.versions',
        list.map((version) => version.name),
        'must have exactly one version marked as storage version',
      ),
    );
  for (const [i, version] of list.entries()) {
    const at = `spec.versions[${i}]`;
    if (!version.schema?.openAPIV3Schema)
      errors.push(required(`${at}.schema.openAPIV3Schema`, 'schemas are required'));
    else if (version.schema.openAPIV3Schema.type !== 'object')
      errors.push(required(`${at}.schema.openAPIV3Schema.type`, 'must not be empty at the root'));
    for (const [j, column] of (version.additionalPrinterColumns ?? []).entries())
      for (const field of ['name', 'type', 'jsonPath'])
        if (!column[field]) errors.push(required(`${at}.additionalPrinterColumns[${j}].${field}`));
  }
  return errors;
}

export const definitionStrategy: Strategy = {
  setDefaults(definition) {
    const spec = (definition['spec'] ??= {});
    spec.conversion ??= { strategy: 'None' };
    if (!spec.names?.kind) return;
    spec.names.singular ||= String(spec.names.kind).toLowerCase();
    spec.names.listKind ||= `${spec.names.kind}List`;
  },
  prepareCreate(definition, context) {
    definition.metadata.finalizers = [...(definition.metadata.finalizers ?? []), CLEANUP];
    definition['status'] = established(definition, context);
  },
  prepareUpdate(definition, current) {
    const stored: string[] = current['status']?.storedVersions ?? [];
    const storage = definition['spec'].versions.find((one: Json) => one.storage)?.name;
    definition['status'] = {
      ...current['status'],
      acceptedNames: acceptedNames(definition),
      storedVersions: storage && !stored.includes(storage) ? [...stored, storage] : stored,
    };
  },
  validate,
  validateUpdate(next, current) {
    const errors: FieldError[] = [];
    for (const field of ['group', 'scope'])
      if (next['spec'][field] !== current['spec'][field])
        errors.push(invalidValue(`spec.${field}`, next['spec'][field], 'field is immutable'));
    for (const field of ['plural', 'kind'])
      if (next['spec'].names?.[field] !== current['spec'].names?.[field])
        errors.push(invalidValue(`spec.names.${field}`, next['spec'].names?.[field], 'field is immutable'));
    return errors;
  },
};
