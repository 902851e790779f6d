/** When the load was put on, and when it was taken off: as measured. */

/** Requests per second. Somebody who clicks, or a page that refreshes itself, sends fewer. */
const ON = 5;
const OFF = 2;
/** So many measurements in a row: one alone may be an accident. */
const ENOUGH = 2;

export class LoadSwitch {
  #on = false;
  #others: number[] = [];

  /** @returns what has begun, and when */
  measure(at: number, rate: number): { on: boolean; at: number } | undefined {
    const other = this.#on ? rate < OFF : rate >= ON;
    if (!other) {
      this.#others = [];
      return undefined;
    }
    this.#others.push(at);
    if (this.#others.length < ENOUGH) return undefined;
    const [began = at] = this.#others;
    this.#others = [];
    this.#on = !this.#on;
    return { on: this.#on, at: began };
  }
}
