/** Runs a transcript's commands in one shell, so that variables, functions and background jobs are kept. */
import { execa } from 'execa';
import { randomUUID } from 'node:crypto';

const PRELUDE = `
exec 2>&1
# wait_for PATTERN COMMAND...: until the command says it
wait_for() {
  local pattern=$1 deadline=$((SECONDS + 60)); shift
  until "$@" 2>&1 | grep -Eq -- "$pattern"; do
    if ((SECONDS > deadline)); then echo "never said: $pattern"; "$@"; return 1; fi
    sleep 0.2
  done
}
`;

export interface Said {
  lines: string[];
  exitCode: number;
}

/**
 * @returns the output of each command, including errors, and its exit code
 * @param timeout milliseconds for all commands together
 */
export async function runCommands(
  commands: string[],
  { env, cwd, timeout }: { env: Record<string, string>; cwd: string; timeout: number },
): Promise<Said[]> {
  const mark = `mark-${randomUUID()}`;
  const script = commands.map((command) => `${command}\nprintf '\\n${mark} %d\\n' $?`).join('\n');
  const { stdout } = await execa('bash', ['-c', `${PRELUDE}${script}`], {
    env,
    cwd,
    reject: false,
    stdin: 'ignore',
    timeout,
    stripFinalNewline: false,
  });
  const parts = stdout.split(new RegExp(`\\n${mark} (\\d+)\\n`));
  return commands.map((command, index) => {
    const [text, exitCode] = parts.slice(index * 2);
    if (text === undefined || exitCode === undefined)
      throw new Error(`the shell ended at: ${command}\n${text ?? ''}`);
    return {
      lines: text
        .replace(/\n$/, '')
        .split('\n')
        .filter((line, _, all) => all.length > 1 || line !== ''),
      exitCode: Number(exitCode),
    };
  });
}
