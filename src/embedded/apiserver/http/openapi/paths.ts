/** Path items: clients read a resource's kind and its verbs' query parameters from them. */
import type { Resource } from '../../resource.ts';
import { componentName, reference } from './components.ts';

const parameter = (name: string, type = 'string') => ({
  name,
  in: 'query',
  schema: { type, uniqueItems: true },
});
const WRITE = ['dryRun', 'fieldManager', 'fieldValidation'].map((name) => parameter(name));

export function pathsOf(resource: Resource): Record<string, object> {
  const base = `/${resource.group ? `apis/${resource.group}` : 'api'}/${resource.version}`;
  const collection = `${base}/${resource.namespaced ? 'namespaces/{namespace}/' : ''}${resource.plural}`;
  const { group, version, kind } = resource;
  const schema = reference(componentName(resource));
  const content = { 'application/json': { schema } };
  const operation = (action: string, parameters: object[], body = false) => ({
    operationId: `${action}${group}${version}${kind}`,
    parameters,
    ...(body ? { requestBody: { content } } : {}),
    responses: { 200: { description: 'OK', content } },
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': { group, version, kind },
  });
  const can = (verb: string) => resource.verbs.includes(verb);
  return {
    [collection]: {
      ...(can('list')
        ? { get: operation('list', [parameter('labelSelector'), parameter('fieldSelector')]) }
        : {}),
      ...(can('create') ? { post: operation('post', WRITE, true) } : {}),
    },
    [`${collection}/{name}`]: {
      ...(can('get') ? { get: operation('get', []) } : {}),
      ...(can('update') ? { put: operation('put', WRITE, true) } : {}),
      // Only the JSON forms are listed: clients then compute strategic merges from their own types.
      ...(can('patch') ? { patch: operation('patch', [...WRITE, parameter('force', 'boolean')]) } : {}),
      ...(can('delete')
        ? { delete: operation('delete', [parameter('dryRun'), parameter('propagationPolicy')]) }
        : {}),
    },
  };
}
