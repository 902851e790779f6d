/** Services: ports and allocated addresses. */
import type { Json } from '../json.ts';
import type { FieldError, Strategy, StrategyContext } from '../resource.ts';
import type { KubeObject } from '../types.ts';
import { duplicate, notSupported, required } from '../validation/errors.ts';
import { validatePort } from '../validation/ports.ts';

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const hasNodePorts = (type: string) => type === 'NodePort' || type === 'LoadBalancer';

function setDefaults(service: Json): void {
  const spec = (service.spec ??= {});
  spec.type ||= 'ClusterIP';
  spec.sessionAffinity ||= 'None';
  for (const port of spec.ports ?? []) {
    port.protocol ||= 'TCP';
    if (port.targetPort === undefined || port.targetPort === 0 || port.targetPort === '')
      port.targetPort = port.port;
  }
  if (spec.type === 'ExternalName') return;
  spec.internalTrafficPolicy ||= 'Cluster';
  spec.ipFamilies ??= ['IPv4'];
  spec.ipFamilyPolicy ||= 'SingleStack';
  if (hasNodePorts(spec.type)) {
    spec.externalTrafficPolicy ||= 'Cluster';
    if (spec.type === 'LoadBalancer') spec.allocateLoadBalancerNodePorts ??= true;
  }
}

function allocate(service: KubeObject, context: StrategyContext): void {
  const spec: Json = service['spec'];
  if (spec.type === 'ExternalName') return;
  spec.clusterIP ||= context.allocateClusterIP(service);
  spec.clusterIPs = [spec.clusterIP];
  if (hasNodePorts(spec.type))
    for (const port of spec.ports ?? []) port.nodePort ||= context.allocateNodePort();
}

function validatePorts(spec: Json): FieldError[] {
  const ports: Json[] = spec.ports ?? [];
  if (ports.length === 0 && spec.type !== 'ExternalName' && spec.clusterIP !== 'None')
    return [required('spec.ports')];
  const names = new Set<string>();
  const numbers = new Set<string>();
  return ports.flatMap((port, i) => {
    const at = `spec.ports[${i}]`;
    const errors = validatePort(port.port ?? 0, `${at}.port`);
    if (!port.name && ports.length > 1) errors.push(required(`${at}.name`));
    if (port.name && names.has(port.name)) errors.push(duplicate(`${at}.name`, port.name));
    names.add(port.name);
    if (typeof port.targetPort === 'number')
      errors.push(...validatePort(port.targetPort, `${at}.targetPort`));
    const number = `${port.protocol}/${port.port}`;
    if (numbers.has(number))
      errors.push({
        reason: 'FieldValueDuplicate',
        field: at,
        message: `Duplicate value: core.ServicePort{Name:"", Protocol:${JSON.stringify(port.protocol)}, AppProtocol:(*string)(nil), Port:${port.port}, TargetPort:intstr.IntOrString{Type:0, IntVal:0, StrVal:""}, NodePort:0}`,
      });
    numbers.add(number);
    return errors;
  });
}

export const serviceStrategy: Strategy = {
  setDefaults,
  prepareCreate(service, context) {
    allocate(service, context);
    service['status'] = { loadBalancer: {} };
  },
  prepareUpdate(service, current, context) {
    const spec: Json = service['spec'];
    // A client that replaces the whole object may omit the allocated values.
    if (spec.type !== 'ExternalName' && current['spec'].type !== 'ExternalName')
      spec.clusterIP ||= current['spec'].clusterIP;
    for (const port of spec.ports ?? []) {
      const before = current['spec'].ports?.find(
        (one: Json) => one.port === port.port && one.protocol === port.protocol,
      );
      if (hasNodePorts(spec.type) && before?.nodePort) port.nodePort ||= before.nodePort;
    }
    if (spec.type === 'ExternalName') {
      const given: string | undefined = current['spec'].clusterIP;
      if (given && given !== 'None') context.releaseClusterIP(given);
      delete spec.clusterIP;
      delete spec.clusterIPs;
    }
    allocate(service, context);
  },
  validate({ spec }) {
    const errors = validatePorts(spec);
    if (!TYPES.includes(spec.type)) errors.push(notSupported('spec.type', spec.type, TYPES));
    if (spec.type === 'ExternalName' && !spec.externalName) errors.push(required('spec.externalName'));
    return errors;
  },
  validateUpdate(next, current) {
    const before = current['spec'].clusterIP;
    const after = next['spec'].clusterIP;
    if (!before || after === before || next['spec'].type === 'ExternalName') return [];
    const message = `Invalid value: []string{${JSON.stringify(after ?? '')}}: may not change once set`;
    return [{ reason: 'FieldValueInvalid', field: 'spec.clusterIPs[0]', message }];
  },
  removed(service, context) {
    const address = service['spec']?.clusterIP;
    if (address && address !== 'None') context.releaseClusterIP(address);
  },
};
