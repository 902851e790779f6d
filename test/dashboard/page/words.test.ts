import { expect, test } from 'vitest';
import { newsOf } from '../../../src/dashboard/page/announce/news.ts';
import { nextOf, restOf, slotsOf, whyOf } from '../../../src/dashboard/page/mind/outlook.ts';
import { factsOf, graceLeft, humps, suffixOf } from '../../../src/dashboard/page/stage/pod-text.ts';
import { age, clock, secondsUntil } from '../../../src/dashboard/page/time.ts';
import { languageOf } from '../../../src/dashboard/page/words.ts';
import { POD_WORDS, translator } from '../../../src/messages/dashboard/index.ts';
import type { Pod, PodState, Scaler } from '../../../src/dashboard/view/view.ts';
import { deployed, emptyView, NOW, scaler, together } from './fixture/views.ts';

const [english, czech] = [translator('en'), translator('cs')];
const podOf = (state: PodState, rest: Partial<Pod> = {}): Pod =>
  Object.values(deployed({ name: 'kad', sets: [['0.4', [state]]], pod: rest }).pods)[0]!;
const kad = scaler().scalers!.kad!;
const decided = (changes: Partial<NonNullable<Scaler['decided']>>) => ({ ...kad.decided!, ...changes });

test.each([
  [0, '0 s'],
  [59_999, '59 s'],
  [61_000, '1 min'],
  [3_600_000, '1 h'],
  [200_000_000, '2 d'],
  [-5, '0 s'],
])('%i ms are %s', (ms, text) => expect(age(ms)).toBe(text.replace(' ', '\u{A0}')));

test('seconds until then, and a time of the day', () => {
  expect([secondsUntil(2_400, 1_000), secondsUntil(1_000, 2_400)]).toEqual([2, 0]);
  expect(clock(new Date(2026, 4, 21, 9, 5, 7).getTime())).toBe('09:05:07');
});

test('the language of the address, else that of the document', () => {
  expect(['?lang=cs', '?lang=de', ''].map((search) => languageOf(search, 'en'))).toEqual(['cs', 'en', 'en']);
  expect(['?lang=en', '?lang=de', ''].map((search) => languageOf(search, 'cs'))).toEqual(['en', 'cs', 'cs']);
});

test('a pod is named by what differs, and a long word may be broken at its humps', () => {
  expect(suffixOf(podOf('ready'))).toBe('x2x7q');
  expect(suffixOf({ name: 'redis-0', set: 'redis' } as Pod)).toBe('0');
  expect(suffixOf({ name: 'debug' } as Pod)).toBe('debug');
  expect(humps('CrashLoopBackOff')).toEqual(['Crash', 'Loop', 'Back', 'Off']);
  expect(humps('OOMKilled')).toEqual(['OOMKilled']);
});

test('the time until a pod is killed, as seconds and as a share of what it was given', () => {
  expect(graceLeft(podOf('terminating'), NOW)).toEqual({ seconds: 24, share: 0.8 });
  expect(graceLeft(podOf('terminating'), NOW + 60_000)).toEqual({ seconds: 0, share: 0 });
  expect(graceLeft(podOf('ready'), NOW)).toBeUndefined();
});

test('all that is known of a pod', () => {
  const traffic = { rate: 12.44, errors: 0.5, waiting: 3 };
  expect(factsOf(podOf('ready', { restarts: 1 }), traffic, NOW, english)).toEqual([
    'ready for 6\u{A0}s',
    '12 req/s',
    '0.5 err/s',
    '3 in line',
    '1 restart',
    'age 4\u{A0}min',
    'on pycont-control-plane',
  ]);
  expect(factsOf(podOf('backoff'), undefined, NOW, czech)[1]).toBe('CrashLoopBackOff');
});

test('a rate has a digit after the point where it is small', () => {
  const rates = [0, 0.04, 6, 12.4].map((rate) => english(POD_WORDS.rate({ rate })));
  expect(rates).toEqual(['0 req/s', '0.0 req/s', '6.0 req/s', '12 req/s']);
});

test('why, in English in the words of the operator, in Czech by its reason', () => {
  const of = (changes: Partial<NonNullable<Scaler['decided']>>) =>
    [english, czech].map((say) => whyOf(decided(changes), say));
  expect(of({})).toEqual(['objective missed, one more', 'cíl uniká, o\u{A0}jednu víc']);
  expect(of({ replicas: 3, desired: 3, reason: 'Stabilizing', message: 'calm for 12 of 30 s' })).toEqual([
    'calm for 12 of 30 s',
    'klid, ale ne dost dlouho',
  ]);
  expect(of({ reason: 'SomethingNew', message: 'as never before' })).toEqual([
    'as never before',
    'as never before',
  ]);
});

test('what comes next, within the bounds', () => {
  const next = (changes: Partial<Scaler>) => nextOf({ ...kad, ...changes }).map(english);
  expect(next({ decided: decided({ desired: 4 }) })).toEqual([
    'below 90 %: up to 5',
    'calm for a while: down to 3',
  ]);
  expect(next({ decided: decided({ desired: 5 }) })).toEqual([
    '5 is the most that it may have',
    'calm for a while: down to 4',
  ]);
  expect(next({ decided: decided({ desired: 1 }) })).toEqual(['below 90 %: up to 2']);
  expect(next({ paused: true })).toEqual([]);
  const { decided: _, ...undecided } = kad;
  expect(nextOf(undecided)).toEqual([]);
});

test('how long it rests, and a place for each replica that it may have', () => {
  expect([restOf(kad, NOW), restOf(kad, NOW + 60_000)]).toEqual([21, 0]);
  expect(slotsOf(kad)).toEqual(['there', 'there', 'there', 'coming', 'free']);
  expect(slotsOf({ ...kad, decided: decided({ replicas: 6, desired: 2 }) })).toEqual([
    'there',
    'there',
    'going',
    'going',
    'going',
    'going',
  ]);
});

test('news are few: scales, rollouts, crashes, and what does not answer any more', () => {
  const view = (states: PodState[], version = '0.4') =>
    emptyView(deployed({ name: 'kad', sets: [[version, states]] }));
  const news = (before: ReturnType<typeof view>, after: ReturnType<typeof view>) =>
    newsOf(before, after).map(english);
  expect(news(view(['ready']), view(['ready']))).toEqual([]);
  expect(news(emptyView(), view(['ready']))).toEqual(['kad is deployed']);
  expect(news(view(['ready']), view(['ready', 'pending']))).toEqual(['kad: 1 → 2 replicas wanted']);
  expect(news(view(['ready']), view(['crashed']))).toEqual(['kad-6d4f9c7b58-x2x7q crashed: exit code 1']);
  const rolling = emptyView(
    deployed({
      name: 'kad',
      sets: [
        ['0.3', ['ready']],
        ['0.4', ['starting']],
      ],
      wanted: 2,
    }),
  );
  expect(news(view(['ready', 'ready'], '0.3'), rolling)).toEqual(['kad: version 0.4 begins to roll out']);
  expect(news(rolling, view(['ready', 'ready']))).toEqual(['kad: version 0.4 is rolled out']);
  const away = emptyView(together({ cluster: { state: 'away', since: NOW } }));
  expect(news(emptyView(), away)).toEqual(['The cluster does not answer']);
});
