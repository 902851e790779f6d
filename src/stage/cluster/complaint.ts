import { withoutPassword } from '../../kubernetes/index.ts';

/** What docker and kubectl write before they come to the point. */
const PREAMBLE = /^(warning|deprecated|[WE]\d{4} )/i;
/** What they say of a server that is not there, or not yet. */
const SILENT =
  /\bdial |refused|no answer|timeout|timed out|deadline|no route|unreachable|no such host|reset by peer|InternalError|ServiceUnavailable/i;

/** Why a program failed, in one line; undefined when it did not say. */
export function complaintIn(stderr: string): string | undefined {
  const said = stderr.split('\n').find((line) => line.trim() && !PREAMBLE.test(line));
  return said && withoutPassword(said.trim().replace(/^error: /i, ''));
}

/** A cluster that is not there, or too slow. */
export const isSilence = (complaint: string | undefined): boolean =>
  complaint !== undefined && SILENT.test(complaint);

/** A cluster that answers, but does not let itself be asked: a certificate, a credential, a wrong address. */
export const isRefusal = (complaint: string | undefined): complaint is string =>
  complaint !== undefined && !SILENT.test(complaint);
