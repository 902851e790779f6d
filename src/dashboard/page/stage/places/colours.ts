/** A colour for each version, so that the old and the new one of a rollout are told apart. */

/** How many the style sheet has: `--version-0` and so on. */
export const COLOURS = 6;

export type Colours = ReadonlyMap<string, number>;

/**
 * A version keeps the colour that it had first. `0.4` and `0.5` get neighbouring ones, whatever the page has seen before.
 * @param versions of one workload, which are shown together
 */
export function coloured(before: Colours, versions: readonly string[]): Colours {
  const colours = new Map(before);
  for (const version of versions) {
    if (colours.has(version)) continue;
    const taken = new Set(versions.map((other) => colours.get(other)));
    const first = preferred(version);
    const order = Array.from({ length: COLOURS }, (_, i) => (first + i) % COLOURS);
    colours.set(version, order.find((colour) => !taken.has(colour)) ?? first);
  }
  return colours;
}

function preferred(version: string): number {
  const number = /(\d+)\D*$/.exec(version)?.[1];
  if (number !== undefined) return Number(number.slice(-9)) % COLOURS;
  return [...version].reduce((sum, letter) => (sum + letter.codePointAt(0)!) % COLOURS, 0);
}
