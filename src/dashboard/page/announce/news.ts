/** What is worth telling to somebody who does not see the page: little, and only what has changed. */
import { PAGE, POD_WORDS } from '../../../messages/dashboard/index.ts';
import type { Text } from '../../../messages/dashboard/index.ts';
import type { View, Workload } from '../../view/view.ts';

export function newsOf(before: View, after: View): Text[] {
  return [
    ...(after.cluster.state === 'away' && before.cluster.state !== 'away' ? [PAGE.clusterAway] : []),
    ...(after.metrics.state === 'away' && before.metrics.state !== 'away' ? [PAGE.metricsAway] : []),
    ...Object.entries(after.workloads).flatMap(([key, workload]) =>
      ofWorkload(before.workloads[key], workload),
    ),
    ...Object.values(after.pods)
      .filter(({ name, state }) => state === 'crashed' && before.pods[name]?.state !== 'crashed')
      .map(({ name, reason = '' }) => POD_WORDS.podCrashed({ name, reason })),
  ];
}

function ofWorkload(before: Workload | undefined, after: Workload): Text[] {
  const { name } = after;
  if (before === undefined) return [POD_WORDS.deployed({ name })];
  const [old, version] = [currentOf(before), currentOf(after)];
  const done = (workload: Workload) => workload.ready >= workload.wanted && workload.sets.length <= 1;
  return [
    ...(before.wanted === after.wanted
      ? []
      : [POD_WORDS.scaled({ name, from: before.wanted, to: after.wanted })]),
    ...(version !== undefined && old !== version ? [POD_WORDS.appeared({ name, version })] : []),
    ...(version !== undefined && before.sets.length > 1 && !done(before) && done(after)
      ? [POD_WORDS.rolledOut({ name, version })]
      : []),
  ];
}

const currentOf = ({ sets }: Workload) => sets.find(({ current }) => current)?.version;
