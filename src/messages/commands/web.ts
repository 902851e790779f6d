/** Messages of the commands that serve a page: `pycont dashboard`, `pycont notes --web`. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const WEB = area('web', {
  dashboard: entry<{ url: string; namespace: string; context: string | undefined }>(
    ({ url, namespace, context }) =>
      `The dashboard is at ${url} (${context ? `kube context ${context}, ` : ''}namespace ${namespace}).`,
    ({ url, namespace, context }) =>
      cz`Dashboard je na ${url} (${context ? `kube context ${context}, ` : ''}namespace ${namespace}).`,
  ),
  notes: entry<{ url: string }>(
    ({ url }) => `The speaker's notes are at ${url}`,
    ({ url }) => cz`Poznámky přednášejícího jsou na ${url}`,
  ),
  lost: entry(
    'pycont notes has ended, or does not answer. This is what was last known.',
    'pycont notes skončilo, nebo neodpovídá. Toto je poslední známý stav.',
  ),
  untilInterrupted: entry('Ctrl-C ends it.', 'Ukončí to Ctrl-C.'),
  notOpened: entry<{ program: string; url: string }>(
    ({ program, url }) => `${program} could not open a browser: open ${url} yourself.`,
    ({ program, url }) => cz`${program} prohlížeč neotevřel: otevřete ${url} sami.`,
  ),
  portTaken: entry<{ port: number; holder: Text }>(
    ({ port, holder }) => `Port ${port} of 127.0.0.1 is taken: ${holder} has it.`,
    ({ port, holder }) => cz`Port ${port} na 127.0.0.1 je obsazený: má ho ${holder}.`,
  ),
  portRefused: entry<{ port: number; why: string }>(
    ({ port, why }) => `Port ${port} of 127.0.0.1 cannot be used: ${why}.`,
    ({ port, why }) => cz`Port ${port} na 127.0.0.1 nejde použít: ${why}.`,
  ),
  takeAnother: entry<{ port: number }>(
    ({ port }) => `Choose another port: --port ${port}`,
    ({ port }) => cz`Zvolte jiný port: --port ${port}`,
  ),
});
