/**
 * What is wrong with a policy of the operator, in another language: that is not in the catalogue yet. The English
 * sentence is the key; a word in braces is carried over, and worded itself where it is such a sentence.
 */
import { translator } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import type { Language } from './language.ts';
import { inEnglish } from './tell.ts';
import type { Tell } from './tell.ts';

const LOADED = new Map<string, Language>();

/** Once, before anything is told; whoever speaks English loads no other language. */
export async function loadLanguage(language: string): Promise<void> {
  if (language === 'cs') LOADED.set(language, (await import('./czech/index.ts')).CZECH);
}

/** @param areas those whose sentences are told; all without it */
export function tellIn(language: string, areas?: readonly string[]): Tell {
  const loaded = LOADED.get(language);
  if (!loaded) return inEnglish;
  const told = areas?.map((area) => loaded.areas[area]) ?? Object.values(loaded.areas);
  return teller(Object.assign({}, ...told));
}

interface Pattern {
  matches: RegExp;
  told: string;
  /** Letters that are not of a value, and values that cannot be anything: the most decide. */
  weight: number;
}

function teller(sentences: Record<string, string>): Tell {
  // Most sentences have no value in them, and most programs tell few.
  let patterns: Pattern[] | undefined;
  const translate = translator('cs');
  return tell;

  function tell(sentence: Text): string {
    if (typeof sentence !== 'string') return translate(sentence);
    if (Object.hasOwn(sentences, sentence)) return sentences[sentence]!;
    patterns ??= patternsOf(sentences);
    for (const { matches, told } of patterns) {
      const found = matches.exec(sentence);
      if (found) return fill(told, found.groups ?? {});
    }
    return sentence;
  }

  function fill(told: string, values: Record<string, string | undefined>): string {
    return told.replace(/\{(\w+)\}/g, (_hole, name: string) => {
      const value = values[name] ?? '';
      if (/^(time|decimal)\d*$/.test(name)) return value.replace('.', ',');
      // A lone word is somebody's name.
      return /\s/.test(value) ? tell(value) : value;
    });
  }
}

function patternsOf(sentences: Record<string, string>): Pattern[] {
  return Object.entries(sentences)
    .filter(([english]) => /\{\w+\}/.test(english))
    .map(([english, told]) => ({
      matches: patternOf(english),
      told,
      weight:
        english.replace(/\{\w+\}/g, '').length +
        NARROW * [...english.matchAll(/\{(?:time|decimal)\d*\}/g)].length,
    }))
    .sort((one, other) => other.weight - one.weight);
}

/** What a value of so narrow a kind weighs, in letters. */
const NARROW = 20;
const DECIMAL = '(?:[–-]|\\d[\\d.]*(?: (?:ms|s|%))?)';
const TIME = '\\d[\\d.]* (?:ms|s|min)(?: \\d+ s)?';

function patternOf(english: string): RegExp {
  const literal = english.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  const holes = [...english.matchAll(/\{(\w+)\}/g)].map(([, name]) => `(?<${name}>${valueOf(name!)})`);
  return new RegExp(`^${literal.map((part, index) => part + (holes[index] ?? '')).join('')}$`);
}

/** What a value may be, by its name; the narrower, the less is taken for a sentence that is none. */
function valueOf(name: string): string {
  if (/^time\d*$/.test(name)) return TIME;
  if (/^(line|column|count)\d*$/.test(name)) return '\\d+';
  if (/^decimal\d*$/.test(name)) return DECIMAL;
  return /^(option|status|target)\d*$/.test(name) ? '\\S+' : '[^]*?';
}
