import { randomInt } from 'node:crypto';

/** Kubernetes' alphabet: without vowels and digits that look like one, so that no words appear. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

function randomSuffix(length = 5): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** `kad-` becomes `kad-x7k2p`; a long prefix is cut so that the result has at most 63 characters. */
export function generateName(prefix: string): string {
  return prefix.slice(0, 58) + randomSuffix();
}
