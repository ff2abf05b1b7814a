// Somebody who has the whole protected publication and sets every number in it against every other learns no number of units from one to six.
import { beforeAll, describe, expect, it } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { answerColumns } from "../../src/survey/questionnaires/answer-columns.ts";
import { findQuestionnaire } from "../../src/survey/questionnaires/find-questionnaire.ts";
import type { Answered } from "../../src/survey/tables/answered.ts";
import { delaktighet2024 } from "../../src/survey/tables/definitions/delaktighet-2024.ts";
import type { TableSet } from "../../src/survey/tables/definition.ts";
import type { Frame, Unit } from "../../src/survey/tables/frame.ts";
import { groupings } from "../../src/survey/tables/frame.ts";
import { makeProtectedTables } from "../../src/survey/tables/make-protected.ts";
import { protect } from "../../src/survey/tables/protection/protect.ts";
import { makeTables } from "../../src/survey/tables/make-table.ts";
import type { FixedTable } from "../../src/survey/tables/output/fixed-form.ts";
import { toFixedForm } from "../../src/survey/tables/output/fixed-form.ts";
import { readDeliveries } from "../../src/survey/tables/read-deliveries.ts";
import type { Found } from "./intruder.ts";
import { workOut } from "./intruder.ts";
import { answersCsv, publishedDeliveries } from "./published-answers.ts";
import { frameCsv } from "./published-frame.ts";

/** Numbers from one to six that the intruder knows exactly. */
const learned = (found: ReadonlyMap<string, Found>) =>
  [...found.values()].filter(({ range }) => range.low === range.high && range.low > 0 && range.low < 7);
/** Hidden numbers that the intruder knows to be under seven. */
const narrowed = (tables: readonly FixedTable[]) => learned(workOut(tables, groupings));

let published: Answered;
beforeAll(async () => {
  const columns = answerColumns(valueOf(await findQuestionnaire("delaktighet-2024")));
  const { frame, deliveries } = publishedDeliveries();
  const bytes = (text: string) => new TextEncoder().encode(text);
  const answers = answersCsv(
    deliveries,
    columns.map(({ column }) => column),
  );
  published = valueOf(
    readDeliveries(
      { frame: { name: "ram.csv", bytes: bytes(frameCsv(frame)) }, answers: { name: "svar.csv", bytes: bytes(answers) } },
      delaktighet2024,
      columns,
    ),
  );
});

/** Answers drawn at random, the same for the same seed: few units of some groups, alternatives that few or all give. */
function drawn(seed: number, set: TableSet): Answered {
  let state = seed;
  const below = (most: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  const groups = (): Unit["groups"] => ({
    storlek: ["0–15 tusen invånare", "15–30 tusen invånare", "200 tusen eller fler invånare"][Math.floor(below(100) / 40)] ?? null,
    nyckel: String(1 + below(4)),
    skr_grupp: below(12) === 0 ? null : (["A1", "B3", "C6"][below(3)] ?? null),
    lan: String(10 + below(9)),
  });
  const frame: Frame = Array.from({ length: 40 + below(160) }, (_, place) => ({
    code: String(1000 + place),
    name: `Prov ${place}`,
    groups: groups(),
  }));
  const units = frame.filter(() => below(10) > 2);
  const columns = new Set(JSON.stringify(set).match(/q\d+[a-z]?(?:_\d+)?/gu));
  const given = new Map<string, Uint8Array>();
  for (const column of columns) {
    const favourite = 1 + below(6);
    const often = below(10);
    given.set(
      column,
      Uint8Array.from(units, () => (below(10) < often ? favourite : below(8))),
    );
  }
  return { frame, units, given };
}

// A whole publication is audited: on a busy machine that takes its time.
describe("the protected publication of 2024", { timeout: 900_000 }, () => {
  it("tells an intruder no number from one to six, with every group and by sex and age", async () => {
    const protection = await protect(delaktighet2024, published);
    const { audit } = protection;
    const tables = makeProtectedTables(delaktighet2024, published, protection, { by: groupings, withSexAndAge: true });
    expect(narrowed(toFixedForm(tables))).toEqual([]);
    expect(audit).toMatchObject({ minimum: 7, isSafe: true });
    expect(audit.primary).toBeGreaterThan(100);
    // It still says something: most of the national shares, and shares by group.
    const shown = tables.map(({ rows }) => rows.flatMap(({ values }) => values).filter((value) => value !== null).length);
    expect(shown.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1000);
    expect(
      tables
        .filter(({ id, group }) => id.startsWith("Kön") && group === null)
        .some(({ rows }) => rows.some(({ label, values }) => label !== "Totalt" && values.some((value) => value !== null))),
    ).toBe(true);
    // Less by one grouping is less of the same: what is hidden does not depend on what is asked for.
    const bySize = makeProtectedTables(delaktighet2024, published, protection, { by: ["storlek"], withSexAndAge: false });
    const all = toFixedForm(tables).map((table) => JSON.stringify(table));
    for (const table of toFixedForm(bySize)) expect(all).toContain(JSON.stringify(table));
  });

  it("would tell without protection, or if small numbers alone were hidden: the intruder is no fool", () => {
    const open = toFixedForm(makeTables(delaktighet2024, published, groupings));
    expect(narrowed(open).length).toBeGreaterThan(500);
    const small = (value: number | null, n: number | null) =>
      value !== null && n !== null && (value * n) / 100 > 0.4 && (value * n) / 100 < 6.6;
    const naive = open.map((table) => ({
      ...table,
      rows: table.rows.map((row) => ({
        ...row,
        values: row.values.map((value, column) =>
          row.label !== "Totalt" && small(value, table.bases?.[column] ?? row.n ?? table.n) ? null : value,
        ),
      })),
    }));
    expect(narrowed(naive).length).toBeGreaterThan(100);
  });
});

describe("publications drawn at random", { timeout: 900_000 }, () => {
  const some: TableSet = {
    ...delaktighet2024,
    tables: delaktighet2024.tables.filter(({ id }) => ["4", "6", "14", "17", "18", "Diagram 1"].includes(id)),
    bySexAndAge: delaktighet2024.bySexAndAge.slice(0, 1),
  };

  it.each([1, 2, 3, 4, 5, 6])("hold against the audit and the intruder (%i)", async (seed) => {
    const answered = drawn(seed, some);
    const protection = await protect(some, answered);
    expect(protection.audit.isSafe).toBe(true);
    const tables = makeProtectedTables(some, answered, protection, { by: groupings, withSexAndAge: true });
    expect(narrowed(toFixedForm(tables))).toEqual([]);
  });
});
