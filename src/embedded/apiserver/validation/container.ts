/** Containers: names, images, ports, environment, mounts, probes, resources. */
import type { Json } from '../json.ts';
import type { FieldError } from '../resource.ts';
import { parseQuantity } from '../../../notation/index.ts';
import { duplicate, invalidValue, notFoundValue, notSupported, required } from './errors.ts';
import { dnsLabel } from './names.ts';
import { validatePort } from './ports.ts';

const ENV_NAME = /^[^=\0]+$/;

function validateEnvironment(env: Json[], path: string): FieldError[] {
  return env.flatMap((entry, i) => {
    const at = `${path}[${i}]`;
    if (!entry.name) return [required(`${at}.name`)];
    if (!ENV_NAME.test(entry.name))
      return [
        invalidValue(
          `${at}.name`,
          entry.name,
          `a valid environment variable name must consist only of printable ASCII characters other than '='`,
        ),
      ];
    if (entry.valueFrom && entry.value)
      return [invalidValue(`${at}.valueFrom`, '', 'may not be specified when `value` is not empty')];
    const { secretKeyRef, configMapKeyRef } = entry.valueFrom ?? {};
    for (const [field, reference] of Object.entries({ secretKeyRef, configMapKeyRef }))
      if (reference && !reference.key) return [required(`${at}.valueFrom.${field}.key`)];
    return [];
  });
}

function validatePorts(ports: Json[], path: string): FieldError[] {
  const names = new Set<string>();
  return ports.flatMap((port, i) => {
    const at = `${path}[${i}]`;
    const errors: FieldError[] = [];
    if (port.name) {
      if (!/^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/.test(port.name))
        errors.push(
          invalidValue(
            `${at}.name`,
            port.name,
            port.name.length > 15
              ? 'must be no more than 15 characters'
              : 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
          ),
        );
      if (names.has(port.name)) errors.push(duplicate(`${at}.name`, port.name));
      names.add(port.name);
    }
    if (port.containerPort === undefined || port.containerPort === 0)
      errors.push(required(`${at}.containerPort`));
    else errors.push(...validatePort(port.containerPort, `${at}.containerPort`));
    if (port.hostPort) errors.push(...validatePort(port.hostPort, `${at}.hostPort`));
    if (port.protocol && !['SCTP', 'TCP', 'UDP'].includes(port.protocol))
      errors.push(notSupported(`${at}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']));
    return errors;
  });
}

function validateMounts(mounts: Json[], volumes: Set<string>, path: string): FieldError[] {
  const targets = new Set<string>();
  return mounts.flatMap((mount, i) => {
    const at = `${path}[${i}]`;
    const errors: FieldError[] = [];
    if (!mount.name) errors.push(required(`${at}.name`));
    else if (!volumes.has(mount.name)) errors.push(notFoundValue(`${at}.name`, mount.name));
    if (!mount.mountPath) errors.push(required(`${at}.mountPath`));
    else if (targets.has(mount.mountPath))
      errors.push(invalidValue(`${at}.mountPath`, mount.mountPath, 'must be unique'));
    targets.add(mount.mountPath);
    return errors;
  });
}

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

function validateProbe(probe: Json, path: string): FieldError[] {
  if (!probe) return [];
  const errors: FieldError[] = [];
  const handlers = HANDLERS.filter((name) => probe[name] !== undefined);
  if (handlers.length === 0) errors.push(required(path, 'must specify a handler type'));
  for (const extra of handlers.slice(1))
    errors.push({
      reason: 'FieldValueForbidden',
      field: `${path}.${extra}`,
      message: 'Forbidden: may not specify more than 1 handler type',
    });
  for (const name of ['httpGet', 'tcpSocket'])
    if (probe[name] && probe[name].port === undefined)
      errors.push(invalidValue(`${path}.${name}.port`, 0, 'must be between 1 and 65535, inclusive'));
    else if (typeof probe[name]?.port === 'number')
      errors.push(...validatePort(probe[name].port, `${path}.${name}.port`));
  if (probe.exec && !probe.exec.command?.length) errors.push(required(`${path}.exec.command`));
  for (const name of [
    'initialDelaySeconds',
    'timeoutSeconds',
    'periodSeconds',
    'successThreshold',
    'failureThreshold',
  ])
    if ((probe[name] ?? 0) < 0)
      errors.push(invalidValue(`${path}.${name}`, probe[name], 'must be greater than or equal to 0'));
  if (/livenessProbe|startupProbe/.test(path) && probe.successThreshold > 1)
    errors.push(invalidValue(`${path}.successThreshold`, probe.successThreshold, 'must be 1'));
  return errors;
}

function validateResources(resources: Json, path: string): FieldError[] {
  return Object.entries<string>(resources?.requests ?? {}).flatMap(([name, request]) => {
    const limit: string | undefined = resources.limits?.[name];
    if (limit === undefined || (parseQuantity(request) ?? 0n) <= (parseQuantity(limit) ?? 0n)) return [];
    return [
      invalidValue(`${path}.requests`, request, `must be less than or equal to ${name} limit of ${limit}`),
    ];
  });
}

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];

export function validateContainer(container: Json, volumes: Set<string>, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (!container.name) errors.push(required(`${path}.name`));
  else {
    const why = dnsLabel(container.name);
    if (why) errors.push(invalidValue(`${path}.name`, container.name, why));
  }
  if (!container.image) errors.push(required(`${path}.image`));
  else if (container.image !== container.image.trim())
    errors.push(
      invalidValue(`${path}.image`, container.image, 'must not have leading or trailing whitespace'),
    );
  if (container.imagePullPolicy && !PULL_POLICIES.includes(container.imagePullPolicy))
    errors.push(notSupported(`${path}.imagePullPolicy`, container.imagePullPolicy, PULL_POLICIES));
  errors.push(
    ...validatePorts(container.ports ?? [], `${path}.ports`),
    ...validateEnvironment(container.env ?? [], `${path}.env`),
    ...validateMounts(container.volumeMounts ?? [], volumes, `${path}.volumeMounts`),
    ...validateProbe(container.livenessProbe, `${path}.livenessProbe`),
    ...validateProbe(container.readinessProbe, `${path}.readinessProbe`),
    ...validateProbe(container.startupProbe, `${path}.startupProbe`),
    ...validateResources(container.resources, `${path}.resources`),
  );
  return errors;
}
