import http from 'node:http';
import { AnswerTooLong, printable, textOf } from '../../kubernetes/index.ts';
import type { Reply } from '../../kubernetes/index.ts';
import { PROMETHEUS } from '../../messages/operator/index.ts';
import type { Text } from '../../messages/operator/index.ts';
import { BadQuery, SignalError } from './signal-error.ts';

/** Why a request to Prometheus failed, in words. */
export function failureOf(error: unknown): SignalError {
  if (error instanceof SignalError) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  // Messages of a TypeError are for programmers.
  const text = error instanceof TypeError ? PROMETHEUS.notUnderstood : textOf(error);
  const reason = error instanceof AnswerTooLong ? 'PrometheusRefuses' : 'PrometheusUnreachable';
  return new SignalError(reason, REASONS[code] ?? text, { cause: error });
}

const REASONS: Partial<Record<string, Text>> = {
  ECONNREFUSED: PROMETHEUS.nothingListens,
  ECONNRESET: PROMETHEUS.connectionLost,
  ENOTFOUND: PROMETHEUS.noHost,
  EAI_AGAIN: PROMETHEUS.notResolved,
  EHOSTUNREACH: PROMETHEUS.noRoute({ code: 'EHOSTUNREACH' }),
  ENETUNREACH: PROMETHEUS.noRoute({ code: 'ENETUNREACH' }),
  EPROTO: PROMETHEUS.noTls,
  HPE_INVALID_CONSTANT: PROMETHEUS.noHttp,
};

/**
 * The error for a status other than 200.
 * @param url whether the user gave a URL, which may contain a user and a password
 */
export function refusalOf(reply: Reply, url: boolean): SignalError | undefined {
  const { status, headers } = reply;
  if (status === 200) return undefined;
  const why = reasonIn(reply);
  if (status === 400 || status === 422) return new BadQuery(PROMETHEUS.badQuery({ status, why }));
  if (status === 401)
    return reject(url ? PROMETHEUS.unauthorizedUrl({ why }) : PROMETHEUS.unauthorized({ why }));
  if (status === 403) return reject(PROMETHEUS.forbidden({ why }));
  if (status === 404) return reject(PROMETHEUS.notFound({ why }));
  if (status === 407) return reject(PROMETHEUS.proxyUnauthorized({ why }));
  if (status === 429)
    return reject(PROMETHEUS.tooMany({ why, seconds: wholeSeconds(headers['retry-after']) }));
  if (status >= 300 && status < 400)
    return reject(PROMETHEUS.elsewhere({ status, where: headers.location && printable(headers.location) }));
  const text = PROMETHEUS.status({ status, why: why ?? http.STATUS_CODES[status] });
  return status >= 500 ? new SignalError('PrometheusUnreachable', text) : reject(text);
}

const reject = (text: Text): SignalError => new SignalError('PrometheusRefuses', text);

const wholeSeconds = (after: string | undefined): string | undefined =>
  after !== undefined && /^\d+$/.test(after) ? after : undefined;

/** The reason in an error of Prometheus, or of the API server in front of it. */
function reasonIn({ body }: Reply): string | undefined {
  try {
    const { error, message } = JSON.parse(body) as { error?: unknown; message?: unknown };
    const reason = [error, message].find((each): each is string => typeof each === 'string');
    return (reason && printable(reason)) || undefined;
  } catch {
    return undefined;
  }
}
