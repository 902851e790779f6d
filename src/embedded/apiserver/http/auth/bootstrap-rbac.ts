/** The default cluster roles and bindings. */
import type { Api } from '../../types.ts';
import type { PolicyRule } from './rbac.ts';

const ROLES = 'clusterroles.rbac.authorization.k8s.io';
const BINDINGS = 'clusterrolebindings.rbac.authorization.k8s.io';
const API_GROUP = 'rbac.authorization.k8s.io';
const LABELS = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];

const on = (apiGroups: string[], resources: string[], verbs: string[]): PolicyRule => ({
  apiGroups,
  resources,
  verbs,
});

const CORE = [
  'configmaps',
  'endpoints',
  'events',
  'persistentvolumeclaims',
  'pods',
  'replicationcontrollers',
  'replicationcontrollers/scale',
  'serviceaccounts',
  'services',
];
const APPS = [
  'daemonsets',
  'deployments',
  'deployments/scale',
  'replicasets',
  'replicasets/scale',
  'statefulsets',
  'statefulsets/scale',
];

const workloads = (verbs: string[]): PolicyRule[] => [
  on([''], CORE, verbs),
  on(['apps'], APPS, verbs),
  on(['batch'], ['cronjobs', 'jobs'], verbs),
  on(['autoscaling'], ['horizontalpodautoscalers'], verbs),
  on(['networking.k8s.io'], ['ingresses', 'networkpolicies'], verbs),
  on(['policy'], ['poddisruptionbudgets'], verbs),
];

const view: PolicyRule[] = [
  ...workloads(READ),
  on(
    [''],
    [
      'limitranges',
      'namespaces',
      'namespaces/status',
      'pods/log',
      'pods/status',
      'resourcequotas',
      'services/status',
    ],
    READ,
  ),
  on(
    ['apps'],
    [
      'controllerrevisions',
      'daemonsets/status',
      'deployments/status',
      'replicasets/status',
      'statefulsets/status',
    ],
    READ,
  ),
  on(['discovery.k8s.io'], ['endpointslices'], READ),
  on(['metrics.k8s.io'], ['pods', 'nodes'], ['get', 'list']),
];

const edit: PolicyRule[] = [
  ...view,
  ...workloads(WRITE),
  on([''], ['secrets'], [...READ, ...WRITE]),
  on(
    [''],
    ['pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy', 'services/proxy'],
    [...READ, ...WRITE],
  ),
  on([''], ['pods/eviction', 'serviceaccounts/token'], ['create']),
  on(['coordination.k8s.io'], ['leases'], [...READ, ...WRITE]),
];

const admin: PolicyRule[] = [
  ...edit,
  on([API_GROUP], ['rolebindings', 'roles'], [...READ, ...WRITE]),
  on(['authorization.k8s.io'], ['localsubjectaccessreviews'], ['create']),
];

const roles: Record<string, PolicyRule[]> = {
  'cluster-admin': [on(['*'], ['*'], ['*']), { nonResourceURLs: ['*'], verbs: ['*'] }],
  admin,
  edit,
  view,
  'system:basic-user': [
    on(['authorization.k8s.io'], ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'], ['create']),
    on(['authentication.k8s.io'], ['selfsubjectreviews'], ['create']),
  ],
  'system:discovery': [
    {
      nonResourceURLs: [
        '/api',
        '/api/*',
        '/apis',
        '/apis/*',
        '/healthz',
        '/livez',
        '/openapi',
        '/openapi/*',
        '/readyz',
        '/version',
        '/version/',
      ],
      verbs: ['get'],
    },
  ],
  'system:public-info-viewer': [
    { nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version', '/version/'], verbs: ['get'] },
  ],
  'system:auth-delegator': [
    on(['authentication.k8s.io'], ['tokenreviews'], ['create']),
    on(['authorization.k8s.io'], ['subjectaccessreviews'], ['create']),
  ],
};

const bindings: Record<string, { role: string; groups: string[] }> = {
  'cluster-admin': { role: 'cluster-admin', groups: ['system:masters'] },
  'system:basic-user': { role: 'system:basic-user', groups: ['system:authenticated'] },
  'system:discovery': { role: 'system:discovery', groups: ['system:authenticated'] },
  'system:public-info-viewer': {
    role: 'system:public-info-viewer',
    groups: ['system:authenticated', 'system:unauthenticated'],
  },
};

/** Creates missing ones; keeps changed ones. */
export function bootstrapRbac(api: Api): void {
  for (const [name, rules] of Object.entries(roles)) {
    if (!api.get(ROLES, undefined, name))
      api.create(ROLES, {
        apiVersion: `${API_GROUP}/v1`,
        kind: 'ClusterRole',
        metadata: { name, labels: LABELS },
        rules,
      });
  }
  for (const [name, { role, groups }] of Object.entries(bindings)) {
    if (api.get(BINDINGS, undefined, name)) continue;
    api.create(BINDINGS, {
      apiVersion: `${API_GROUP}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name, labels: LABELS },
      roleRef: { apiGroup: API_GROUP, kind: 'ClusterRole', name: role },
      subjects: groups.map((group) => ({ apiGroup: API_GROUP, kind: 'Group', name: group })),
    });
  }
}
