import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundsOf, findBlock, findHiddenAtoms, isSmall } from "./block.ts";
import type { Block, Counts } from "./block.ts";

/** Every table of whole numbers that has the block's sums of rows and columns, by plain search. */
function everyTable(rows: readonly number[], columns: readonly number[]): number[][][] {
  if (rows.length === 0) return columns.every((left) => left === 0) ? [[]] : [];
  const [first = 0, ...others] = rows;
  return everyRow(first, columns).flatMap((row) =>
    everyTable(
      others,
      columns.map((left, at) => left - (row[at] ?? 0)),
    ).map((rest) => [row, ...rest]),
  );
}

function everyRow(sum: number, most: readonly number[]): number[][] {
  if (most.length === 0) return sum === 0 ? [[]] : [];
  const [first = 0, ...others] = most;
  return Array.from({ length: Math.min(first, sum) + 1 }, (_, count) => count).flatMap((count) =>
    everyRow(sum - count, others).map((row) => [count, ...row]),
  );
}

const counts = fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });

describe("what is known of a block", () => {
  it("is exactly what a search through every table with its sums finds", () => {
    fc.assert(
      fc.property(
        counts,
        fc.subarray([0, 1, 2], { minLength: 2 }),
        fc.subarray([0, 1, 2], { minLength: 2 }),
        fc.subarray([0, 1, 2], { minLength: 1 }),
        (table, groups, atoms, asked) => {
          const cell = (row: number, column: number) => table[row]?.[column] ?? 0;
          const block: Block = { groups: new Set(groups), atoms: new Set(atoms) };
          const all = everyTable(
            groups.map((row) => atoms.reduce((sum, column) => sum + cell(row, column), 0)),
            atoms.map((column) => groups.reduce((sum, row) => sum + cell(row, column), 0)),
          );
          for (const group of groups) {
            const known = asked.filter((column) => !atoms.includes(column)).reduce((sum, column) => sum + cell(group, column), 0);
            const possible = all.map((one) =>
              asked
                .filter((column) => atoms.includes(column))
                .reduce((sum, column) => sum + (one[groups.indexOf(group)]?.[atoms.indexOf(column)] ?? 0), known),
            );
            expect(boundsOf(table, { group, atoms: asked }, block)).toEqual([Math.min(...possible), Math.max(...possible)]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("the block that is found", () => {
  const larger = fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 8 });
  const watched = [[0], [1], [2], [1, 2]];

  it("leaves every small number anything from 1 to 6, or none is small, or nothing of the whole would be safe", () => {
    fc.assert(
      fc.property(larger, (table: Counts) => {
        const block = findBlock(table, watched, 7);
        const small = table.flatMap((row, group) =>
          watched
            .filter((atoms) =>
              isSmall(
                atoms.reduce((sum, at) => sum + (row[at] ?? 0), 0),
                7,
              ),
            )
            .map((atoms) => ({ group, atoms })),
        );
        if (block === undefined) {
          const everything: Block = { groups: new Set(table.keys()), atoms: new Set([0, 1, 2]) };
          expect(small.some((one) => boundsOf(table, one, everything)[1] < 6 || boundsOf(table, one, everything)[0] > 1)).toBe(true);
          return;
        }
        for (const one of small) {
          const [low, high] = boundsOf(table, one, block);
          expect(low).toBeLessThanOrEqual(1);
          expect(high).toBeGreaterThanOrEqual(6);
        }
      }),
    );
  });

  it("hides nothing where nothing is small", () => {
    expect(
      findBlock(
        [
          [7, 0, 20],
          [8, 9, 10],
        ],
        watched,
        7,
      ),
    ).toEqual({ groups: new Set(), atoms: new Set() });
  });
});

describe("what is hidden of all units", () => {
  it("is nothing where nothing is small, and never one alone", () => {
    expect(findHiddenAtoms([150, 42], [[0], [1]], 7)).toEqual(new Set());
    expect(findHiddenAtoms([186, 6], [[0], [1]], 7)).toEqual(new Set([0, 1]));
    expect(findHiddenAtoms([100, 3, 40, 20], [[0], [1], [2], [3]], 7)).toEqual(new Set([1, 3]));
  });
});
