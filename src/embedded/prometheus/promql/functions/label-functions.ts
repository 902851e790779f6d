/** `label_replace` and `label_join`. */
import { METRIC_NAME } from '../../labels.ts';
import { anchoredRegExp } from '../../regex.ts';
import { executionError } from '../errors.ts';
import type { Sample } from '../value.ts';

const LABEL_NAME = /^[a-zA-Z_]\w*$/;

export function labelReplace(samples: Sample[], [target, replacement, source, regex]: string[]): Sample[] {
  if (!LABEL_NAME.test(target as string))
    throw executionError(`invalid destination label name in label_replace(): ${target}`);
  const pattern = compile(regex as string);
  return samples.map((sample) => {
    const match = pattern.exec(sample.labels.get(source as string));
    if (!match) return sample;
    return { ...sample, labels: sample.labels.set(target as string, expand(replacement as string, match)) };
  });
}

export function labelJoin(samples: Sample[], [target, separator, ...sources]: string[]): Sample[] {
  const names = [target as string, ...sources];
  const wrong = names.find((name) => !LABEL_NAME.test(name) && name !== METRIC_NAME);
  if (wrong !== undefined) throw executionError(`invalid label name in label_join(): ${wrong}`);
  return samples.map((sample) => ({
    ...sample,
    labels: sample.labels.set(
      target as string,
      sources.map((name) => sample.labels.get(name)).join(separator),
    ),
  }));
}

/** `$1`, `${1}`, `$name`, `${name}` and `$$`, with the longest possible name, as in Go. */
export function expand(template: string, match: RegExpExecArray): string {
  return template.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (whole, bare?: string, braced?: string) => {
    if (whole === '$$') return '$';
    const name = (bare ?? braced) as string;
    return (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? '';
  });
}

function compile(source: string): RegExp {
  try {
    return anchoredRegExp(source);
  } catch {
    throw executionError(`invalid regular expression in label_replace(): ${source}`);
  }
}
