/** The matrices of the linear programmes. */

/** Rows of a sparse matrix, collected one by one. */
export class RowMatrix {
  readonly starts: number[] = [0];
  readonly indices: number[] = [];
  readonly values: number[] = [];
  readonly low: number[] = [];
  readonly high: number[] = [];

  /** Adds one row low ≤ Σ values·columns ≤ high. */
  add(columns: readonly number[], values: readonly number[], low: number, high: number): void {
    this.indices.push(...columns);
    this.values.push(...values);
    this.starts.push(this.indices.length);
    this.low.push(low);
    this.high.push(high);
  }

  /** The matrix as HiGHS takes it. */
  toSparse(columns: number) {
    return {
      format: "csr" as const,
      numRows: this.low.length,
      numCols: columns,
      starts: Int32Array.from(this.starts),
      indices: Int32Array.from(this.indices),
      values: Float64Array.from(this.values),
    };
  }
}
