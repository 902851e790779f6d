/** Relabelling of targets and series. */
import { createHash } from 'node:crypto';
import { invalid, Section } from './config-section.ts';
import type { Warn } from './config-section.ts';
import { Labels } from './labels.ts';
import { expand } from './promql/functions/label-functions.ts';
import { anchoredRegExp } from './regex.ts';

const ACTIONS = [
  'replace',
  'keep',
  'drop',
  'keepequal',
  'dropequal',
  'hashmod',
  'labelmap',
  'labeldrop',
  'labelkeep',
  'lowercase',
  'uppercase',
] as const;

export interface RelabelRule {
  action: (typeof ACTIONS)[number];
  sourceLabels: string[];
  separator: string;
  regex: RegExp;
  modulus: number;
  targetLabel: string;
  replacement: string;
}

/** @throws UserError naming the key */
export function readRelabelRules(values: unknown[], path: string, warn: Warn): RelabelRule[] {
  return values.map((value, index) => {
    const keys = ['action', 'source_labels', 'separator', 'regex', 'modulus', 'target_label', 'replacement'];
    const section = new Section(value, `${path}[${index}]`, keys, [], warn);
    const action = (section.text('action') ?? 'replace').toLowerCase() as RelabelRule['action'];
    if (!ACTIONS.includes(action))
      throw invalid(`${section.at('action')}: unknown relabel action ${JSON.stringify(action)}`);
    const rule: RelabelRule = {
      action,
      sourceLabels: section.texts('source_labels'),
      separator: section.text('separator') ?? ';',
      regex: regex(section),
      modulus: section.integer('modulus') ?? 0,
      targetLabel: section.text('target_label') ?? '',
      replacement: section.text('replacement') ?? '$1',
    };
    const needsTarget = ['replace', 'hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal'].includes(
      action,
    );
    if (needsTarget && !rule.targetLabel)
      throw invalid(`${section.path}: relabel action ${action} requires target_label`);
    if (action === 'hashmod' && rule.modulus <= 0)
      throw invalid(`${section.path}: relabel action hashmod requires a modulus above 0`);
    return rule;
  });
}

function regex(section: Section): RegExp {
  const source = section.text('regex') ?? '(.*)';
  try {
    return anchoredRegExp(source);
  } catch (error) {
    throw invalid(`${section.at('regex')}: ${(error as Error).message}`);
  }
}

/** @returns undefined when a rule dropped it */
export function relabel(labels: Labels, rules: readonly RelabelRule[]): Labels | undefined {
  let result: Labels | undefined = labels;
  for (const rule of rules) result &&= apply(result, rule);
  return result;
}

function apply(labels: Labels, rule: RelabelRule): Labels | undefined {
  const value = rule.sourceLabels.map((name) => labels.get(name)).join(rule.separator);
  switch (rule.action) {
    case 'keep':
      return rule.regex.test(value) ? labels : undefined;
    case 'drop':
      return rule.regex.test(value) ? undefined : labels;
    case 'keepequal':
      return labels.get(rule.targetLabel) === value ? labels : undefined;
    case 'dropequal':
      return labels.get(rule.targetLabel) === value ? undefined : labels;
    case 'replace':
      return replace(labels, rule, value);
    case 'lowercase':
      return labels.set(rule.targetLabel, value.toLowerCase());
    case 'uppercase':
      return labels.set(rule.targetLabel, value.toUpperCase());
    case 'hashmod':
      return labels.set(rule.targetLabel, String(lowHash(value) % BigInt(rule.modulus)));
    case 'labelmap':
      return labelmap(labels, rule);
    case 'labeldrop':
    case 'labelkeep': {
      const drop = rule.action === 'labeldrop';
      return Labels.from([...labels.entries()].filter(([name]) => rule.regex.test(name) !== drop));
    }
  }
}

function replace(labels: Labels, rule: RelabelRule, value: string): Labels {
  const match = rule.regex.exec(value);
  if (!match) return labels;
  const target = expand(rule.targetLabel, match);
  return /^[a-zA-Z_]\w*$/.test(target) ? labels.set(target, expand(rule.replacement, match)) : labels;
}

function labelmap(labels: Labels, rule: RelabelRule): Labels {
  let result = labels;
  for (const [name, value] of labels.entries()) {
    const match = rule.regex.exec(name);
    if (match) result = result.set(expand(rule.replacement, match), value);
  }
  return result;
}

/** The last 64 bits of the MD5 sum, as in Prometheus. */
function lowHash(value: string): bigint {
  return createHash('md5').update(value).digest().readBigUInt64BE(8);
}
