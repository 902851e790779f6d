import { Option } from '../help/command.ts';
import { WEB_OPTIONS } from '../../messages/index.ts';
import type { Translate } from '../../messages/index.ts';
import { wholeNumber } from '../whole-number.ts';

/** `--port <n>`. @param usual the same for every run: a page that is open finds the next one by itself */
export function portOption(translate: Translate, usual: number): Option {
  return new Option('--port <n>', translate(WEB_OPTIONS.port))
    .argParser(wholeNumber(0, 65_535))
    .default(usual);
}
