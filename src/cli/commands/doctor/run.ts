import { checksFor, stageOf } from './checks.ts';
import { thisMachine } from './probe.ts';
import type { Finding } from './probe.ts';
import { DOCTOR, translator } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { padEnd, textWidth, themeFor, wrap } from '../../terminal/output/output.ts';
import type { Settings } from '../../settings.ts';

/** Exit code 1 if something would stop the talk. */
export async function runDoctor(settings: Settings, { json }: { json?: boolean }): Promise<void> {
  const { name, why, remedy } = await stageOf(settings);
  const running = Object.entries(checksFor(name, thisMachine, settings)).map(
    ([name, check]) => [name, check()] as const,
  );
  const translate = translator(settings.language);
  const findings: (Finding & { check: string })[] = [];
  const report = (check: string, finding: Finding) => {
    findings.push({ check, ...finding });
    if (!json) print(check, finding, translate);
  };
  if (why) {
    const fact = DOCTOR.stage({ stage: name, why });
    report('auto', { level: 'good', fact, ...(remedy ? { remedy } : {}) });
  }
  for (const [check, found] of running) report(check, await found);
  if (json) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  if (findings.some(({ level }) => level === 'bad')) process.exitCode = 1;
}

function print(check: string, { level, fact, remedy }: Finding, translate: Translate): void {
  const theme = themeFor(process.stdout);
  const mark = { good: theme.good('✓'), note: theme.dim('•'), bad: theme.bad('✗') }[level];
  const width = textWidth(process.stdout) - 16;
  const text = [...wrap(translate(fact), width), ...(remedy ? wrap(`→ ${translate(remedy)}`, width) : [])];
  text.forEach((line, index) => {
    process.stdout.write(`  ${index === 0 ? `${mark} ${padEnd(check, 14)}` : ' '.repeat(16)}${line}\n`);
  });
}
