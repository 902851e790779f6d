/** What a program reads of a value: its messages are in English there. */
export function inEnglish(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
