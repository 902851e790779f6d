/** HorizontalPodAutoscaler: autoscaling/v1 has only the CPU target; annotations carry the other fields of v2. */
import type { Json } from '../json.ts';
import type { KubeObject } from '../types.ts';

const METRICS = 'autoscaling.alpha.kubernetes.io/metrics';
const CONDITIONS = 'autoscaling.alpha.kubernetes.io/conditions';
const BEHAVIOR = 'autoscaling.alpha.kubernetes.io/behavior';

const isCpu = (metric: Json) =>
  metric.type === 'Resource' &&
  metric.resource?.name === 'cpu' &&
  metric.resource.target?.type === 'Utilization';

function annotate(object: KubeObject, annotation: string, value: Json): void {
  if (value === undefined || value.length === 0) return;
  object.metadata.annotations = { ...object.metadata.annotations, [annotation]: JSON.stringify(value) };
}

/** Removes an annotation and returns its parsed value. */
function carried(object: KubeObject, annotation: string): Json {
  const { [annotation]: text, ...rest } = object.metadata.annotations ?? {};
  if (text === undefined) return undefined;
  object.metadata.annotations = rest;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function autoscalerFromV2(object: KubeObject): KubeObject {
  const { metrics = [], behavior, ...spec } = object['spec'];
  const cpu = metrics.find(isCpu);
  annotate(
    object,
    METRICS,
    metrics.filter((metric: Json) => metric !== cpu),
  );
  annotate(object, BEHAVIOR, behavior);
  object['spec'] = {
    ...spec,
    ...(cpu ? { targetCPUUtilizationPercentage: cpu.resource.target.averageUtilization } : {}),
  };
  if (!object['status']) return object;
  const { currentMetrics, conditions, ...status } = object['status'];
  annotate(object, CONDITIONS, conditions);
  const current = currentMetrics?.find((metric: Json) => metric.resource?.name === 'cpu')?.resource.current
    .averageUtilization;
  object['status'] = {
    currentReplicas: 0,
    ...status,
    ...(current === undefined ? {} : { currentCPUUtilizationPercentage: current }),
  };
  return object;
}

export function autoscalerToV2(object: KubeObject): KubeObject {
  const { targetCPUUtilizationPercentage: target, ...spec } = object['spec'] ?? {};
  const others: Json[] = carried(object, METRICS) ?? [];
  const behavior = carried(object, BEHAVIOR);
  const conditions = carried(object, CONDITIONS);
  const metrics = [
    ...(target === undefined
      ? []
      : [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: target } },
          },
        ]),
    ...others,
  ];
  object['spec'] = { ...spec, ...(metrics.length > 0 ? { metrics } : {}), ...(behavior ? { behavior } : {}) };
  if (object['status']) {
    const { currentCPUUtilizationPercentage: current, ...status } = object['status'];
    object['status'] = {
      ...status,
      ...(conditions ? { conditions } : {}),
      ...(current === undefined
        ? {}
        : {
            currentMetrics: [
              { type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: current } } },
            ],
          }),
    };
  }
  return object;
}
