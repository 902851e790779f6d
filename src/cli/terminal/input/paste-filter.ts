/**
 * Tells pasted text from typed text in what a terminal sends, where it marks pastes, and holds a control sequence
 * that comes in pieces until it is whole.
 */
export interface Received {
  text: string;
  pasted: boolean;
}

const BEGINS = '\u001B[200~';
const ENDS = '\u001B[201~';
// oxlint-disable-next-line no-control-regex
const UNFINISHED = /\u001B(\[[0-?]*[ -/]*|\[M[^\u0000-\u001F]{0,2}|O|[\]PX^_][^\u0000-\u001F]*\u001B?)?$/;
/** A terminal's answer in letters, which nobody types so fast: it is waited for as for the end of a paste. */
// oxlint-disable-next-line no-control-regex
const ANSWER = /^\u001B[\]PX^_]./;
/** So long after its beginning a sequence is whole, and after its last text a paste whose end mark got lost. */
const WHOLE_MS = 30;
const LOST_MS = 1_000;

export class PasteFilter {
  readonly #onText: (received: Received) => void;
  #held = '';
  /** The beginning of a sequence that was told as keys, since its end had not come. */
  #told = '';
  #pasting = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(onText: (received: Received) => void) {
    this.#onText = onText;
  }

  feed(data: string): void {
    clearTimeout(this.#timer);
    // However late the rest of the mark comes, what follows it is pasted.
    const late = this.#told !== '' && (this.#told + data).startsWith(BEGINS);
    let rest = late ? this.#told + data : this.#held + data;
    this.#held = '';
    this.#told = '';
    for (;;) {
      const mark = this.#pasting ? ENDS : BEGINS;
      const at = rest.indexOf(mark);
      if (at === -1) break;
      this.#tell(rest.slice(0, at));
      this.#pasting = !this.#pasting;
      rest = rest.slice(at + mark.length);
    }
    this.#held = UNFINISHED.exec(rest)?.[0] ?? '';
    const patience = this.#pasting || ANSWER.test(this.#held) ? LOST_MS : WHOLE_MS;
    if (this.#pasting || this.#held !== '') this.#timer = setTimeout(() => this.#giveUp(), patience).unref();
    this.#tell(rest.slice(0, rest.length - this.#held.length));
  }

  /** Forgets what has begun: the terminal is somebody else's now. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#held = '';
    this.#told = '';
    this.#pasting = false;
  }

  #giveUp(): void {
    const held = this.#held;
    const pasting = this.#pasting;
    this.reset();
    if (pasting) return;
    this.#told = held;
    this.#tell(held);
  }

  #tell(text: string): void {
    if (text !== '') this.#onText({ text, pasted: this.#pasting });
  }
}
