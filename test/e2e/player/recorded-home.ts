/** A home of its own, with a record of every command that changes the stage, beside the journal. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Sourced by each bash that runs a step: it records the exit code of the command. */
const RECORD_EXIT = `
if [ -n "$BASH_EXECUTION_STRING" ]; then
  note_end() { local code=$?; printf '%s %s\\n' "$code" "\${BASH_EXECUTION_STRING//$'\\n'/ }" >> "$RAN"; exit "$code"; }
  trap note_end EXIT
fi
`;

export interface RecordedHome {
  home: string;
  /** For a player. */
  env: Record<string, string>;
  /** The commands that ended with 0, in their order. */
  succeeded(): string[];
  remove(): void;
}

export function recordedHome(): RecordedHome {
  const root = mkdtempSync(join(tmpdir(), 'pycont-player-'));
  const home = join(root, 'home');
  const ran = join(root, 'ran');
  const bashEnv = join(root, 'note-end.sh');
  writeFileSync(ran, '');
  writeFileSync(bashEnv, RECORD_EXIT);
  return {
    home,
    env: { PYCONT_HOME: home, BASH_ENV: bashEnv, RAN: ran, KILLED_AT: join(root, 'killed-at') },
    succeeded: () =>
      readFileSync(ran, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('0 '))
        .map((line) => line.slice(2)),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
