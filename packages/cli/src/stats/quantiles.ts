/** Numbers, kept in eight bytes each, so that a million fit into 16 MB and every quantile of them is exact. */
export class Numbers {
  #values = new Float64Array(16);
  #count = 0;
  #isSorted = true;

  add(value: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Float64Array(2 * this.#count);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count++] = value;
    this.#isSorted = false;
  }

  /** Between two neighbours in proportion, as `percentile_cont` of SQL has it; undefined for none. */
  quantile(share: number): number | undefined {
    if (this.#count === 0) return undefined;
    const values = this.#values.subarray(0, this.#count);
    if (!this.#isSorted) values.sort();
    this.#isSorted = true;
    const place = share * (this.#count - 1);
    const low = values[Math.floor(place)] ?? 0;
    const high = values[Math.ceil(place)] ?? low;
    return low + (high - low) * (place - Math.floor(place));
  }
}
