/** metadata of any kind: the name, labels, annotations, finalizers. */
import type { FieldError, Resource } from '../resource.ts';
import type { KubeObject } from '../types.ts';
import { forbiddenField, invalidValue, required } from './errors.ts';
import { dns1035Label, dnsLabel, dnsSubdomain, pathSegment } from './names.ts';
import type { NameRule } from './names.ts';

const QUALIFIED_NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const QUALIFIED_NAME_TEXT = `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`;
const LABEL_VALUE_TEXT = `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`;
const ANNOTATIONS_LIMIT = 256 * 1024;

/** Kinds whose name rules are stricter or looser than a DNS subdomain. */
const NAME_RULES: Record<string, NameRule> = {
  namespaces: dnsLabel,
  services: dns1035Label,
  'roles.rbac.authorization.k8s.io': pathSegment,
  'rolebindings.rbac.authorization.k8s.io': pathSegment,
  'clusterroles.rbac.authorization.k8s.io': pathSegment,
  'clusterrolebindings.rbac.authorization.k8s.io': pathSegment,
};

/** Why a label or annotation key is invalid; undefined if it is valid. */
function qualifiedName(key: string): string | undefined {
  const parts = key.split('/');
  if (parts.length > 2)
    return `${QUALIFIED_NAME_TEXT.replace('name part', 'a qualified name')} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`;
  const name = parts.at(-1)!;
  if (parts.length === 2) {
    if (parts[0] === '') return 'prefix part must be non-empty';
    const why = dnsSubdomain(parts[0]!);
    if (why) return `prefix part ${why}`;
  }
  if (name === '') return 'name part must be non-empty';
  if (name.length > 63) return 'name part must be no more than 63 characters';
  return QUALIFIED_NAME.test(name) ? undefined : QUALIFIED_NAME_TEXT;
}

export function validateLabels(labels: Record<string, string> | undefined, field: string): FieldError[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => {
    const errors: FieldError[] = [];
    const why = qualifiedName(key);
    if (why) errors.push(invalidValue(field, key, why));
    if (value.length > 63) errors.push(invalidValue(field, value, 'must be no more than 63 characters'));
    else if (value !== '' && !QUALIFIED_NAME.test(value))
      errors.push(invalidValue(field, value, LABEL_VALUE_TEXT));
    return errors;
  });
}

function validateAnnotations(annotations: Record<string, string> | undefined): FieldError[] {
  const entries = Object.entries(annotations ?? {});
  const errors = entries.flatMap(([key]) => {
    const why = qualifiedName(key.toLowerCase());
    return why ? [invalidValue('metadata.annotations', key, why)] : [];
  });
  const size = entries.reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)),
    0,
  );
  if (size > ANNOTATIONS_LIMIT)
    errors.push({
      reason: 'FieldValueTooLong',
      field: 'metadata.annotations',
      message: `Too long: may not be more than ${ANNOTATIONS_LIMIT} bytes`,
    });
  return errors;
}

export function validateMetadata(resource: Resource, object: KubeObject): FieldError[] {
  const { metadata } = object;
  const rule = NAME_RULES[resource.storage] ?? dnsSubdomain;
  const errors: FieldError[] = [];
  if (metadata.generateName) {
    // The generated suffix follows a trailing dash.
    const why = rule(metadata.generateName.replace(/-$/, 'a'));
    if (why) errors.push(invalidValue('metadata.generateName', metadata.generateName, why));
  }
  if (!metadata.name) errors.push(required('metadata.name', 'name or generateName is required'));
  else {
    const why = rule(metadata.name);
    if (why) errors.push(invalidValue('metadata.name', metadata.name, why));
  }
  if (resource.namespaced && metadata.namespace) {
    const why = dnsLabel(metadata.namespace);
    if (why) errors.push(invalidValue('metadata.namespace', metadata.namespace, why));
  }
  errors.push(
    ...validateLabels(metadata.labels, 'metadata.labels'),
    ...validateAnnotations(metadata.annotations),
  );
  for (const finalizer of metadata.finalizers ?? []) {
    const why = qualifiedName(finalizer);
    if (why) errors.push(invalidValue('metadata.finalizers', finalizer, why));
  }
  for (const [i, owner] of (metadata.ownerReferences ?? []).entries())
    for (const field of ['apiVersion', 'kind', 'name', 'uid'] as const)
      if (!owner[field])
        errors.push(
          invalidValue(`metadata.ownerReferences[${i}].${field}`, '', `${field} must not be empty`),
        );
  return errors;
}

/** A terminating object gets no new finalizers. */
export function validateMetadataUpdate(next: KubeObject, current: KubeObject): FieldError[] {
  if (current.metadata.deletionTimestamp === undefined) return [];
  const known = current.metadata.finalizers ?? [];
  const added = (next.metadata.finalizers ?? []).filter((one) => !known.includes(one));
  return added.length === 0
    ? []
    : [
        forbiddenField(
          'metadata.finalizers',
          `no new finalizers can be added if the object is being deleted, found new finalizers []string{${added.map((one) => JSON.stringify(one)).join(', ')}}`,
        ),
      ];
}
