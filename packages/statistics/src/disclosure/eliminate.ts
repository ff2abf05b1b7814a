/** Exact Gaussian elimination: which hidden cells follow from what is shown, by whole-number arithmetic that cannot round. */
import * as kinds from "../checks/kinds.ts";
import { check } from "../checks/shape.ts";
import { system as aSystem } from "./shapes.ts";
import { StatisticsError } from "../errors.ts";
import type { System } from "./system.ts";

type Integer = number | bigint;
type Sparse = Map<number, Integer>;

/**
 * The hidden cells that the equalities determine exactly, by arithmetic that cannot round. `hidden`: 1 by cell id.
 * Method: cell c is determined when e_c lies in the row space of the hidden columns. Fraction-free Gauss–Jordan on sparse integer rows,
 * divided by their greatest common divisor; numbers that leave 2^53 become BigInt, so the rank is exact. Rows that only bound (unions) take
 * no part, nor does what is known of least values: `auditPattern` knows more.
 * Comes back: cell ids, ascending. Units: cells.
 * Reference: Bareiss (1968), Mathematics of Computation 22, 565–578.
 * Errors: `argument` when `hidden` has another length than the publication, with its length as `count`.
 */
export function determinedCells(system: System, hidden: Uint8Array): number[] {
  check({ system, hidden }, { system: aSystem, hidden: kinds.bytes });
  if (hidden.length !== system.count) {
    throw new StatisticsError("argument", `The pattern has ${hidden.length} cells; the publication has ${system.count}.`, {
      variable: "hidden",
      count: hidden.length,
    });
  }
  const reduced = reduce(rowsOfHidden(system, hidden));
  return reduced
    .filter((row) => row.size === 1)
    .flatMap((row) => [...row.keys()])
    .sort((a, b) => a - b);
}

/** The equations as the intruder sees them: shown cells are constants, and drop out. */
function rowsOfHidden(system: System, hidden: Uint8Array): Sparse[] {
  const rows: Sparse[] = [];
  for (const { cells, coefficients, low, high } of system.rows) {
    if (low !== high) continue;
    const row: Sparse = new Map();
    cells.forEach((cell, k) => {
      if (hidden[cell] === 1) row.set(cell, coefficients[k] ?? 0);
    });
    if (row.size > 0) rows.push(row);
  }
  return rows;
}

/** Reduced row echelon form. The shortest row goes first and pivots on its rarest column, which keeps the fill low. */
function reduce(rows: Sparse[]): Sparse[] {
  const active = new Set(rows.keys());
  const holders = new Map<number, Set<number>>();
  const enter = (row: number, column: number) => {
    const set = holders.get(column);
    if (set) set.add(row);
    else holders.set(column, new Set([row]));
  };
  rows.forEach((row, r) => row.forEach((_, column) => enter(r, column)));
  const done: number[] = [];
  const bySize = new SizeQueue(rows);
  for (let r = bySize.next(active, rows); r >= 0; r = bySize.next(active, rows)) {
    active.delete(r);
    const pivotRow = rows[r];
    if (!pivotRow || pivotRow.size === 0) continue;
    let pivot = -1;
    let fewest = Infinity;
    for (const column of pivotRow.keys()) {
      const size = holders.get(column)?.size ?? 0;
      if (size < fewest || (size === fewest && column < pivot)) [pivot, fewest] = [column, size];
    }
    done.push(r);
    for (const other of [...(holders.get(pivot) ?? [])]) {
      if (other === r) continue;
      const target = rows[other];
      if (!target) continue;
      subtract(target, pivotRow, pivot, (column, isIn) => {
        if (isIn) enter(other, column);
        else holders.get(column)?.delete(other);
      });
      if (active.has(other)) bySize.push(other, target.size);
    }
  }
  return done.flatMap((r) => rows[r] ?? []);
}

/** target ← (p·target − t·pivotRow) / gcd, so that column `pivot` disappears from it. */
function subtract(target: Sparse, pivotRow: Sparse, pivot: number, onChange: (column: number, isIn: boolean) => void): void {
  const p = pivotRow.get(pivot) ?? 1;
  const t = target.get(pivot) ?? 0;
  if (p !== 1) for (const [column, coefficient] of target) target.set(column, multiply(coefficient, p));
  for (const [column, coefficient] of pivotRow) {
    const before = target.get(column);
    const after = difference(before ?? 0, multiply(coefficient, t));
    // Loose equality on purpose: 0 and 0n are the same number here.
    if (Number(after) === 0) {
      if (before !== undefined) {
        target.delete(column);
        onChange(column, false);
      }
    } else {
      target.set(column, after);
      if (before === undefined) onChange(column, true);
    }
  }
  divideOut(target);
}

function multiply(a: Integer, b: Integer): Integer {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    return Number.isSafeInteger(product) ? product : BigInt(a) * BigInt(b);
  }
  return BigInt(a) * BigInt(b);
}

function difference(a: Integer, b: Integer): Integer {
  if (typeof a === "number" && typeof b === "number") {
    const result = a - b;
    return Number.isSafeInteger(result) ? result : BigInt(a) - BigInt(b);
  }
  return BigInt(a) - BigInt(b);
}

function divideOut(row: Sparse): void {
  let common: Integer = 0;
  for (const coefficient of row.values()) {
    common = divisor(common, coefficient);
    if (common === 1) return;
  }
  for (const [column, coefficient] of row) row.set(column, shrink(BigInt(coefficient) / BigInt(common)));
}

function divisor(a: Integer, b: Integer): Integer {
  if (typeof a === "number" && typeof b === "number") {
    let [x, y] = [Math.abs(a), Math.abs(b)];
    while (y !== 0) [x, y] = [y, x % y];
    return x;
  }
  let [x, y] = [BigInt(a), BigInt(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return shrink(x < 0n ? -x : x);
}

function shrink(value: bigint): Integer {
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

/** Rows by length, lazily: an entry whose length is no longer true is skipped. */
class SizeQueue {
  private readonly buckets: number[][] = [];
  constructor(rows: readonly Sparse[]) {
    rows.forEach((row, r) => {
      this.push(r, row.size);
    });
  }
  push(row: number, size: number): void {
    (this.buckets[size] ??= []).push(row);
  }
  next(active: ReadonlySet<number>, rows: readonly Sparse[]): number {
    for (let size = 0; size < this.buckets.length; size++) {
      const bucket = this.buckets[size];
      while (bucket && bucket.length > 0) {
        const row = bucket.pop() ?? -1;
        if (active.has(row) && rows[row]?.size === size) return row;
      }
    }
    return -1;
  }
}
