/** Kahan summation in Neumaier's variant, as in Prometheus. */
export class CompensatedSum {
  value = 0;
  #error = 0;

  add(v: number): void {
    const total = this.value + v;
    this.#error += Math.abs(this.value) >= Math.abs(v) ? this.value - total + v : v - total + this.value;
    this.value = total;
  }

  get total(): number {
    return Number.isFinite(this.value) || Number.isNaN(this.value) ? this.value + this.#error : this.value;
  }
}
