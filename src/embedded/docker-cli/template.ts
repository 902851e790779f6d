/** The part of Go's templates that is common with --format: fields, `json`, `index`, and `table`. */
import { ShimError } from './errors.ts';

/** @throws ShimError for anything else */
export function renderTemplate(template: string, data: unknown): string {
  return unescape(template).replace(/\{\{-?\s*(.*?)\s*-?\}\}/g, (_all, action: string) =>
    show(evaluate(action, data, template)),
  );
}

const unescape = (text: string) => text.replaceAll('\\t', '\t').replaceAll('\\n', '\n');

function evaluate(action: string, data: unknown, template: string): unknown {
  const [, json] = /^json\s+(\S+)$/.exec(action) ?? [];
  if (json !== undefined) return JSON.stringify(path(json, data, template));
  const [, from, key] = /^index\s+(\S+)\s+"([^"]*)"$/.exec(action) ?? [];
  if (from !== undefined)
    return (path(from, data, template) as Record<string, unknown> | undefined)?.[key as string];
  const [, convert, of] = /^(upper|lower|len)\s+(\S+)$/.exec(action) ?? [];
  if (convert === 'upper') return show(path(of as string, data, template)).toUpperCase();
  if (convert === 'lower') return show(path(of as string, data, template)).toLowerCase();
  if (convert === 'len') return Object.keys(path(of as string, data, template) ?? {}).length;
  if (!/^\.[\w.]*$/.test(action)) {
    throw new ShimError(
      `template parsing error: "{{${action}}}" is beyond what the embedded stage understands`,
      {
        exitCode: 64,
        remedy: 'Use fields such as {{.State.Status}}, {{json .}} or {{index .Labels "name"}}.',
      },
    );
  }
  return path(action, data, template);
}

function path(text: string, data: unknown, template: string): unknown {
  let value = data;
  for (const name of text.split('.').filter(Boolean)) {
    if (typeof value !== 'object' || value === null || !(name in value)) {
      throw new ShimError(
        `template: :1: executing "${template}" at <${text}>: map has no entry for key "${name}"`,
        {
          remedy: `Fields are: ${typeof value === 'object' && value ? Object.keys(value).join(', ') : 'none'}`,
        },
      );
    }
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function show(value: unknown): string {
  if (value === undefined || value === null) return '<no value>';
  if (Array.isArray(value)) return `[${value.map(show).join(' ')}]`;
  if (typeof value === 'object') {
    return `map[${Object.entries(value)
      .map(([name, each]) => `${name}:${show(each)}`)
      .join(' ')}]`;
  }
  return String(value);
}
