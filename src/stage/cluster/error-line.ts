import { withoutPassword } from '../../kubernetes/index.ts';

/** Warnings that docker and kubectl print before the error. */
const PREAMBLE = /^(warning|deprecated|[WE]\d{4} )/i;
/** Errors about a server that is not there, or not ready. */
const SILENT =
  /\bdial |refused|no answer|timeout|timed out|deadline|no route|unreachable|no such host|reset by peer|InternalError|ServiceUnavailable/i;

/** The line of stderr that says why a program failed; undefined if there is none. */
export function errorLineIn(stderr: string): string | undefined {
  const line = stderr.split('\n').find((each) => each.trim() && !PREAMBLE.test(each));
  return line && withoutPassword(line.trim().replace(/^error: /i, ''));
}

/** Whether the cluster is not there, or too slow. */
export const isSilence = (errorLine: string | undefined): boolean =>
  errorLine !== undefined && SILENT.test(errorLine);

/** Whether the cluster answers, but rejects requests: a certificate, a credential, a wrong address. */
export const isRefusal = (errorLine: string | undefined): errorLine is string =>
  errorLine !== undefined && !SILENT.test(errorLine);
