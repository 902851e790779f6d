/** How a language writes numbers, times and non-breaking spaces. */
import { typesetCzech } from './czech.ts';
import type { Language } from './languages.ts';

export interface Format {
  /** @param digits after the decimal point; default: as many as the number has */
  number(value: number, digits?: number): string;
  /** A duration: `80 ms`, `0.8 s`, `12 s`, `2 min 30 s`. @param ms milliseconds */
  time(ms: number): string;
  /** A latency: `8.1 ms`, `480 ms`, `12.3 s`, `–` if there was no answer. @param ms milliseconds */
  latency(ms: number | undefined): string;
  /** A share in percent, never 100 % or 0 % by rounding; `–` if there is none. @param share 0 to 1 */
  share(share: number | undefined): string;
  /** The plural form for a count: English has `one` and `other`, Czech `few` (2 to 4) as well. */
  plural(count: number, forms: { one: string; few?: string; other: string }): string;
  /** The literal part of a wording, with the language's rules for spaces. */
  typeset(literal: string): string;
}

function formatFor(point: string, rules: () => Intl.PluralRules, typeset: Format['typeset']): Format {
  const number: Format['number'] = (value, digits) =>
    (digits === undefined ? String(value) : value.toFixed(digits)).replace('.', point);
  return {
    number,
    time: (ms) => typeset(time(ms, number)),
    latency: (ms) => typeset(latency(ms, number)),
    share: (share) => typeset(percent(share, number)),
    plural: (count, forms) => forms[rules().select(count) as keyof typeof forms] ?? forms.other,
    typeset,
  };
}

function time(ms: number, number: Format['number']): string {
  if (ms < 100) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${number(ms / 1_000, 1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return rest === 0 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 60)} min ${rest} s`;
}

function latency(ms: number | undefined, number: Format['number']): string {
  if (ms === undefined) return '–';
  if (ms >= 10_000) return `${number(ms / 1_000, 1)} s`;
  return `${number(ms, ms >= 10 ? 0 : 1)} ms`;
}

function percent(share: number | undefined, number: Format['number']): string {
  if (share === undefined) return '–';
  const rounded = Math.round(share * 1_000) / 10;
  if (rounded === 100 && share < 1) return `${number(99.9)} %`;
  if (rounded === 0 && share > 0) return `${number(0.1)} %`;
  return `${number(rounded)} %`;
}

/** Created on first use: most messages contain no count. */
const once = <T>(make: () => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};

export const english = formatFor(
  '.',
  once(() => new Intl.PluralRules('en')),
  (literal) => literal,
);
export const czech = formatFor(
  ',',
  once(() => new Intl.PluralRules('cs')),
  typesetCzech,
);

export const FORMATS: Readonly<Record<Language, Format>> = { en: english, cs: czech };
