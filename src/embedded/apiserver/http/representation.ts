/** An object or list in the requested form: itself, a Table, or only its metadata. */
import type { Page, Requests } from '../cluster-types.ts';
import { apiVersionOf } from '../resource.ts';
import type { Resource } from '../resource.ts';
import type { KubeObject } from '../types.ts';
import type { Accepted } from './negotiate.ts';

type IncludeObject = 'None' | 'Metadata' | 'Object';

export interface Representation {
  accepted: Accepted;
  includeObject: IncludeObject;
}

export function representation(accepted: Accepted, query: URLSearchParams): Representation {
  const include = query.get('includeObject');
  return { accepted, includeObject: include === 'None' || include === 'Object' ? include : 'Metadata' };
}

export function representObject(
  requests: Requests,
  resource: Resource,
  object: KubeObject,
  as: Representation,
): unknown {
  switch (as.accepted.form) {
    case 'table':
      return table(requests, resource, [object], as, { resourceVersion: object.metadata.resourceVersion });
    case 'partial':
      return partial(object, as);
    default:
      return object;
  }
}

export function representList(
  requests: Requests,
  resource: Resource,
  page: Page,
  as: Representation,
): unknown {
  const metadata = {
    resourceVersion: page.resourceVersion,
    ...(page.continue ? { continue: page.continue } : {}),
    ...(page.remainingItemCount === undefined ? {} : { remainingItemCount: page.remainingItemCount }),
  };
  switch (as.accepted.form) {
    case 'table':
      return table(requests, resource, page.items, as, metadata);
    case 'partial':
      return {
        kind: 'PartialObjectMetadataList',
        apiVersion: metaVersion(as),
        metadata,
        items: page.items.map((item) => partial(item, as)),
      };
    default:
      return { kind: resource.listKind, apiVersion: apiVersionOf(resource), metadata, items: page.items };
  }
}

/** A bookmark has no object, only the resourceVersion up to which the client has seen all changes. */
export function representBookmark(resource: Resource, metadata: object, as: Representation): object {
  const bare = { kind: 'PartialObjectMetadata', apiVersion: metaVersion(as), metadata };
  switch (as.accepted.form) {
    case 'table':
      return {
        kind: 'Table',
        apiVersion: metaVersion(as),
        metadata,
        columnDefinitions: null,
        rows: [{ cells: [], object: bare }],
      };
    case 'partial':
      return bare;
    default:
      return { kind: resource.kind, apiVersion: apiVersionOf(resource), metadata };
  }
}

const metaVersion = (as: Representation) => `meta.k8s.io/${as.accepted.metaVersion}`;

function table(
  requests: Requests,
  resource: Resource,
  objects: KubeObject[],
  as: Representation,
  metadata: object,
): object {
  const made = requests.table(resource, objects, as.includeObject);
  return { ...made, apiVersion: metaVersion(as), metadata: { ...made.metadata, ...metadata } };
}

function partial(object: KubeObject, as: Representation): object {
  return { kind: 'PartialObjectMetadata', apiVersion: metaVersion(as), metadata: object.metadata };
}
