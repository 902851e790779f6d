/** Component schemas: one for each kind, and one for each named type in it. */
import type { Resource } from '../../resource.ts';
import type { Schema } from '../../schema/schema.ts';
import { describe } from './descriptions.ts';

type Components = Record<string, unknown>;

const TYPE_PREFIX = 'io.k8s.api';

/** `V1Container` becomes `Container`. */
const shortName = (typeName: string) => typeName.replace(/^V\d+(?:(?:alpha|beta)\d+)?(?=[A-Z])/, '');

/** `io.k8s.api.apps.v1.Deployment`, or the group's name reversed for a custom resource. */
export function componentName({ group, version, kind, custom }: Resource): string {
  if (custom) return [...group.split('.').reverse(), version, kind].join('.');
  return ['io.k8s.api', group.split('.')[0] || 'core', version, kind].join('.');
}

export const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export function componentsOf(resources: readonly Resource[]): Components {
  const components: Components = {};
  for (const resource of resources) {
    const { group, version, kind } = resource;
    const schema = resource.schema ?? { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
    const root = convert({ ...schema, properties: withMeta(resource, schema) }, components);
    components[componentName(resource)] = {
      type: 'object',
      ...root,
      'x-kubernetes-group-version-kind': [{ group, version, kind }],
    };
  }
  return components;
}

/** Adds the fields of every object, which a CRD may omit. */
function withMeta({ custom }: Resource, schema: Schema): Record<string, Schema> {
  const properties = schema.properties ?? {};
  if (!custom && properties.metadata) return properties;
  return {
    apiVersion: { type: 'string', description: 'Group and version of the schema this object follows.' },
    kind: { type: 'string', description: 'What the object is, in CamelCase.' },
    ...properties,
    metadata: OBJECT_META,
  };
}

const text = (description: string): Schema => ({ type: 'string', description });
const OBJECT_META: Schema = {
  type: 'object',
  typeName: 'ObjectMeta',
  description: 'Identity, labels and life cycle of the object.',
  properties: {
    name: text('Unique name among the objects of this kind in the namespace; fixed at creation.'),
    generateName: text('Prefix of a name the server makes up when name is empty.'),
    namespace: text('The namespace the object lives in; empty for cluster-wide kinds.'),
    uid: text('Identity over time: a new object of the same name has another uid. Read-only.'),
    resourceVersion: text('Changes with every write; for optimistic locking and watches. Read-only.'),
    generation: {
      type: 'integer',
      format: 'int64',
      description: 'Counts changes of the wanted state. Read-only.',
    },
    creationTimestamp: { ...text('When the object was created. Read-only.'), format: 'date-time' },
    deletionTimestamp: {
      ...text('When the object is to be gone; set once it was asked to be deleted. Read-only.'),
      format: 'date-time',
    },
    deletionGracePeriodSeconds: {
      type: 'integer',
      format: 'int64',
      description: 'How long the deletion may take. Read-only.',
    },
    labels: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'Keys and values to select the object by.',
    },
    annotations: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'Keys and values that tools keep with the object.',
    },
    ownerReferences: {
      type: 'array',
      items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      description: 'Objects this one depends on: it is deleted when they are gone.',
    },
    finalizers: {
      type: 'array',
      items: { type: 'string' },
      description: 'Names of those who must act before the object may go.',
    },
    managedFields: {
      type: 'array',
      items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      description: 'Which writer owns which fields. Read-only.',
    },
  },
};

function convert(schema: Schema, components: Components): Components {
  const { typeName, properties, items, additionalProperties, allOf, anyOf, oneOf, not, ...rest } = schema;
  const type = typeName && shortName(typeName);
  const words = type && describe(type);
  const described = (property: Schema, name: string) => {
    const made = use(property, components);
    const words = type && (describe(type, name) ?? describe('*', name));
    return words ? { ...made, description: words } : made;
  };
  const each = (list: Schema[]) => list.map((item) => use(item, components));
  return {
    ...rest,
    ...(words && !rest.description ? { description: words } : {}),
    ...(properties ? { properties: mapValues(properties, described) } : {}),
    ...(items ? { items: use(items, components) } : {}),
    ...(additionalProperties === undefined
      ? {}
      : {
          additionalProperties:
            typeof additionalProperties === 'object'
              ? use(additionalProperties, components)
              : additionalProperties,
        }),
    ...(allOf ? { allOf: each(allOf) } : {}),
    ...(anyOf ? { anyOf: each(anyOf) } : {}),
    ...(oneOf ? { oneOf: each(oneOf) } : {}),
    ...(not ? { not: use(not, components) } : {}),
  };
}

/** A named type becomes a component and a reference to it; types may therefore be recursive. */
function use(schema: Schema, components: Components): Components {
  if (!schema.typeName) return convert(schema, components);
  const name = `${TYPE_PREFIX}.${shortName(schema.typeName)}`;
  if (!(name in components)) {
    components[name] = {};
    components[name] = convert(schema, components);
  }
  // A description beside $ref would be ignored, hence allOf.
  return { ...(schema.description ? { description: schema.description } : {}), allOf: [reference(name)] };
}

function mapValues<T, U>(object: Record<string, T>, map: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}
