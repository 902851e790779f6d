/** Parser of the text exposition format, version 0.0.4. */
import { Labels, METRIC_NAME } from '../labels.ts';

export interface ExposedSample {
  /** With `__name__`. */
  labels: Labels;
  v: number;
  /** In milliseconds, if the target sends it. */
  t: number | undefined;
}

class ExpositionError extends Error {}

/**
 * Caches parsed lines, because a target sends the same series every time.
 * @throws ExpositionError with the number of the invalid line
 */
export class ExpositionParser {
  readonly #known = new Map<string, Labels>();

  parse(text: string): ExposedSample[] {
    const samples: ExposedSample[] = [];
    const lines = text.split('\n');
    for (const [index, line] of lines.entries()) {
      const trimmed = line.trim();
      if (trimmed === '' || trimmed.startsWith('#')) continue;
      try {
        samples.push(this.#sample(trimmed));
      } catch (error) {
        throw new ExpositionError(
          `line ${index + 1}: ${(error as Error).message}: ${JSON.stringify(trimmed.slice(0, 80))}`,
        );
      }
    }
    return samples;
  }

  #sample(line: string): ExposedSample {
    const end = seriesEnd(line);
    const series = line.slice(0, end);
    const [value, time, ...rest] = line
      .slice(end)
      .trim()
      .split(/[ \t]+/);
    if (rest.length > 0) throw new ExpositionError('more after the timestamp');
    return { labels: this.#labels(series), v: readValue(value), t: readTime(time) };
  }

  #labels(series: string): Labels {
    let labels = this.#known.get(series);
    if (!labels) {
      labels = readSeries(series);
      // Bounded, because new series would make the cache grow forever.
      if (this.#known.size > 10_000) this.#known.clear();
      this.#known.set(series, labels);
    }
    return labels;
  }
}

function seriesEnd(line: string): number {
  const head = /^[a-zA-Z_:][\w:]*[ \t]*/.exec(line)?.[0];
  if (head === undefined) throw new ExpositionError('no metric name');
  if (line[head.length] !== '{') return head.trimEnd().length;
  let quoted = false;
  for (let index = head.length; index < line.length; index++) {
    const char = line[index];
    if (quoted && char === '\\') index++;
    else if (char === '"') quoted = !quoted;
    else if (char === '}' && !quoted) return index + 1;
  }
  throw new ExpositionError('labels without an end');
}

const PAIR = /\s*([a-zA-Z_]\w*)\s*=\s*"((?:\\.|[^"\\])*)"\s*(,|$)/y;

function readSeries(series: string): Labels {
  const open = series.indexOf('{');
  if (open === -1) return Labels.from([[METRIC_NAME, series]]);
  const entries: [string, string][] = [[METRIC_NAME, series.slice(0, open).trim()]];
  const body = series.slice(open + 1, -1).trimEnd();
  PAIR.lastIndex = 0;
  while (PAIR.lastIndex < body.length) {
    const match = PAIR.exec(body);
    if (!match) throw new ExpositionError('labels are not name="value" pairs');
    entries.push([match[1] as string, unescape(match[2] as string)]);
    if (match[3] === '') break;
  }
  return Labels.from(entries);
}

function unescape(value: string): string {
  if (!value.includes('\\')) return value;
  return value.replace(/\\([\s\S])/g, (whole, char: string) =>
    char === 'n' ? '\n' : /["\\]/.test(char) ? char : whole,
  );
}

function readValue(text: string | undefined): number {
  if (text === undefined || text === '') throw new ExpositionError('no value');
  if (/^nan$/i.test(text)) return NaN;
  const infinite = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity;
  const value = Number(text);
  if (Number.isNaN(value) || /^[+-]?0[bo]/i.test(text)) throw new ExpositionError('no number');
  return value;
}

function readTime(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^-?\d+$/.test(text)) throw new ExpositionError('a timestamp must be whole milliseconds');
  return Number(text);
}
