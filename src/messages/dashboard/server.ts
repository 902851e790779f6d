/** What the dashboard's server says: in its log, and to a browser that it refuses. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const DASHBOARD_SERVER = area('dashboard-server', {
  listening: entry<{ url: string }>(
    ({ url }) => `the dashboard is at ${url}`,
    ({ url }) => cz`dashboard je na ${url}`,
  ),
  stopping: entry('stopping', 'končím'),
  noPort: entry<{ why: Text }>(
    ({ why }) => `the dashboard cannot listen: ${why}`,
    ({ why }) => cz`dashboard nemůže naslouchat: ${why}`,
  ),
  notAUrl: entry<{ text: string }>(
    ({ text }) => `not a valid URL of a Prometheus: ${text}`,
    ({ text }) => cz`neplatná adresa Promethea: ${text}`,
  ),

  noCluster: entry('the cluster cannot be reached', 'cluster není dostupný'),

  // What Prometheus answers
  notPrometheus: entry('the answer is not one of a Prometheus', 'odpověď není z Promethea'),
  status: entry<{ status: number; why: string | undefined }>(
    ({ status, why }) =>
      why === undefined ? `Prometheus answers ${status}` : `Prometheus answers ${status}: ${why}`,
    ({ status, why }) =>
      why === undefined ? cz`Prometheus odpovídá ${status}` : cz`Prometheus odpovídá ${status}: ${why}`,
  ),

  // To a browser
  foreignHost: entry<{ host: string }>(
    ({ host }) =>
      `This server does not answer under the name ${host}: a page of somebody else could use that to read it.\nOpen it by its own address.`,
    ({ host }) =>
      cz`Tento server pod jménem ${host} neodpovídá: mohla by ho tak číst cizí stránka.\nOtevřete ho jeho vlastní adresou.`,
  ),
  foreignOrigin: entry<{ origin: string }>(
    ({ origin }) => `This server does not answer a page of somebody else (${origin}).`,
    ({ origin }) => cz`Tento server cizí stránce neodpovídá (${origin}).`,
  ),
  onlyRead: entry('This page can only be read: GET and HEAD.', 'Tuto stránku lze jen číst: GET a HEAD.'),
  notFound: entry('There is no such page.', 'Taková stránka tu není.'),
  tooMany: entry(
    'Too many browsers watch this page already. Close one and try again.',
    'Tuto stránku už sleduje příliš mnoho prohlížečů. Jeden zavřete a zkuste to znovu.',
  ),
  failed: entry('The server could not answer.', 'Server nedokázal odpovědět.'),
});
