/** Role-based access control, as a pure function of the cluster's roles and bindings. */
import type { Api, KubeObject } from '../../types.ts';
import { MASTERS } from './user.ts';
import type { User } from './user.ts';

export interface PolicyRule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

export interface ResourceAttributes {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

export interface PathAttributes {
  verb: string;
  path: string;
}

export type Attributes = ResourceAttributes | PathAttributes;

interface RoleRef {
  kind: string;
  name: string;
}

interface Subject {
  kind: string;
  name: string;
  namespace?: string;
}

const EVERYTHING: PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

export function isAllowed(api: Api, user: User, attributes: Attributes): boolean {
  if (user.groups.includes(MASTERS)) return true;
  const namespace = 'path' in attributes ? undefined : attributes.namespace;
  return rulesFor(api, user, namespace).some((rule) => ruleAllows(rule, attributes));
}

/** All rules that apply to the user cluster-wide and, if given, in the namespace. */
export function rulesFor(api: Api, user: User, namespace: string | undefined): PolicyRule[] {
  if (user.groups.includes(MASTERS)) return EVERYTHING;
  const bindings = [
    ...api.list('clusterrolebindings.rbac.authorization.k8s.io'),
    ...(namespace ? api.list('rolebindings.rbac.authorization.k8s.io', { namespace }) : []),
  ];
  return bindings.flatMap((binding) => (binds(binding, user) ? referenced(api, binding) : []));
}

function binds(binding: KubeObject, user: User): boolean {
  return ((binding.subjects ?? []) as Subject[]).some((subject) => {
    if (subject.kind === 'Group') return user.groups.includes(subject.name);
    if (subject.kind === 'User') return user.name === subject.name;
    const namespace = subject.namespace ?? binding.metadata.namespace;
    return user.name === `system:serviceaccount:${namespace}:${subject.name}`;
  });
}

function referenced(api: Api, binding: KubeObject): PolicyRule[] {
  const { kind, name } = binding.roleRef as RoleRef;
  const role =
    kind === 'ClusterRole'
      ? api.get('clusterroles.rbac.authorization.k8s.io', undefined, name)
      : api.get('roles.rbac.authorization.k8s.io', binding.metadata.namespace, name);
  return (role?.rules ?? []) as PolicyRule[];
}

export function ruleAllows(rule: PolicyRule, attributes: Attributes): boolean {
  const has = (list: string[] | undefined, wanted: string) =>
    list !== undefined && (list.includes('*') || list.includes(wanted));
  if (!has(rule.verbs, attributes.verb)) return false;
  if ('path' in attributes) {
    return (rule.nonResourceURLs ?? []).some(
      (url) => url === attributes.path || (url.endsWith('*') && attributes.path.startsWith(url.slice(0, -1))),
    );
  }
  const { group, resource, subresource, name } = attributes;
  const full = subresource ? `${resource}/${subresource}` : resource;
  return (
    has(rule.apiGroups, group) &&
    (has(rule.resources, full) ||
      (subresource !== undefined && (rule.resources ?? []).includes(`*/${subresource}`))) &&
    (!rule.resourceNames?.length || (name !== undefined && rule.resourceNames.includes(name)))
  );
}

/** Kubernetes' message. */
export function forbiddenMessage(user: User, attributes: Attributes): string {
  if ('path' in attributes)
    return `forbidden: User ${quote(user.name)} cannot ${attributes.verb} path ${quote(attributes.path)}`;
  const { verb, group, resource, subresource, namespace, name } = attributes;
  const full = subresource ? `${resource}/${subresource}` : resource;
  const where = namespace ? `in the namespace ${quote(namespace)}` : 'at the cluster scope';
  const what = `${resource}${group ? `.${group}` : ''}${name ? ` ${quote(name)}` : ''}`;
  return `${what} is forbidden: User ${quote(user.name)} cannot ${verb} resource ${quote(full)} in API group ${quote(group)} ${where}`;
}

const quote = (text: string) => JSON.stringify(text);
