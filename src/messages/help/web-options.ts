/** The options of the commands that serve a page. */
import { area, entry } from '../message.ts';

export const WEB_OPTIONS = area('webOptions', {
  port: entry(
    'port on this machine; 0 takes any that is free',
    'port na tomto počítači; 0 vezme kterýkoli volný',
  ),
  open: entry('open it in the browser', 'otevřít to v prohlížeči'),
  json: entry('print the URL as JSON', 'vypsat URL jako JSON'),

  // dashboard
  prometheus: entry(
    'ask this Prometheus (default: the one in the namespace, once it runs)',
    'ptát se tohoto Promethea (výchozí: ten v namespace, až poběží)',
  ),
  namespace: entry('the namespace to show', 'namespace, který ukázat'),

  // notes
  web: entry(
    'as a page on this machine, for a second screen or window',
    'jako stránka na tomto počítači, pro druhou obrazovku či okno',
  ),
});
