/** What a docker or kubectl command creates on the stage, as far as its arguments show. */
import type { OwnedKind } from '../../../stage/index.ts';
import { simpleCommands } from './shell-words.ts';
import type { Word } from './shell-words.ts';

export type Made = { word: Word } & (
  | { is: 'thing'; kind: OwnedKind; name: string }
  /** Something in a namespace. */
  | { is: 'content'; namespace: string }
  /** The objects of a manifest, which are in `namespace` unless they name another. */
  | { is: 'manifest'; file: string; namespace: string | undefined }
);

/** In the order of the script. Words that are known only at run time are left out. */
export function madeBy(script: string): Made[] {
  return simpleCommands(script).flatMap(([program, ...words]) => {
    if (program?.text === 'docker') return madeByDocker(words);
    return program?.text === 'kubectl' ? madeByKubectl(words) : [];
  });
}

interface Arguments {
  positionals: Word[];
  /** Values of a flag, by its names. */
  valuesOf: (...names: string[]) => Word[];
  has: (name: string) => boolean;
}

interface Grammar {
  /** Flags without a value, or with a value only after `=`. */
  alone: readonly string[];
  /** What follows this many positionals is for another program. */
  positionals?: number;
}

function argumentsIn(given: readonly Word[], { alone, positionals: most = Infinity }: Grammar): Arguments {
  const positionals: Word[] = [];
  const flags: { name: string; value?: Word }[] = [];
  const left = [...given];
  const take = (name: string, attached: string | undefined, word: Word) => {
    if (alone.includes(name)) flags.push({ name });
    else if (attached) flags.push({ name, value: { ...word, text: attached } });
    else flags.push({ name, ...(left[0] ? { value: left.shift()! } : {}) });
  };
  /** Flags without a value may be joined, and the last may have one: `-dp 80:80`. */
  const takeLetters = (letters: string, word: Word) => {
    const [letter, ...others] = letters;
    const rest = others.join('').replace(/^=/, '');
    take(`-${letter}`, rest, word);
    if (rest && alone.includes(`-${letter}`)) takeLetters(rest, word);
  };
  while (left.length > 0 && positionals.length < most) {
    const word = left.shift()!;
    if (word.text === '--') break;
    const long = /^(--[\w-]+)(?:=(.*))?$/s.exec(word.text);
    const letters = /^-(\w.*)$/s.exec(word.text)?.[1];
    if (long) take(long[1]!, long[2], word);
    else if (letters === undefined) positionals.push(word);
    else takeLetters(letters, word);
  }
  return {
    positionals,
    valuesOf: (...names) => flags.flatMap((flag) => (names.includes(flag.name) && flag.value) || []),
    has: (name) => flags.some((flag) => flag.name === name),
  };
}

const listed = (text: string) => text.split(' ');

const RUN: Grammar = {
  alone: listed(
    '-d -i -t -P -q --detach --interactive --tty --publish-all --quiet --rm --init --privileged --read-only ' +
      '--no-healthcheck --sig-proxy --oom-kill-disable --disable-content-trust',
  ),
  positionals: 1,
};
const NETWORK: Grammar = {
  alone: listed('--attachable --internal --ipv6 --ipv4 --ingress --config-only'),
};

function madeByDocker(words: readonly Word[]): Made[] {
  const [first, second, ...others] = words;
  const rest = words.slice(1);
  switch (first?.text) {
    case 'run':
    case 'create':
      return named('containers', argumentsIn(rest, RUN).valuesOf('--name'));
    case 'container':
      return ['run', 'create'].includes(second?.text ?? '') ? madeByDocker(rest) : [];
    case 'network':
      return second?.text === 'create' ? named('networks', argumentsIn(others, NETWORK).positionals) : [];
    case 'volume': {
      const { positionals, valuesOf } = argumentsIn(others, { alone: [] });
      return second?.text === 'create' ? named('volumes', [...positionals, ...valuesOf('--name')]) : [];
    }
    default:
      return [];
  }
}

const KUBECTL: Grammar = {
  alone: listed(
    '-A -R -i -t -w -q --all --recursive --stdin --tty --watch --quiet --force --server-side --wait --rm ' +
      '--attach --overwrite --save-config --prune --record --expose --command --privileged --edit --validate ' +
      '--leave-stdin-open --append-hash --insecure-skip-tls-verify --force-conflicts --cascade --dry-run',
  ),
};

/** Cluster-scoped kinds by the subcommands of `kubectl create`. */
const CREATES: Record<string, OwnedKind> = {
  namespace: 'namespaces',
  ns: 'namespaces',
  clusterrole: 'clusterroles',
  clusterrolebinding: 'clusterrolebindings',
};
/** Subcommands for other kinds that are not in a namespace; a talk cannot own them. */
const ELSEWHERE = ['priorityclass', 'pc', 'token'];

function madeByKubectl(words: readonly Word[]): Made[] {
  const { positionals, valuesOf, has } = argumentsIn(words, KUBECTL);
  const [verb, what, ...names] = positionals;
  const dry = has('--dry-run') && !words.some(({ text }) => text === '--dry-run=none');
  if (dry || !['create', 'apply', 'run', 'expose'].includes(verb?.text ?? '')) return [];
  const namespace = valuesOf('-n', '--namespace').at(-1);
  const files = valuesOf('-f', '--filename').flatMap((word) =>
    word.unknown ? [] : word.text.split(',').map((file) => ({ word, file })),
  );
  const where = namespace && !isUnknown(namespace) ? namespace.text : undefined;
  if (files.length > 0 && (verb!.text === 'apply' || verb!.text === 'create'))
    return files.map(({ word, file }) => ({ is: 'manifest', word, file, namespace: where }));
  const kind = verb!.text === 'create' ? CREATES[what?.text ?? ''] : undefined;
  if (kind) return named(kind, kind === 'namespaces' ? names : names.slice(0, 1));
  if (verb!.text === 'apply' || !what || where === undefined || ELSEWHERE.includes(what.text)) return [];
  return [{ is: 'content', word: namespace!, namespace: where }];
}

const isUnknown = ({ unknown, text }: Word) => unknown || text.includes('${');

function named(kind: OwnedKind, words: readonly Word[]): Made[] {
  return words.flatMap((word) => (isUnknown(word) ? [] : [{ is: 'thing', kind, name: word.text, word }]));
}
