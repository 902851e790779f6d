/**
 * Separates pasted from typed text in the input of a terminal with bracketed paste, and holds back a control sequence
 * that arrives in pieces until it is complete.
 */
export interface Received {
  text: string;
  pasted: boolean;
}

const BEGINS = '\u001B[200~';
const ENDS = '\u001B[201~';
// oxlint-disable-next-line no-control-regex
const UNFINISHED = /\u001B(\[[0-?]*[ -/]*|\[M[^\u0000-\u001F]{0,2}|O|[\]PX^_][^\u0000-\u001F]*\u001B?)?$/;
/** A terminal's answer as a string: it is not typed, so its end may take as long as that of a paste. */
// oxlint-disable-next-line no-control-regex
const ANSWER = /^\u001B[\]PX^_]./;
/** How long to wait for the rest of a sequence, and for the end mark of a paste. */
const SEQUENCE_MS = 30;
const PASTE_MS = 1_000;

export class PasteFilter {
  readonly #onText: (received: Received) => void;
  #held = '';
  /** The beginning of a sequence that was passed on as keys, since its end did not arrive in time. */
  #emitted = '';
  #pasting = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(onText: (received: Received) => void) {
    this.#onText = onText;
  }

  feed(data: string): void {
    clearTimeout(this.#timer);
    // However late the rest of a paste mark arrives, the text after it is pasted.
    const late = this.#emitted !== '' && (this.#emitted + data).startsWith(BEGINS);
    let rest = late ? this.#emitted + data : this.#held + data;
    this.#held = '';
    this.#emitted = '';
    for (;;) {
      const mark = this.#pasting ? ENDS : BEGINS;
      const at = rest.indexOf(mark);
      if (at === -1) break;
      this.#emit(rest.slice(0, at));
      this.#pasting = !this.#pasting;
      rest = rest.slice(at + mark.length);
    }
    this.#held = UNFINISHED.exec(rest)?.[0] ?? '';
    const timeoutMs = this.#pasting || ANSWER.test(this.#held) ? PASTE_MS : SEQUENCE_MS;
    if (this.#pasting || this.#held !== '') this.#timer = setTimeout(() => this.#giveUp(), timeoutMs).unref();
    this.#emit(rest.slice(0, rest.length - this.#held.length));
  }

  /** Discards incomplete input: another program reads the terminal now. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#held = '';
    this.#emitted = '';
    this.#pasting = false;
  }

  #giveUp(): void {
    const held = this.#held;
    const pasting = this.#pasting;
    this.reset();
    if (pasting) return;
    this.#emitted = held;
    this.#emit(held);
  }

  #emit(text: string): void {
    if (text !== '') this.#onText({ text, pasted: this.#pasting });
  }
}
