import type { Text } from '../../../messages/index.ts';
import { tellIn } from '../../language/sentences.ts';
import type { Settings } from '../../settings.ts';

/** Tells what takes time, a line each, to standard error. */
export function progress({ language }: Pick<Settings, 'language'>): (line: Text) => void {
  const tell = tellIn(language);
  return (line) => void process.stderr.write(`  ${tell(line)}\n`);
}
