import { translator } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import type { Settings } from '../../settings.ts';

/** Reports progress to standard error, one line for each message. */
export function progress({ language }: Pick<Settings, 'language'>): (line: Text) => void {
  const translate = translator(language);
  return (line) => void process.stderr.write(`  ${translate(line)}\n`);
}
