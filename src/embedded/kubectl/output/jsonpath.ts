/** Templates of `-o jsonpath`. */
import { parseJsonPath } from '../../../notation/index.ts';
import { unsupported } from '../errors.ts';

/** All values at a path, `{.status.phase}` or `.status.phase`. */
export function valuesAt(path: string, object: unknown): unknown[] {
  const found = parseJsonPath(path);
  if (!found) throw unsupported(`The JSONPath ${path}`);
  return found(object);
}

const printed = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** A template: text with paths in braces; `{"\n"}` and `{range …}{end}` too. */
export function render(template: string, object: unknown): string {
  const range = /\{range ([^}]+)\}([\s\S]*?)\{end\}/.exec(template);
  if (range) {
    const [whole, path, body] = range as unknown as [string, string, string];
    const items = valuesAt(path, object).map((item) => render(body, item));
    return (
      render(template.slice(0, range.index), object) +
      items.join('') +
      render(template.slice(range.index + whole.length), object)
    );
  }
  return template.replace(/\{([^{}]*)\}/g, (_whole, inner: string) => {
    if (/^".*"$/.test(inner)) return JSON.parse(inner) as string;
    return valuesAt(inner, object).map(printed).join(' ');
  });
}
