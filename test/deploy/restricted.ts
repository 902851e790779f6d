/** The `restricted` profile of Kubernetes' Pod Security Standards, field by field: older API servers do not know it. */

// oxlint-disable-next-line typescript/no-explicit-any
type Fields = any;

const VOLUMES = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);
const SECCOMP = new Set(['RuntimeDefault', 'Localhost']);

/** @param pod spec of a pod @returns what the profile does not allow, a line each; empty when it is allowed */
export function violations(pod: Fields): string[] {
  const found: string[] = [];
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) if (pod[field]) found.push(field);
  for (const { name, ...kinds } of pod.volumes ?? [])
    for (const kind of Object.keys(kinds)) if (!VOLUMES.has(kind)) found.push(`volume ${name}: ${kind}`);
  if (pod.securityContext?.sysctls?.length > 0) found.push('sysctls');
  for (const container of [...pod.containers, ...(pod.initContainers ?? [])])
    found.push(
      ...ofContainer(container, pod.securityContext ?? {}).map((each) => `${container.name}: ${each}`),
    );
  return found;
}

function ofContainer({ securityContext: own = {}, ports = [] }: Fields, ofPod: Fields): string[] {
  const found: string[] = [];
  const effective = { ...ofPod, ...own };
  if (own.privileged) found.push('privileged');
  if (own.allowPrivilegeEscalation !== false) found.push('allowPrivilegeEscalation');
  if (effective.runAsNonRoot !== true) found.push('runAsNonRoot');
  if (effective.runAsUser === 0) found.push('runAsUser');
  if (!SECCOMP.has(effective.seccompProfile?.type)) found.push('seccompProfile');
  if (!own.capabilities?.drop?.includes('ALL')) found.push('capabilities.drop');
  for (const added of own.capabilities?.add ?? [])
    if (added !== 'NET_BIND_SERVICE') found.push(`adds ${added}`);
  if (own.procMount && own.procMount !== 'Default') found.push('procMount');
  if (ports.some(({ hostPort }: Fields) => hostPort)) found.push('hostPort');
  return found;
}
