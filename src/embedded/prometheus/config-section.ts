/** Reads one mapping of prometheus.yml: every key is supported, reported as unsupported, or an error. */
import { UserError } from '../../errors/user-error.ts';
import { parsePrometheusDuration } from '../../notation/index.ts';

export type Warn = (message: string) => void;

export class Section {
  readonly path: string;
  readonly #values: Record<string, unknown>;

  /**
   * @param honoured keys that have an effect here
   * @param known keys that Prometheus has and this one does not support
   */
  constructor(value: unknown, path: string, honoured: string[], known: string[], warn: Warn) {
    this.path = path;
    if (value !== undefined && value !== null && (typeof value !== 'object' || Array.isArray(value)))
      throw invalid(`${path || 'the file'} must be a mapping of keys to values`);
    this.#values = { ...value };
    for (const key of Object.keys(this.#values)) {
      if (honoured.includes(key)) continue;
      if (!known.includes(key))
        throw invalid(`field ${JSON.stringify(key)} not found${path ? ` in ${path}` : ''}`);
      warn(`${this.at(key)} is not honoured by this built-in Prometheus`);
    }
  }

  at(key: string): string {
    return this.path ? `${this.path}.${key}` : key;
  }
  raw(key: string): unknown {
    return this.#values[key] ?? undefined;
  }
  has(key: string): boolean {
    return this.raw(key) !== undefined;
  }

  text(key: string): string | undefined {
    const value = this.raw(key);
    if (value === undefined) return undefined;
    if (typeof value === 'object') throw invalid(`${this.at(key)} must be a text`);
    return String(value);
  }

  flag(key: string, otherwise: boolean): boolean {
    const value = this.raw(key) ?? otherwise;
    if (typeof value !== 'boolean') throw invalid(`${this.at(key)} must be true or false`);
    return value;
  }

  integer(key: string): number | undefined {
    const value = this.raw(key);
    if (value === undefined) return undefined;
    if (!Number.isSafeInteger(value)) throw invalid(`${this.at(key)} must be a whole number`);
    return value as number;
  }

  /** Milliseconds. */
  duration(key: string): number | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    const parsed = parsePrometheusDuration(value);
    if (parsed === undefined)
      throw invalid(`${this.at(key)}: not a valid duration string: ${JSON.stringify(value)}`);
    return parsed;
  }

  list(key: string): unknown[] {
    const value = this.raw(key) ?? [];
    if (!Array.isArray(value)) throw invalid(`${this.at(key)} must be a list`);
    return value;
  }

  texts(key: string): string[] {
    return this.list(key).map((value, index) => {
      if (typeof value === 'object') throw invalid(`${this.at(key)}[${index}] must be a text`);
      return String(value);
    });
  }

  map(key: string): Record<string, string> {
    const value = this.raw(key) ?? {};
    if (typeof value !== 'object' || Array.isArray(value)) throw invalid(`${this.at(key)} must be a mapping`);
    return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
  }
}

export function invalid(message: string): UserError {
  return new UserError(
    `The Prometheus configuration is not valid: ${message}.`,
    'Correct the file and reload.',
  );
}
