/** What an operator thinks, on the dashboard's page. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';

export const MIND = area('dashboard-mind', {
  title: entry("The operator's mind", 'Co si operátor myslí'),
  nobody: entry('No operator is at work.', 'Žádný operátor tu není.'),
  nobodyWhy: entry('Somebody has to stay awake.', 'Někdo musí zůstat vzhůru.'),
  gone: entry('not seen at work any more', 'už není vidět při práci'),
  paused: entry('paused', 'pozastaven'),
  undecided: entry('It has not decided anything yet.', 'Zatím se nerozhodl.'),
  stays: entry('no change', 'beze změny'),
  replicas: entry<{ replicas: number; desired: number; min: number; max: number }>(
    ({ replicas, desired, min, max }) =>
      `${replicas} replicas, ${desired} wanted, between ${min} and ${max} allowed`,
    ({ replicas, desired, min, max }) =>
      cz`replik ${replicas}, má jich být ${desired}, dovoleno ${min} až ${max}`,
  ),
  rests: entry<{ seconds: number }>(
    ({ seconds }) => `rests for ${seconds} s more`,
    ({ seconds }) => cz`oddechuje ještě ${seconds} s`,
  ),
  mayStep: entry('may act at once', 'může hned zasáhnout'),
  next: entry('next', 'co dál'),
  wouldGrow: entry<{ objective: number; to: number }>(
    ({ objective, to }, { share }) => `below ${share(objective)}: up to ${to}`,
    ({ objective, to }, { share }) => cz`pod ${share(objective)}: přidat na ${to}`,
  ),
  wouldShrink: entry<{ to: number }>(
    ({ to }) => `calm for a while: down to ${to}`,
    ({ to }) => cz`delší klid: ubrat na ${to}`,
  ),
  atMost: entry<{ max: number }>(
    ({ max }) => `${max} is the most that it may have`,
    ({ max }) => cz`víc než ${max} nesmí`,
  ),
});
