/** A copy of the sources that a test may break, and what lint says of it. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { packageRoot } from '../../src/system/package-root.ts';

export interface Complaint {
  /** Relative to the copy. */
  file: string;
  /** As in `layout(imports)`. */
  rule: string;
  message: string;
}

interface Diagnostic {
  filename: string;
  code: string;
  message: string;
}

export function copySources() {
  const root = packageRoot();
  const copy = mkdtempSync(join(tmpdir(), 'pycont-layout-'));
  const own = (file: string) => !file.split(sep).includes('node_modules');
  for (const part of ['src', 'scripts', '.oxlintrc.json', 'package.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true, filter: own });
  return {
    folder: copy,
    write(file: string, text: string): void {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      writeFileSync(join(copy, file), text);
    },
    lint: () => lint(root, copy),
  };
}

async function lint(root: string, copy: string): Promise<Complaint[]> {
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const output = await new Promise<string>((resolve, reject) => {
    const args = [oxlint, '--deny-warnings', '--format=json', 'src'];
    execFile(process.execPath, args, { cwd: copy, maxBuffer: 64 * 1024 * 1024 }, (error, stdout) => {
      if (stdout === '') reject(error ?? new Error('lint said nothing'));
      else resolve(stdout);
    });
  });
  const { diagnostics } = JSON.parse(output) as { diagnostics: Diagnostic[] };
  return diagnostics.map(({ filename, code, message }) => ({
    file: (filename.startsWith('/') ? relative(copy, filename) : filename).split(sep).join('/'),
    rule: code,
    message,
  }));
}
