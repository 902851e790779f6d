/** Why Prometheus gives no usable answer. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';

/** The reason given by Prometheus, or by a proxy in front of it. */
interface Reason {
  why: string | undefined;
}

const given = (why: string | undefined): string => (why ? `: ${why}` : '');

export const PROMETHEUS = area('prometheus', {
  // What it answers
  status: entry<Reason & { status: number }>(
    ({ status, why }) => `Prometheus answers ${status}${given(why)}`,
    ({ status, why }) => cz`Prometheus vrací ${status}${given(why)}`,
  ),
  badQuery: entry<Reason & { status: number }>(
    ({ status, why }) => `Prometheus answers ${status}: ${why ?? 'no reason given'}`,
    ({ status, why }) => cz`Prometheus vrací ${status}: ${why ?? 'důvod neuvádí'}`,
  ),
  unauthorized: entry<Reason>(
    ({ why }) => `it requires a login (401)${given(why)}`,
    ({ why }) => cz`vyžaduje přihlášení (401)${given(why)}`,
  ),
  unauthorizedUrl: entry<Reason>(
    ({ why }) => `it requires a login (401)${given(why)}; put it in the URL: https://user:password@host`,
    ({ why }) => cz`vyžaduje přihlášení (401)${given(why)}; lze ho uvést v URL: https://user:password@host`,
  ),
  forbidden: entry<Reason>(
    ({ why }) => `it does not allow the query (403)${given(why)}`,
    ({ why }) => cz`nedovoluje dotaz (403)${given(why)}`,
  ),
  notFound: entry<Reason>(
    ({ why }) => `there is no /api/v1/query (404)${given(why)}; is that the address of a Prometheus?`,
    ({ why }) => cz`není tam /api/v1/query (404)${given(why)}; je to adresa Promethea?`,
  ),
  proxyUnauthorized: entry<Reason>(
    ({ why }) => `a proxy requires a login (407)${given(why)}`,
    ({ why }) => cz`proxy vyžaduje přihlášení (407)${given(why)}`,
  ),
  tooMany: entry<Reason & { seconds: string | undefined }>(
    ({ why, seconds }) => `too many requests (429)${given(why)}${seconds ? `; again in ${seconds} s` : ''}`,
    ({ why, seconds }) =>
      cz`je dotazován příliš často (429)${given(why)}${seconds ? cz`; znovu za ${seconds} s` : ''}`,
  ),
  elsewhere: entry<{ status: number; where: string | undefined }>(
    ({ status, where }) => `it redirects (${status}) to ${where ?? 'an unknown address'}; give that address`,
    ({ status, where }) => cz`posílá nás jinam (${status}): ${where ?? 'neříká kam'}; zadejte tuto adresu`,
  ),

  // No answer
  nothingListens: entry('nothing listens there (ECONNREFUSED)', 'nic tam neposlouchá (ECONNREFUSED)'),
  connectionLost: entry('the connection was reset (ECONNRESET)', 'spojení se přerušilo (ECONNRESET)'),
  noHost: entry('there is no host of this name (ENOTFOUND)', 'počítač toho jména není (ENOTFOUND)'),
  notResolved: entry(
    'the name of the host cannot be resolved now (EAI_AGAIN)',
    'jméno počítače teď nelze přeložit (EAI_AGAIN)',
  ),
  noRoute: entry<{ code: string }>(
    ({ code }) => `there is no route to the host (${code})`,
    ({ code }) => cz`k počítači nevede cesta (${code})`,
  ),
  noTls: entry(
    'it does not speak TLS (EPROTO): is it http:// instead of https://?',
    'nemluví TLS (EPROTO): není to http:// místo https://?',
  ),
  noHttp: entry(
    'it does not answer in HTTP: is it https:// instead of http://?',
    'neodpovídá přes HTTP: není to https:// místo http://?',
  ),
  notUnderstood: entry('the address or the answer is not valid', 'adresa nebo odpověď není platná'),

  // The answer cannot be used
  webPage: entry(
    'the answer is a web page, not from Prometheus: is there a login page in front of it?',
    'odpověď je webová stránka, ne od Promethea: není před ním přihlášení?',
  ),
  notJson: entry('the answer is not JSON', 'odpověď není JSON'),
  notPrometheus: entry('the answer is not from Prometheus', 'odpověď není od Promethea'),
  notAVector: entry<{ kind: string | undefined }>(
    ({ kind }) => `the answer is a ${kind ?? 'nothing'}, not a vector`,
    ({ kind }) => cz`odpověď je ${kind ?? 'prázdná'}, ne vektor`,
  ),
  noSeries: entry('the answer has no list of series', 'odpověď nemá seznam řad'),
  noTime: entry('the answer has values without a time', 'odpověď má hodnoty bez času'),
  noLabels: entry('the answer has a series without labels', 'odpověď má řadu bez labelů'),
});
