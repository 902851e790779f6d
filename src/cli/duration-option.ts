import { Option } from 'commander';
import { UserError } from '../errors/user-error.ts';
import { DURATION } from '../messages/index.ts';
import { durationWithin, parseDuration } from '../notation/index.ts';
import type { Bounds } from '../notation/index.ts';

/** `--flag <time>`, whose value is in milliseconds. @param standard its value when it is not given, as one writes it */
export function durationOption(flag: string, what: string, bounds: Bounds, standard?: string): Option {
  const option = new Option(`${flag} <time>`, what).argParser((text: string) =>
    durationWithin(
      text,
      bounds,
      (problem, remedy) => new UserError(DURATION.ofFlag({ flag, problem }), remedy, { exitCode: 2 }),
    ),
  );
  return standard === undefined ? option : option.default(parseDuration(standard), standard);
}
