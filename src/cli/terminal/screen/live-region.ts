/** Lines at the end of the transcript that are drawn anew in place: pure. */
export class LiveRegion {
  /** As they stand in the window, a row each; the cursor's row is below. */
  #drawn: readonly string[] = [];

  get isEmpty(): boolean {
    return this.#drawn.length === 0;
  }

  /** They were drawn with everything else, or are not there any more. */
  isNow(lines: readonly string[]): void {
    this.#drawn = lines;
  }

  /**
   * Writes only what has changed, and nothing is erased before it is written, so that nothing flickers. The cursor
   * is at the start of the row below before and after.
   * @param settled lines that stay above it @param reach rows of the window above the cursor's
   * @returns empty if all stands there already
   */
  redraw(settled: readonly string[], lines: readonly string[], reach: number): string {
    const before = this.#drawn;
    const next = [...settled, ...lines];
    this.#drawn = lines;
    const change = next.findIndex((line, index) => line !== before[index]);
    const same = change === -1 ? next.length : change;
    if (same === next.length && same === before.length) return '';
    // What has scrolled out of the window stays as it is.
    const first = Math.max(same, before.length - reach);
    const up = before.length - first;
    const rows = next
      .slice(first)
      .map((line, index) => (line === before[first + index] ? '\n' : `${line}\u001B[K\n`));
    return `\r${up > 0 ? `\u001B[${up}A` : ''}${rows.join('')}\u001B[J`;
  }
}
