/** Pods and pod templates. */
import type { Json } from '../json.ts';
import type { FieldError } from '../resource.ts';
import { validateContainer } from './container.ts';
import { duplicate, forbiddenField, invalidValue, notSupported, required } from './errors.ts';
import { dnsLabel } from './names.ts';
import { nonNegative } from './ports.ts';

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never'];

function validateVolumes(volumes: Json[], path: string): { errors: FieldError[]; names: Set<string> } {
  const names = new Set<string>();
  const errors = volumes.flatMap((volume, i) => {
    const at = `${path}[${i}]`;
    if (!volume.name) return [required(`${at}.name`)];
    const found: FieldError[] = [];
    const why = dnsLabel(volume.name);
    if (why) found.push(invalidValue(`${at}.name`, volume.name, why));
    if (names.has(volume.name)) found.push(duplicate(`${at}.name`, volume.name));
    names.add(volume.name);
    const sources = Object.keys(volume).filter((key) => key !== 'name');
    for (const extra of sources.slice(1))
      found.push(forbiddenField(`${at}.${extra}`, 'may not specify more than 1 volume type'));
    if (volume.configMap && !volume.configMap.name) found.push(required(`${at}.configMap.name`));
    if (volume.secret && !volume.secret.secretName) found.push(required(`${at}.secret.secretName`));
    if (volume.hostPath && !volume.hostPath.path) found.push(required(`${at}.hostPath.path`));
    return found;
  });
  return { errors, names };
}

export function validatePodSpec(spec: Json, path: string): FieldError[] {
  if (!spec) return [required(`${path}.containers`)];
  const { errors, names: volumes } = validateVolumes(spec.volumes ?? [], `${path}.volumes`);
  const names = new Set<string>();
  const containers = (list: Json[], field: string) => {
    for (const [i, container] of list.entries()) {
      const at = `${path}.${field}[${i}]`;
      errors.push(...validateContainer(container, volumes, at));
      if (container.name && names.has(container.name)) errors.push(duplicate(`${at}.name`, container.name));
      names.add(container.name);
    }
  };
  if (!spec.containers?.length) errors.push(required(`${path}.containers`));
  containers(spec.containers ?? [], 'containers');
  containers(spec.initContainers ?? [], 'initContainers');
  if (!RESTART_POLICIES.includes(spec.restartPolicy))
    errors.push(notSupported(`${path}.restartPolicy`, spec.restartPolicy, RESTART_POLICIES));
  errors.push(...nonNegative(spec.terminationGracePeriodSeconds, `${path}.terminationGracePeriodSeconds`));
  if (spec.activeDeadlineSeconds !== undefined && spec.activeDeadlineSeconds < 1)
    errors.push(
      invalidValue(
        `${path}.activeDeadlineSeconds`,
        spec.activeDeadlineSeconds,
        'must be between 1 and 2147483647, inclusive',
      ),
    );
  return errors;
}
