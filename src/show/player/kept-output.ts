/** Keeps the last characters of an output that arrives in pieces and may be endless. */
export class KeptOutput {
  readonly #limit: number;
  #pieces: string[] = [];
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
    // Not on every call, so that each character is copied only a few times.
    if (this.#length <= this.#limit * 2) return;
    this.#pieces = [this.text];
    this.#length = this.#limit;
  }

  get text(): string {
    return this.#pieces.join('').slice(-this.#limit);
  }
}
