import { checksFor, stageOf } from './checks.ts';
import { thisMachine } from './probe.ts';
import type { Finding } from './probe.ts';
import { tellIn } from '../../language/sentences.ts';
import type { Tell } from '../../language/tell.ts';
import { padEnd, textWidth, themeFor, wrap } from '../../terminal/output/output.ts';
import type { Settings } from '../../settings.ts';

/** Exit code 1 when something would stop the talk. */
export async function runDoctor(settings: Settings, { json }: { json?: boolean }): Promise<void> {
  const { name, why, mend } = await stageOf(settings);
  const looking = Object.entries(checksFor(name, thisMachine, settings)).map(
    ([check, look]) => [check, look()] as const,
  );
  const told = tellIn(settings.language);
  const findings: (Finding & { check: string })[] = [];
  const tell = (check: string, finding: Finding) => {
    findings.push({ check, ...finding });
    if (!json) print(check, finding, told);
  };
  if (why)
    tell('auto', { level: 'good', fact: `the ${name} stage, because ${why}`, ...(mend ? { mend } : {}) });
  for (const [check, found] of looking) tell(check, await found);
  if (json) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  if (findings.some(({ level }) => level === 'bad')) process.exitCode = 1;
}

function print(check: string, { level, fact, mend }: Finding, tell: Tell): void {
  const theme = themeFor(process.stdout);
  const mark = { good: theme.good('✓'), note: theme.dim('•'), bad: theme.bad('✗') }[level];
  const width = textWidth(process.stdout) - 16;
  const text = [...wrap(tell(fact), width), ...(mend ? wrap(`→ ${tell(mend)}`, width) : [])];
  text.forEach((line, index) => {
    process.stdout.write(`  ${index === 0 ? `${mark} ${padEnd(check, 14)}` : ' '.repeat(16)}${line}\n`);
  });
}
