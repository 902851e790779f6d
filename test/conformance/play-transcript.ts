/** Plays a transcript on one side: runs its commands, compares, and rewrites it on request. */
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
 * Runs a transcript's commands on one side.
 * @returns the exchanges that differ, and all answers in the format of the transcript
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
      // Each transcript has its own current namespace.
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

/** Rewrites the exchanges that differ on one side. */
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
