import { UserError } from '../errors/user-error.ts';
import { DURATION, VALUES } from '../messages/index.ts';
import type { Text, Translate } from '../messages/index.ts';
import { durationWithin, parseDuration } from '../notation/index.ts';
import type { Bounds } from '../notation/index.ts';
import { Option } from './help/command.ts';

/** `--flag <time>`, whose value is in milliseconds. @param standard the default value, as written by a user */
export function durationOption(
  translate: Translate,
  flag: string,
  what: Text,
  bounds: Bounds,
  standard?: string,
): Option {
  const option = new Option(`${flag} <${translate(VALUES.time)}>`, translate(what)).argParser(
    (text: string) =>
      durationWithin(text, bounds, (problem, remedy): never => {
        throw new UserError(DURATION.ofFlag({ flag, problem }), remedy, { exitCode: 2 });
      }),
  );
  return standard === undefined ? option : option.default(parseDuration(standard), standard);
}
