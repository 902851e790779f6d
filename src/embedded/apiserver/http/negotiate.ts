/** Which form of the answer the client accepts: the Accept header's media types, in its order. */

export type Form = 'object' | 'table' | 'partial';
export type Encoding = 'json' | 'yaml' | 'protobuf';

export interface Accepted {
  form: Form;
  encoding: Encoding;
  /** meta.k8s.io version of a Table or PartialObjectMetadata. */
  metaVersion: 'v1' | 'v1beta1';
}

interface MediaType {
  type: string;
  parameters: Map<string, string>;
}

export function parseAccept(header: string | undefined): MediaType[] {
  return (header ?? '*/*')
    .split(',')
    .map((item) => {
      const [type, ...parameters] = item.split(';').map((part) => part.trim());
      return {
        type: type!.toLowerCase(),
        parameters: new Map(parameters.map((text) => text.split('=', 2) as [string, string])),
      };
    })
    .filter(({ type }) => type !== '');
}

/** The first form that the server can write; undefined if there is none (406). */
export function negotiate(header: string | undefined): Accepted | undefined {
  for (const { type, parameters } of parseAccept(header)) {
    const encoding = encodingOf(type);
    if (!encoding) continue;
    const form = formOf(parameters.get('as'));
    if (!form) continue;
    const v = parameters.get('v');
    if (form !== 'object' && v !== 'v1' && v !== 'v1beta1') continue;
    return { form, encoding, metaVersion: v === 'v1beta1' ? 'v1beta1' : 'v1' };
  }
  return undefined;
}

function encodingOf(type: string): Encoding | undefined {
  switch (type) {
    case 'application/json':
    case 'application/*':
    case '*/*':
      return 'json';
    case 'application/yaml':
      return 'yaml';
    default:
      return undefined;
  }
}

function formOf(as: string | undefined): Form | undefined {
  switch (as) {
    case undefined:
      return 'object';
    case 'Table':
      return 'table';
    case 'PartialObjectMetadata':
    case 'PartialObjectMetadataList':
      return 'partial';
    default:
      return undefined;
  }
}
