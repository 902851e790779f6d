/** Any object, field by field. */
import type { Json } from '../output/print.ts';
import { columns, pairs } from './lines.ts';

export function describeAny({ apiVersion, kind, metadata, ...body }: Json): string[] {
  const { name, namespace, labels, annotations, ...others } = metadata;
  const head = columns([
    ['Name', name],
    ...(namespace ? [['Namespace', namespace] as [string, string]] : []),
    ['Labels', pairs(labels)],
    ['Annotations', pairs(annotations, ': ')],
    ['API Version', apiVersion],
    ['Kind', kind],
  ]);
  return [...head, ...nested({ Metadata: others, ...body }, 0)];
}

/** `lastTransitionTime` → `Last Transition Time`. */
const title = (field: string): string =>
  field.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/^./, (first) => first.toUpperCase());

function nested(value: Json, depth: number): string[] {
  const indent = '  '.repeat(depth);
  const scalars = Object.entries(value).filter(([, inner]) => inner === null || typeof inner !== 'object');
  const width = Math.max(0, ...scalars.map(([field]) => title(field).length)) + 3;
  return Object.entries(value).flatMap(([field, inner]: [string, Json]) => {
    const name = `${title(field)}:`;
    if (inner === null || typeof inner !== 'object')
      return [`${indent}${name.padEnd(width)}${inner}`.trimEnd()];
    if (!Array.isArray(inner)) return [`${indent}${name}`, ...nested(inner, depth + 1)];
    return [`${indent}${name}`, ...inner.flatMap((item) => listItem(item, depth + 1))];
  });
}

function listItem(item: Json, depth: number): string[] {
  return typeof item === 'object' && item !== null ? nested(item, depth) : [`${'  '.repeat(depth)}${item}`];
}
