/** Workloads and pods on the dashboard's page. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';

/** After the decimal point: 0.4 is not 0. */
const digits = (rate: number): number => (rate > 0 && rate < 10 ? 1 : 0);

export const POD_WORDS = area('dashboard-pods', {
  pending: entry('pending', 'čeká'),
  starting: entry('starting', 'startuje'),
  ready: entry('ready', 'ready'),
  unready: entry('not ready', 'neslouží'),
  crashed: entry('crashed', 'spadl'),
  backoff: entry('back-off', 'back-off'),
  terminating: entry('ending', 'končí'),
  succeeded: entry('done', 'hotovo'),
  failed: entry('failed', 'selhal'),
  counted: entry<{ count: number; state: string }>(
    ({ count, state }) => `${count} ${state}`,
    ({ count, state }) => cz`${count} ${state}`,
  ),
  readyOf: entry<{ ready: number; wanted: number }>(
    ({ ready, wanted }) => `${ready} of ${wanted} ready`,
    ({ ready, wanted }) => cz`ready ${ready}/${wanted}`,
  ),
  oldPods: entry<{ count: number }>(
    ({ count }, { plural }) => `old: ${count} ${plural(count, { one: 'pod', other: 'pods' })}`,
    ({ count }, { plural }) =>
      cz`stará: ${count} ${plural(count, { one: 'pod', few: 'pody', other: 'podů' })}`,
  ),
  newPods: entry<{ ready: number; wanted: number }>(
    ({ ready, wanted }) => `new: ${ready} of ${wanted}`,
    ({ ready, wanted }) => cz`nová: ${ready}/${wanted}`,
  ),
  pods: entry<{ count: number }>(
    ({ count }, { plural }) => `${count} ${plural(count, { one: 'pod', other: 'pods' })}`,
    ({ count }, { plural }) => cz`${count} ${plural(count, { one: 'pod', few: 'pody', other: 'podů' })}`,
  ),
  more: entry<{ count: number }>(
    ({ count }) => `and ${count} more`,
    ({ count }) => cz`a dalších ${count}`,
  ),
  rollout: entry<{ from: string; to: string }>(
    ({ from, to }) => `rolling out ${from} → ${to}`,
    ({ from, to }) => cz`rollout ${from} → ${to}`,
  ),
  stuck: entry<{ why: string }>(
    ({ why }) => `stuck: ${why}`,
    ({ why }) => cz`vázne: ${why}`,
  ),
  rate: entry<{ rate: number }>(
    ({ rate }, { number }) => `${number(rate, digits(rate))} req/s`,
    ({ rate }, { number }) => cz`${number(rate, digits(rate))} req/s`,
  ),
  errors: entry<{ rate: number }>(
    ({ rate }, { number }) => `${number(rate, digits(rate))} err/s`,
    ({ rate }, { number }) => cz`${number(rate, digits(rate))} chyb/s`,
  ),
  perSecond: entry<{ rate: number }>(
    ({ rate }, { number }) => `${number(rate, digits(rate))}/s`,
    ({ rate }, { number }) => cz`${number(rate, digits(rate))}/s`,
  ),
  waiting: entry<{ count: number }>(
    ({ count }) => `${count} in line`,
    ({ count }) => cz`${count} ve frontě`,
  ),
  killedIn: entry<{ seconds: number }>(
    ({ seconds }) => `killed in ${seconds} s`,
    ({ seconds }) => cz`kill za ${seconds} s`,
  ),
  restarts: entry<{ count: number }>(
    ({ count }, { plural }) => `${count} ${plural(count, { one: 'restart', other: 'restarts' })}`,
    ({ count }, { plural }) =>
      cz`${count} ${plural(count, { one: 'restart', few: 'restarty', other: 'restartů' })}`,
  ),
  age: entry<{ age: string }>(
    ({ age }) => `age ${age}`,
    ({ age }) => cz`stáří ${age}`,
  ),
  node: entry<{ node: string }>(
    ({ node }) => `on ${node}`,
    ({ node }) => cz`na ${node}`,
  ),
  stateFor: entry<{ state: string; time: string }>(
    ({ state, time }) => `${state} for ${time}`,
    ({ state, time }) => cz`${state} už ${time}`,
  ),
  way: entry('way in', 'vstup'),
  wayIn: entry<{ ways: string }>(
    ({ ways }) => `reached through ${ways}`,
    ({ ways }) => cz`cesta dovnitř: ${ways}`,
  ),
  deployed: entry<{ name: string }>(
    ({ name }) => `${name} is deployed`,
    ({ name }) => cz`${name} je v clusteru`,
  ),
  appeared: entry<{ name: string; version: string }>(
    ({ name, version }) => `${name}: version ${version} begins to roll out`,
    ({ name, version }) => cz`${name}: začíná rollout verze ${version}`,
  ),
  rolledOut: entry<{ name: string; version: string }>(
    ({ name, version }) => `${name}: version ${version} is rolled out`,
    ({ name, version }) => cz`${name}: verze ${version} je nasazena`,
  ),
  scaled: entry<{ name: string; from: number; to: number }>(
    ({ name, from, to }) => `${name}: ${from} → ${to} replicas wanted`,
    ({ name, from, to }) => cz`${name}: má mít ${to} replik místo ${from}`,
  ),
  podCrashed: entry<{ name: string; reason: string }>(
    ({ name, reason }) => `${name} crashed: ${reason}`,
    ({ name, reason }) => cz`${name} spadl: ${reason}`,
  ),
});
