/** Parts of the help of every command: headings, names of values, additions in parentheses. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';

export const HELP = area('help', {
  usage: entry('Usage:', 'Použití:'),
  arguments: entry('Arguments:', 'Argumenty:'),
  options: entry('Options:', 'Volby:'),
  globalOptions: entry('Global Options:', 'Společné volby:'),
  commands: entry('Commands:', 'Příkazy:'),
  examples: entry('Examples:', 'Příklady:'),

  // Added to a description, in parentheses
  choices: entry<{ choices: string }>(
    ({ choices }) => `choices: ${choices}`,
    ({ choices }) => cz`možnosti: ${choices}`,
  ),
  default: entry<{ value: string }>(
    ({ value }) => `default: ${value}`,
    ({ value }) => cz`výchozí: ${value}`,
  ),
  env: entry<{ variable: string }>(
    ({ variable }) => `env: ${variable}`,
    ({ variable }) => cz`proměnná: ${variable}`,
  ),
});

/** The names in `--option <name>`, `<argument>` and `[argument]`: words without spaces. */
export const VALUES = area('values', {
  address: entry('address', 'adresa'),
  command: entry('command', 'příkaz'),
  conditions: entry('conditions', 'podmínky'),
  count: entry('count', 'počet'),
  dir: entry('dir', 'složka'),
  file: entry('file', 'soubor'),
  format: entry('format', 'formát'),
  hostPort: entry('host:port', 'adresa:port'),
  how: entry('how', 'jak'),
  labels: entry('labels', 'štítky'),
  language: entry('language', 'jazyk'),
  name: entry('name', 'název'),
  options: entry('options', 'volby'),
  path: entry('path', 'cesta'),
  replicas: entry('replicas', 'repliky'),
  share: entry('share', 'podíl'),
  stage: entry('stage', 'prostředí'),
  time: entry('time', 'čas'),
});
