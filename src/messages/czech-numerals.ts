/** Which form a Czech preposition has before a number: that of the word that is spoken. */
const SMALL =
  'nula jedna dva tři čtyři pět šest sedm osm devět deset jedenáct dvanáct třináct čtrnáct patnáct šestnáct sedmnáct osmnáct devatenáct'.split(
    ' ',
  );
const TENS = 'dvacet třicet čtyřicet padesát šedesát sedmdesát osmdesát devadesát'.split(' ');

/** Before these words the preposition is spoken with a vowel. */
const WITH_VOWEL = { z: /^(dv|tř|čt|s|š)/, v: /^(dv|tř|čt|st)/ };

/** `z 1 min`, `ze 2 min`; `v 5`, `ve 3`. @param value begins with a number */
export function preposition(before: keyof typeof WITH_VOWEL, value: string): string {
  const number = Number(/^\d+/.exec(value)?.[0] ?? 0);
  return WITH_VOWEL[before].test(firstWordOf(number)) ? `${before}e ${value}` : `${before}\u{A0}${value}`;
}

function firstWordOf(number: number): string {
  if (number >= 2_000) return firstWordOf(Math.floor(number / 1_000));
  if (number >= 1_000) return 'tisíc';
  if (number >= 200) return firstWordOf(Math.floor(number / 100));
  if (number >= 100) return 'sto';
  return number < 20 ? SMALL[number]! : TENS[Math.floor(number / 10) - 2]!;
}
