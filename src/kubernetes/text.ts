/** Longer texts are truncated, so that a status, an Event or a line stays readable. */
const LONGEST = 400;

// ESC or its eight-bit form, then: a string up to its end (OSC, DCS, SOS, PM, APC), a CSI sequence, or one more character.
const SEQUENCE =
  // oxlint-disable-next-line no-control-regex -- these are removed
  /(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|\x1b[ -/]*[0-~]?/g;

// Zero-width and direction marks can disguise a text.
// oxlint-disable-next-line no-control-regex -- as above
const UNSEEN = /[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;

/**
 * Makes a text of another program (Prometheus, the API server) safe for a terminal, a log, an Event or a status: on one
 * line, without control sequences, and of limited length.
 */
export function printable(text: string): string {
  const seen = text
    .slice(0, 20 * LONGEST)
    .replace(SEQUENCE, '')
    .replace(UNSEEN, ' ')
    .trim();
  return seen.length > LONGEST ? `${seen.slice(0, LONGEST)}…` : seen;
}
