/** A CustomResourceDefinition as entries of the resource table, one for each version it serves. */
import { define } from '../resources/define.ts';
import { apiVersionOf } from '../resource.ts';
import type { Resource, Subresource } from '../resource.ts';
import { builtinSchema } from '../schema/builtin.ts';
import type { Schema } from '../schema/schema.ts';
import type { KubeObject } from '../types.ts';
import type { Json } from '../json.ts';
import { customPrinter } from './printer.ts';

/** Fields of every object, whether the schema has them or not. */
function withEnvelope(schema: Schema | undefined): Schema {
  const string: Schema = { type: 'string' };
  return {
    type: 'object',
    ...schema,
    properties: {
      ...schema?.properties,
      apiVersion: schema?.properties?.['apiVersion'] ?? string,
      kind: schema?.properties?.['kind'] ?? string,
      metadata: builtinSchema('V1ObjectMeta') ?? { type: 'object' },
    },
  };
}

export function customResources(definition: KubeObject): Resource[] {
  const { group, names, scope, versions } = definition['spec'];
  const storageVersion: string = versions.find((version: Json) => version.storage)?.name ?? versions[0].name;
  return versions
    .filter((version: Json) => version.served)
    .map((version: Json): Resource => {
      const subresources: Subresource[] = [];
      if (version.subresources?.status) subresources.push('status');
      if (version.subresources?.scale) subresources.push('scale');
      return define({
        group,
        version: version.name,
        kind: names.kind,
        plural: names.plural,
        listKind: names.listKind ?? `${names.kind}List`,
        singular: names.singular ?? String(names.kind).toLowerCase(),
        shortNames: names.shortNames ?? [],
        categories: names.categories ?? [],
        namespaced: scope === 'Namespaced',
        subresources,
        storageVersion: apiVersionOf({ group, version: storageVersion }),
        generation: true,
        custom: true,
        schema: withEnvelope(version.schema?.openAPIV3Schema),
        printer: customPrinter(version.additionalPrinterColumns),
        selectableFields: (version.selectableFields ?? []).map(({ jsonPath }: Json) =>
          String(jsonPath).replace(/^\./, ''),
        ),
        ...(version.subresources?.scale ? { scale: version.subresources.scale } : {}),
      });
    });
}
