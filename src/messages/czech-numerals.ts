/** Which form a Czech preposition has before a number: that of the word that is spoken. */
const SMALL =
  'nula jedna dva tři čtyři pět šest sedm osm devět deset jedenáct dvanáct třináct čtrnáct patnáct šestnáct sedmnáct osmnáct devatenáct'.split(
    ' ',
  );
const TENS = 'dvacet třicet čtyřicet padesát šedesát sedmdesát osmdesát devadesát'.split(' ');

/** `z 1 min`, `ze 2 min`. @param value begins with a number */
export function ze(value: string): string {
  return joined('z', /^(dv|tř|čt|s|š)/, value);
}

/** `v 5`, `ve 3`. @param value begins with a number */
export function ve(value: string): string {
  return joined('v', /^(dv|tř|čt|st)/, value);
}

function joined(preposition: string, needsVowel: RegExp, value: string): string {
  const number = Number(/^\d+/.exec(value)?.[0] ?? 0);
  return needsVowel.test(firstWordOf(number)) ? `${preposition}e ${value}` : `${preposition}\u{A0}${value}`;
}

function firstWordOf(number: number): string {
  if (number >= 2_000) return firstWordOf(Math.floor(number / 1_000));
  if (number >= 1_000) return 'tisíc';
  if (number >= 200) return firstWordOf(Math.floor(number / 100));
  if (number >= 100) return 'sto';
  return number < 20 ? SMALL[number]! : TENS[Math.floor(number / 10) - 2]!;
}
