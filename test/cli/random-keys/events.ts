/** What may happen to a terminal on stage, by chance and yet repeatable. */
export type Chance = () => number;

/** mulberry32: the same seed, the same numbers from 0 to 1. */
export function chanceOf(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Event =
  | { kind: 'keys'; text: string }
  /** In pieces, with a pause between them. */
  | { kind: 'pieces'; texts: string[] }
  | { kind: 'resize'; columns: number; rows: number }
  | { kind: 'signal'; name: 'SIGWINCH' | 'SIGTSTP' | 'SIGCONT' | 'SIGINT' | 'SIGTERM' | 'SIGHUP' };

const LETTERS = [...'abdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789?!,.-+*/=_~'];
const CONTROLS = [...'\u0000\u0001\u0002\u0004\u0005\u0006\u0007\u0008\u000E\u0010\u0014\u001B\u007F\t'];
const SEQUENCES = [
  ...['A', 'B', 'D', 'H', 'F', 'Z', '1;5C', '3~', '5~', '15~', '<0;3;4M'].map((end) => `\u001B[${end}`),
  ...['A', 'B', 'D', 'P', 'M'].map((end) => `\u001BO${end}`),
  ...['x', 'b', '\r', ' '].map((key) => `\u001B${key}`),
];
const FOREIGN = ['é', 'ř', '漢', '🙂', '\u0080', '\u009B1m'];
export const ADVANCE = ['\r', '\n', ' ', '\u001B[C', '\u001BOC', '\u001B[6~'];
const ENDS = ['q', '\u0003'];
const PASTE = '\u001B[200~echo pasted\r\r  \u001B[C yes\n\u001B[201~';

/** Nothing in it starts a step, answers yes, or ends the player. @param but further keys that are not wanted */
export function idleEvent(chance: Chance, but: string): Event {
  const kinds: [number, () => Event][] = [
    [
      60,
      () => ({
        kind: 'keys',
        text: pick(
          LETTERS.filter((key) => !`qys${but}`.includes(key.toLowerCase())),
          chance,
        ),
      }),
    ],
    [10, () => ({ kind: 'keys', text: pick(CONTROLS, chance) })],
    [10, () => ({ kind: 'keys', text: pick(SEQUENCES, chance) })],
    [4, () => ({ kind: 'keys', text: pick(FOREIGN, chance) })],
    [3, () => ({ kind: 'keys', text: PASTE })],
    [1, () => ({ kind: 'pieces', texts: cut(PASTE, chance) })],
    [5, () => resize(chance)],
    [1, () => ({ kind: 'signal', name: 'SIGWINCH' })],
  ];
  return weighted(kinds, chance);
}

/** Anything. */
export function wildEvent(chance: Chance): Event {
  const kinds: [number, () => Event][] = [
    [75, () => idleEvent(chance, '')],
    [18, () => ({ kind: 'keys', text: pick(ADVANCE, chance) })],
    [4, () => ({ kind: 'keys', text: pick([...'ysrp'], chance) })],
    [0.5, () => ({ kind: 'keys', text: pick(ENDS, chance) })],
    [0.4, () => ({ kind: 'keys', text: '\u001A' })],
    [0.4, () => ({ kind: 'signal', name: pick(['SIGTSTP', 'SIGCONT'] as const, chance) })],
    [0.2, () => ({ kind: 'signal', name: pick(['SIGINT', 'SIGTERM', 'SIGHUP'] as const, chance) })],
  ];
  return weighted(kinds, chance);
}

export function pick<T>(from: readonly T[], chance: Chance): T {
  return from[Math.floor(chance() * from.length)]!;
}

function weighted(kinds: readonly [number, () => Event][], chance: Chance): Event {
  let at = chance() * kinds.reduce((sum, [weight]) => sum + weight, 0);
  return kinds.find(([weight]) => (at -= weight) < 0)![1]();
}

function resize(chance: Chance): Event {
  return { kind: 'resize', columns: 20 + Math.floor(chance() * 180), rows: 5 + Math.floor(chance() * 50) };
}

function cut(text: string, chance: Chance): string[] {
  const at = 1 + Math.floor(chance() * (text.length - 1));
  return [text.slice(0, at), text.slice(at)];
}
