/** Options of the verbs, from query parameters and bodies. */
import type { RequestDeleteOptions, WriteOptions } from '../cluster-types.ts';
import type { ListOptions } from '../types.ts';
import type { Json } from './protobuf/decode.ts';
import { badRequest } from '../errors.ts';
import type { ResourceRequest } from './request-info.ts';

const VALIDATIONS = ['Ignore', 'Warn', 'Strict'] as const;
const POLICIES = ['Background', 'Foreground', 'Orphan'] as const;

export function number(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const value = Number(text);
  if (!Number.isInteger(value))
    throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  return value;
}

/** Selectors, including the name in the URL (watch of one object). */
export function listOptions(info: ResourceRequest): ListOptions {
  const labelSelector = info.query.get('labelSelector');
  const selectors = [info.query.get('fieldSelector'), info.name ? `metadata.name=${info.name}` : null];
  const fieldSelector = selectors.filter(Boolean).join(',');
  return {
    ...(info.namespace === undefined ? {} : { namespace: info.namespace }),
    ...(labelSelector ? { labelSelector } : {}),
    ...(fieldSelector ? { fieldSelector } : {}),
  };
}

export function writeOptions(
  query: URLSearchParams,
  userAgent: string | undefined,
  onWarning: (text: string) => void,
): WriteOptions {
  const validation = query.get('fieldValidation') ?? 'Warn';
  if (!VALIDATIONS.includes(validation as never))
    throw badRequest(
      `PatchOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: ${JSON.stringify(validation)}: supported values: "", "Ignore", "Strict", "Warn"`,
    );
  return {
    dryRun: isDryRun(query.getAll('dryRun')),
    fieldManager: query.get('fieldManager') || managerOf(userAgent),
    fieldValidation: validation as NonNullable<WriteOptions['fieldValidation']>,
    onWarning,
  };
}

/** The default field manager is the program's name. */
const managerOf = (userAgent: string | undefined) => userAgent?.split('/')[0]?.split(' ')[0] || 'unknown';

function isDryRun(values: string[]): boolean {
  if (values.length === 0) return false;
  if (values.some((value) => value !== 'All'))
    throw badRequest(`dryRun: Unsupported value: ${JSON.stringify(values[0])}: supported values: "All"`);
  return true;
}

/** From the query, overridden by the DeleteOptions in the body. */
export function deleteOptions(query: URLSearchParams, body: Json = {}): RequestDeleteOptions {
  const grace = (body.gracePeriodSeconds as number | undefined) ?? number(query, 'gracePeriodSeconds');
  const policy =
    (body.propagationPolicy as string | undefined) ?? query.get('propagationPolicy') ?? undefined;
  if (policy && !POLICIES.includes(policy as never))
    throw badRequest(
      `DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: ${JSON.stringify(policy)}: supported values: "Foreground", "Background", "Orphan", ""`,
    );
  const orphan =
    body.orphanDependents ??
    (query.has('orphanDependents') ? query.get('orphanDependents') === 'true' : undefined);
  return {
    dryRun: isDryRun([...query.getAll('dryRun'), ...((body.dryRun as string[] | undefined) ?? [])]),
    ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
    ...(policy ? { propagationPolicy: policy as (typeof POLICIES)[number] } : {}),
    ...(orphan === undefined ? {} : { orphanDependents: orphan as boolean }),
    ...(body.preconditions
      ? { preconditions: body.preconditions as { uid?: string; resourceVersion?: string } }
      : {}),
  };
}
