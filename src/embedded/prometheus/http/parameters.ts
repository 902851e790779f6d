/** Parameters of an API request, from the query string or a form. */
import type { IncomingMessage } from 'node:http';
import { parsePrometheusDuration } from '../../../notation/index.ts';
import { badData } from '../promql/errors.ts';

const MAX_FORM = 1024 * 1024;

export async function readParameters(request: IncomingMessage, url: URL): Promise<URLSearchParams> {
  const all = new URLSearchParams(url.search);
  if (request.method !== 'POST') return all;
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_FORM) throw badData('the form is too large');
  }
  for (const [name, value] of new URLSearchParams(text)) all.append(name, value);
  return all;
}

/** @returns milliseconds */
export function timeParameter(parameters: URLSearchParams, name: string, otherwise?: number): number {
  const text = parameters.get(name);
  if ((text === null || text === '') && otherwise !== undefined) return otherwise;
  const seconds = Number(text);
  if (text && Number.isFinite(seconds)) return Math.round(seconds * 1000);
  const date = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text ?? '')
    ? Date.parse(text as string)
    : NaN;
  if (Number.isNaN(date))
    throw badData(
      `invalid parameter ${JSON.stringify(name)}: cannot parse ${JSON.stringify(text ?? '')} to a valid timestamp`,
    );
  return date;
}

/** @returns milliseconds */
export function durationParameter(parameters: URLSearchParams, name: string): number {
  const text = parameters.get(name) ?? '';
  const seconds = text === '' ? NaN : Number(text);
  const value = Number.isFinite(seconds) ? Math.round(seconds * 1000) : parsePrometheusDuration(text);
  if (value === undefined)
    throw badData(
      `invalid parameter ${JSON.stringify(name)}: cannot parse ${JSON.stringify(text)} to a valid duration`,
    );
  return value;
}
