/** The journal of a talk, and the talk in progress that it records. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';

export const JOURNAL = area('journal', {
  torn: entry(
    'The last record of the journal was incomplete after a crash; the talk continues before it',
    'Poslední záznam deníku utrhl pád; pokračuje se před ním',
  ),
  damaged: entry<{ file: string; line: number }>(
    ({ file, line }) => `The journal ${file} is damaged in line ${line}`,
    ({ file, line }) => cz`Deník ${file} je na řádku ${line} poškozený`,
  ),
  resetDamaged: entry(
    'Run pycont scene reset, which archives it and starts again',
    'Spusťte pycont scene reset: odloží ho stranou a začne znovu',
  ),
  otherVersion: entry<{ file: string; version: string; line: number; known: number }>(
    ({ file, version, line, known }) =>
      `The journal ${file} was written by another pycont (version ${version} in line ${line}, this one knows ${known})`,
    ({ file, version, line, known }) =>
      cz`Deník ${file} zapsal jiný pycont (verze ${version} na řádku ${line}, tento zná ${known})`,
  ),
  useOtherPycont: entry(
    'Continue with that pycont, or run pycont scene reset to start again',
    'Pokračujte s tamtím pycontem, nebo začněte znovu příkazem pycont scene reset',
  ),

  // The talk in progress
  anotherPlayer: entry<{ pid: number }>(
    ({ pid }) => `Another player is already running this talk (process ${pid})`,
    ({ pid }) => cz`Tuto přednášku už někdo hraje (proces ${pid})`,
  ),
  useItsTerminal: entry(
    'Continue in its terminal or end it there; with another PYCONT_HOME you can play another talk at the same time',
    'Pokračujte v jeho terminálu, nebo ho tam ukončete; jinou přednášku lze vedle hrát s jiným PYCONT_HOME',
  ),
  otherTalk: entry<{ folder: string }>(
    ({ folder }) => `The talk in progress is the one in ${folder}`,
    ({ folder }) => cz`Rozehraná přednáška je ta ze složky ${folder}`,
  ),
  nameTalk: entry<{ folder: string }>(
    ({ folder }) => `Continue with --scenes ${folder}, or end it with pycont scene reset`,
    ({ folder }) => cz`Pokračujte s --scenes ${folder}, nebo ji ukončete příkazem pycont scene reset`,
  ),
  otherStage: entry<{ stage: string }>(
    ({ stage }) => `The talk in progress is played on the ${stage} stage`,
    ({ stage }) => cz`Rozehraná přednáška se hraje v prostředí ${stage}`,
  ),
  nameStage: entry<{ stage: string }>(
    ({ stage }) => `Continue with --stage ${stage}, or end it with pycont scene reset`,
    ({ stage }) => cz`Pokračujte s --stage ${stage}, nebo ji ukončete příkazem pycont scene reset`,
  ),
});
