import { translator } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import type { Settings } from '../../settings.ts';

/** Reports what takes time, a line each, to standard error. */
export function progress({ language }: Pick<Settings, 'language'>): (line: Text) => void {
  const translate = translator(language);
  return (line) => void process.stderr.write(`  ${translate(line)}\n`);
}
