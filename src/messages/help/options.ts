/** The options of all commands, and those of the talk's commands. */
import { area, entry } from '../message.ts';

export const OPTIONS = area('options', {
  // All commands
  version: entry(
    'print the version of pycont and of its platform',
    'vypsat verze pycontu a všeho, na čem běží',
  ),
  stage: entry('where commands run', 'kde běží příkazy'),
  context: entry('kube context of the cluster stage', 'kube context pro prostředí cluster'),
  confirmContext: entry(
    'use the context given with --context even if it may be in use',
    'použít context z --context, i když ho možná někdo používá',
  ),
  registry: entry(
    'bring images to the cluster through this registry, which the engine and the nodes can reach',
    'dostat image do clusteru přes tuto registry; musí ji znát engine i nody',
  ),
  scenes: entry(
    "folder of the talk (default: pycont's own)",
    'složka přednášky (výchozí: vlastní přednáška pycontu)',
  ),
  lang: entry(
    'language of the talk and of pycont (default: from the locale)',
    'jazyk přednášky i pycontu (výchozí: podle locale)',
  ),
  help: entry('print this help', 'vypsat tuto nápovědu'),
  json: entry('print JSON', 'vypsat JSON'),
  jsonLines: entry('print JSON lines', 'vypisovat řádky JSON'),

  // scene
  notes: entry("with the speaker's notes", 's poznámkami pro přednášejícího'),
  unattended: entry('play unattended', 'hrát bez obsluhy'),
  type: entry(
    'commands are typed automatically, by any keys that you press, or shown at once',
    'příkazy se píší samy, pod vašimi náhodnými údery do kláves, nebo se ukážou naráz',
  ),
  noTyping: entry('the same as --type none', 'totéž co --type none'),

  // rehearse
  oneScene: entry(
    'only this scene; the effects of the ones before it are restored',
    'jen tuto scénu; účinky předchozích se obnoví',
  ),
  ledgerJson: entry(
    'print the ledger as JSON, progress to stderr',
    'vypsat záznam zkoušky jako JSON, průběh na stderr',
  ),
  junit: entry('also write the verdicts as JUnit XML', 'zapsat výsledky také jako JUnit XML'),
  markdown: entry('also write the verdicts as Markdown', 'zapsat výsledky také jako Markdown'),
  report: entry(
    'do not play: show how long past rehearsals took',
    'nic nehrát: ukázat, kolik času zabraly dosavadní zkoušky',
  ),
  minutes: entry(
    'with --report: what to leave out for a slot of so many minutes',
    's --report: co vynechat, když je k dispozici tolik minut',
  ),
  format: entry('with --report', 's --report'),

  // stage
  lines: entry('only the last lines', 'jen poslední řádky'),
});
