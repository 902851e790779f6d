import { themeFor, padEnd, wrap, textWidth } from './output.ts';
import type { Settings } from './settings.ts';
import { checks, type Finding } from './doctor-checks.ts';

/** Exit code 1 when something would stop the talk. */
export async function runDoctor(settings: Settings, { json }: { json?: boolean }): Promise<void> {
  const findings: (Finding & { check: string })[] = [];
  const theme = themeFor(process.stdout);
  for (const [check, look] of Object.entries(checks)) {
    const finding = await look(settings);
    findings.push({ check, ...finding });
    if (json) continue;
    const mark = { good: theme.good('✓'), note: theme.dim('•'), bad: theme.bad('✗') }[finding.level];
    const width = textWidth(process.stdout) - 16;
    const text = [...wrap(finding.fact, width), ...(finding.mend ? wrap(`→ ${finding.mend}`, width) : [])];
    text.forEach((line, index) => {
      process.stdout.write(`  ${index === 0 ? `${mark} ${padEnd(check, 14)}` : ' '.repeat(16)}${line}\n`);
    });
  }
  if (json) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  if (findings.some(({ level }) => level === 'bad')) process.exitCode = 1;
}
