/** The end of what comes in pieces: of a command that prints without end, the last characters are kept. */
export class KeptOutput {
  readonly #most: number;
  #pieces: string[] = [];
  #length = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
    // Only now and then, so that each character is copied but a few times.
    if (this.#length <= this.#most * 2) return;
    this.#pieces = [this.text];
    this.#length = this.#most;
  }

  get text(): string {
    return this.#pieces.join('').slice(-this.#most);
  }
}
