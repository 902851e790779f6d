/** A transcript on a side: typed, compared, and rewritten if that is wanted. */
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { normalise } from './normalise.ts';
import { runCommands } from './shell-session.ts';
import type { Side } from './embedded-side.ts';
import { expectedOf, matches, parseTranscript } from './transcript.ts';

export interface Difference {
  where: string;
  command: string;
  expected: string[];
  actual: string[];
}

/**
 * Types a transcript's commands on a side.
 * @returns the exchanges that went differently, and all answers in the form of the transcript
 */
export async function playTranscript(
  file: string,
  side: Side,
): Promise<{ differences: Difference[]; answers: string[][] }> {
  const exchanges = parseTranscript(readFileSync(file, 'utf8'));
  const cwd = mkdtempSync(join(tmpdir(), 'pycont-transcript-'));
  try {
    cpSync(join(import.meta.dirname, 'manifests'), cwd, { recursive: true });
    const env = { ...side.env };
    if (env.KUBECONFIG) {
      // Each transcript has its own namespace as the current one.
      copyFileSync(env.KUBECONFIG, join(cwd, '.kubeconfig'));
      env.KUBECONFIG = join(cwd, '.kubeconfig');
    }
    const commands = exchanges.map(({ command }) => command);
    const said = await runCommands(commands, { env, cwd, timeout: side.patience });
    const answers = said.map(({ lines, exitCode }) => [
      ...normalise(lines, [...side.names, [new RegExp(cwd, 'g'), 'CWD']]),
      ...(exitCode === 0 ? [] : [`[${exitCode}]`]),
    ]);
    const differences = exchanges.flatMap((exchange, index) => {
      const expected = expectedOf(side.name, exchange);
      const actual = answers[index] ?? [];
      if (matches(actual, expected)) return [];
      return [{ where: `${file}:${exchange.line}`, command: exchange.command, expected, actual }];
    });
    return { differences, answers };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** Rewrites the exchanges of a transcript that a side does not agree with. */
export function record(file: string, differences: Difference[]): void {
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const { where, actual } of differences.toReversed()) {
    let start = Number(where.slice(where.lastIndexOf(':') + 1));
    while (/^ {2}>( |$)/.test(lines[start] ?? '')) start++;
    let end = start;
    while (/^ {2}(?!\$ )/.test(lines[end] ?? '')) end++;
    lines.splice(start, end - start, ...actual.map((line) => `  ${line}`));
  }
  writeFileSync(file, lines.join('\n'));
}
