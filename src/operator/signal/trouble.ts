import http from 'node:http';
import { messageOf } from '../../kubernetes/index.ts';
import type { Reply } from '../../kubernetes/index.ts';
import { BadQuery, SignalError } from './signal-error.ts';

/** Why a request to Prometheus did not lead to an answer, in words. */
export function failureOf(error: unknown): SignalError {
  if (error instanceof SignalError) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  // Texts of the language are for its programmers.
  const message =
    error instanceof TypeError ? 'the address or the answer cannot be understood' : messageOf(error);
  // Somebody is there, and says more than can be read.
  const reason = message.startsWith('the answer is longer') ? 'PrometheusRefuses' : 'PrometheusUnreachable';
  return new SignalError(reason, REASONS[code] ?? message, { cause: error });
}

const REASONS: Partial<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (ECONNREFUSED)',
  ECONNRESET: 'the connection was cut off (ECONNRESET)',
  ENOTFOUND: 'there is no host of this name (ENOTFOUND)',
  EAI_AGAIN: 'the name of the host cannot be resolved now (EAI_AGAIN)',
  EHOSTUNREACH: 'there is no way to the host (EHOSTUNREACH)',
  ENETUNREACH: 'there is no way to the host (ENETUNREACH)',
  EPROTO: 'it does not speak TLS (EPROTO): is it http:// instead of https://?',
  HPE_INVALID_CONSTANT: 'it does not answer in HTTP: is it https:// instead of http://?',
};

/**
 * What a status other than 200 means; undefined where it is 200.
 * @param url the user gave one, which may hold a user and a password
 */
export function refusalOf(reply: Reply, url: boolean): SignalError | undefined {
  const { status, headers } = reply;
  if (status === 200) return undefined;
  const said = saidIn(reply);
  const why = said === undefined ? '' : `: ${said}`;
  if (status === 400 || status === 422)
    return new BadQuery(`Prometheus answers ${status}${why || ': no reason given'}`);
  if (status === 401)
    return reject(
      `it asks who we are (401)${why}${url ? '; a URL may say it: https://user:password@host' : ''}`,
    );
  if (status === 403) return reject(`it does not allow us to ask (403)${why}`);
  if (status === 404)
    return reject(`there is no /api/v1/query (404)${why}; is that the address of a Prometheus?`);
  if (status === 407) return reject(`a proxy asks who we are (407)${why}`);
  if (status === 429) return reject(`it is asked too often (429)${why}${later(headers['retry-after'])}`);
  if (status >= 300 && status < 400)
    return reject(
      `it sends us elsewhere (${status}): ${headers.location ?? 'it does not say where'}; give that address`,
    );
  const meaning = http.STATUS_CODES[status];
  const message = `Prometheus answers ${status}${why || (meaning === undefined ? '' : `: ${meaning}`)}`;
  return status >= 500 ? new SignalError('PrometheusUnreachable', message) : reject(message);
}

const reject = (message: string): SignalError => new SignalError('PrometheusRefuses', message);

const later = (after: string | undefined): string =>
  after === undefined || !/^\d+$/.test(after) ? '' : `; again in ${after} s`;

/** The reason in an error of Prometheus, or of the API server in front of it. */
function saidIn({ body }: Reply): string | undefined {
  try {
    const { error, message } = JSON.parse(body) as { error?: unknown; message?: unknown };
    return [error, message].find((each): each is string => typeof each === 'string');
  } catch {
    return undefined;
  }
}
