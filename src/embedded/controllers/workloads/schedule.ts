/** Cron schedules: five fields, or `@hourly` and its like. Pure; in local time unless said otherwise. */

const MACROS: Record<string, string> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export interface Schedule {
  minutes: Set<number>;
  hours: Set<number>;
  days: Set<number>;
  months: Set<number>;
  weekdays: Set<number>;
  /** With both a day and a weekday given, either will do. */
  eitherDay: boolean;
}

function values(text: string, from: number, to: number, names: string[] = []): Set<number> {
  const number = (word: string) => {
    const named = names.indexOf(word.toLowerCase());
    return named < 0 ? Number(word) : named + (names === MONTHS ? 1 : 0);
  };
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', step] = part.split('/');
    const all = range === '*' || range === '?';
    const [low, high] = all ? [from, to] : range.split('-').map(number);
    const last = high ?? (step === undefined ? low! : to);
    const by = step === undefined ? 1 : Number(step);
    const sound = [low, last, by].every(Number.isInteger) && low! >= from && last <= to && by > 0;
    if (!sound) throw new Error(`failed to parse schedule field "${text}"`);
    for (let value = low!; value <= last; value += by) found.add(value);
  }
  return found;
}

/** Throws on what is no schedule. */
export function parseSchedule(text: string): Schedule {
  const fields = (MACROS[text.trim()] ?? text.trim()).split(/\s+/);
  if (fields.length !== 5) throw new Error(`expected exactly 5 fields, found ${fields.length}: ${text}`);
  const [minute, hour, day, month, weekday] = fields as [string, string, string, string, string];
  const open = (field: string) => field.startsWith('*') || field === '?';
  const weekdays = values(weekday, 0, 7, DAYS);
  if (weekdays.has(7)) weekdays.add(0);
  return {
    minutes: values(minute, 0, 59),
    hours: values(hour, 0, 23),
    days: values(day, 1, 31),
    months: values(month, 1, 12, MONTHS),
    weekdays,
    eitherDay: !open(day) && !open(weekday),
  };
}

function matchesDay({ days, months, weekdays, eitherDay }: Schedule, time: Date): boolean {
  if (!months.has(time.getMonth() + 1)) return false;
  const [day, weekday] = [days.has(time.getDate()), weekdays.has(time.getDay())];
  return eitherDay ? day || weekday : day && weekday;
}

const FOUR_YEARS_OF_DAYS = 1462;

/** The first time after `after`; undefined where none comes within four years (30 February). */
export function nextTime(schedule: Schedule, after: Date): Date | undefined {
  const time = new Date(after);
  time.setSeconds(0, 0);
  time.setMinutes(time.getMinutes() + 1);
  for (let days = 0; days <= FOUR_YEARS_OF_DAYS; days += 1) {
    if (matchesDay(schedule, time)) {
      const day = time.getDate();
      while (time.getDate() === day) {
        if (schedule.hours.has(time.getHours())) {
          if (schedule.minutes.has(time.getMinutes())) return time;
          time.setMinutes(time.getMinutes() + 1);
        } else time.setHours(time.getHours() + 1, 0);
      }
    } else {
      time.setDate(time.getDate() + 1);
      time.setHours(0, 0);
    }
  }
  return undefined;
}
