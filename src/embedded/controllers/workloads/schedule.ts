import { Cron } from 'croner';

/** As Kubernetes reads it: five fields, or a macro like `@hourly`. @throws for an invalid schedule */
export function parseSchedule(text: string, timeZone?: string): Cron {
  return new Cron(text, {
    mode: '5-part',
    // 5/20 is 5-59/20.
    sloppyRanges: true,
    paused: true,
    ...(timeZone === undefined ? {} : { timezone: timeZone }),
  });
}
