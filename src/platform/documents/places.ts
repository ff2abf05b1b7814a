/** So many at once, so many in line; whoever comes when the line is full is turned away. */
export class Places {
  readonly #most: { readonly atOnce: number; readonly waiting: number };
  #taken = 0;
  readonly #line: (() => void)[] = [];

  constructor(most: { readonly atOnce: number; readonly waiting: number }) {
    this.#most = most;
  }

  /** Does the work when there is a place; undefined, and nothing is done, when the line is full. */
  async take<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#taken >= this.#most.atOnce) {
      if (this.#line.length >= this.#most.waiting) return undefined;
      await new Promise<void>((resolve) => this.#line.push(resolve));
    } else {
      this.#taken++;
    }
    try {
      return await work();
    } finally {
      // The place goes to the next in line, or becomes free.
      const next = this.#line.shift();
      if (next) next();
      else this.#taken--;
    }
  }
}
