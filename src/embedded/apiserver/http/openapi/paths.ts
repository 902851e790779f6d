/** Path items: what a client looks up to learn a resource's kind and which query parameters its verbs take. */
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
      // Only the JSON forms are announced: clients then compute strategic merges from the types they know.
      ...(can('patch') ? { patch: operation('patch', [...WRITE, parameter('force', 'boolean')]) } : {}),
      ...(can('delete')
        ? { delete: operation('delete', [parameter('dryRun'), parameter('propagationPolicy')]) }
        : {}),
    },
  };
}
