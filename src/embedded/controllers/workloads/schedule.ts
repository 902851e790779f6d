import { Cron } from 'croner';

/** As Kubernetes reads it: five fields, or `@hourly` and its like. Throws on what is not a schedule. */
export function parseSchedule(text: string, timeZone?: string): Cron {
  return new Cron(text, {
    mode: '5-part',
    // 5/20 is 5-59/20.
    sloppyRanges: true,
    paused: true,
    ...(timeZone === undefined ? {} : { timezone: timeZone }),
  });
}
