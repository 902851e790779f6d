/** Replaces the parts of an answer that differ between runs and machines: ages, hashes, addresses. */

const SAFE = '[bcdfghjklmnpqrstvwxz2456789]';

const RULES: [pattern: RegExp, replacement: string][] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, 'UID'],
  [/\b(containerd|docker|pycont):\/\/[0-9a-f]{64}/g, 'runtime://ID'],
  [/\bsha256:[0-9a-f]{12,64}/g, 'sha256:ID'],
  [/\b[0-9a-f]{64}\b/g, 'ID'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g, 'TIME'],
  [/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+\d{4}/g, 'TIME'],
  [new RegExp(`-${SAFE}{7,10}-${SAFE}{5}\\b`, 'g'), '-HASH-RANDOM'],
  [new RegExp(`(pod-template-hash[=:] ?|[a-z0-9]-)(?=[a-z]*\\d)${SAFE}{7,10}\\b`, 'g'), '$1HASH'],
  [/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g, 'IP'],
  [/\b(resourceVersion: "|Resource Version: +)\d+/g, '$1N'],
  [/\b[0-9a-f]{12}\b/g, 'ID'],
  [
    /\b(Up |Exited \(\d+\) )?(Less than a second|About an? (minute|hour)|\d+ (second|minute|hour|day|week)s?)( ago)?/g,
    '$1WHILE',
  ],
  [/(?<!cpu: *)(?<=^|\s|\()(\d+[dhms]){1,2}(?=\s|\)|$)/g, 'AGE'],
  [/\b(default-token|kube-api-access)-[a-z0-9]{5}\b/g, '$1-RANDOM'],
  // The width of a column depends on its widest cell, which may be an address.
  [/(\S) {2,}/g, '$1  '],
  // The indentation of values in describe depends on the widest key of the section.
  [/^ {9,}/g, '         '],
  [/\s+$/g, ''],
];

/** @param names names on this side → names in transcripts */
export function normalise(lines: string[], names: [text: RegExp, name: string][]): string[] {
  return lines
    .map((line) => names.reduce((text, [from, to]) => text.replace(from, to), line))
    .map((line) => RULES.reduce((text, [from, to]) => text.replace(from, to), line))
    .filter((line) => !line.startsWith('WARNING: version difference between client'));
}
