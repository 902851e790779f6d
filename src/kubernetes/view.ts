/** The cached part of an object: a thousand whole Deployments take eleven megabytes. */
export interface View {
  key: string;
  namespace: string;
  name: string;
  uid: string;
  version: string;
}

export interface Metadata {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string | undefined;
}

export const viewOf = ({ metadata }: { metadata: Metadata }): View => ({
  key: `${metadata.namespace}/${metadata.name}`,
  namespace: metadata.namespace ?? '',
  name: metadata.name,
  uid: metadata.uid ?? '',
  version: metadata.resourceVersion ?? '',
});
