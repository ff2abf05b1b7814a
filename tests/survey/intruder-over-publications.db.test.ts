// Somebody who has every stored publication of a round, and of the rounds that it is compared with, and sets every number against every other, learns no
// number of units from one to six: not between tables, groups, totals, sex and age, nor between one publication and the next.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askForPublication } from "../../src/survey/results/actions/make-publication.ts";
import { groupings } from "../../src/survey/tables/frame.ts";
import { toFixedForm } from "../../src/survey/tables/output/fixed-form.ts";
import type { FixedTable } from "../../src/survey/tables/output/fixed-form.ts";
import type { Table } from "../../src/survey/tables/table.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { codeOf, faultsOf } from "../support/outcomes.ts";
import { addRound, deliver, makeOne, official, secret } from "./agency.ts";
import type { Round } from "./agency.ts";
import type { Found } from "./intruder.ts";
import { workOut } from "./intruder.ts";
import { publishedDeliveries } from "./published-answers.ts";
import { countsFor } from "./whole-counts.ts";

const { frame, deliveries } = publishedDeliveries();
const answersOfUnits = deliveries.map(({ unit, answers }) => [unit.code, answers] as const);
/** A unit that answers after the first publication: nobody else's answers than its own are new. */
const late = frame.find(({ hasAnswered }) => !hasAnswered)?.code ?? "";
const lateAnswers = answersOfUnits[7]?.[1] ?? new Map<string, string>();

const learned = (tables: readonly FixedTable[]): Found[] =>
  [...workOut(tables, groupings).values()].filter(({ range }) => range.low === range.high && range.low > 0 && range.low < 7);
/** The tables of some publications as one: the same table of the same group is there once. */
const together = (...publications: readonly (readonly Table[])[]): FixedTable[] => [
  ...new Map(
    publications.flatMap((tables) =>
      toFixedForm(tables.filter(({ id }) => !id.startsWith("Jämförelse"))).map((table) => [JSON.stringify(table), table] as const),
    ),
  ).values(),
];

/** Numbers of two sets of the same tables that differ by one to six exactly known units: what the units between them answered. */
function learnedByDifference(before: readonly FixedTable[], after: readonly FixedTable[]): string[] {
  const [one, other] = [workOut(before, groupings), workOut(after, groupings)];
  return [...one].flatMap(([key, { range: first, row }]) => {
    const second = other.get(key)?.range;
    if (second === undefined || row.startsWith("bas") || first.low !== first.high || second.low !== second.high) return [];
    const difference = Math.abs(second.low - first.low);
    return difference > 0 && difference < 7 ? [key] : [];
  });
}

/** The number behind a share, where one alone is printed as it; null where several are, or it is not shown. */
function countIn(share: number | null | undefined, of: number | null | undefined): number | null {
  if (share === null || share === undefined || of === null || of === undefined) return null;
  const [first, ...others] = countsFor(share, of);
  return first !== undefined && others.length === 0 ? first : null;
}

let agency: House;
let round: Round;
beforeAll(async () => {
  agency = await openHouse({ code: "202100-0555" });
  round = await addRound(agency, frame);
  await deliver(agency, round, answersOfUnits);
}, 900_000);
afterAll(() => agency.database.drop());

const tablesOf = async (input: Readonly<Record<string, unknown>>): Promise<readonly Table[]> => {
  const { made, shown } = await makeOne(agency, input);
  if (made === null) throw new Error(shown.refusedBecause ?? "It was not made.");
  return made.tables;
};

describe("an intruder over the stored publications of a round", { timeout: 900_000 }, () => {
  it("learns nothing of several publications of the same answers, nor of one that is asked for after one more delivery", async () => {
    const all = { ...secret, contents: "också efter kön och ålder" };
    const bySize = await makeOne(agency, { roundId: round.id, ...all, groupings: ["storlek", "nyckel"] });
    const sizes = bySize.made?.tables ?? [];
    const sexAndAge = together(sizes).filter(({ table }) => table.startsWith("Kön"));
    expect(
      sexAndAge.some(({ rows }) => rows.some(({ label, values }) => label !== "Totalt" && values.some((value) => value !== null))),
    ).toBe(true);
    agency.at("2026-03-09");
    await deliver(agency, round, [[late, lateAnswers]]);
    // Of the answers that count now it is refused, whatever else is asked for; the official form as well.
    const ask = (input: object) => agency.act(agency.staff.agency, askForPublication, { roundId: round.id, ...secret, ...input });
    expect(codeOf(await ask({}))).toBe("other-answers-are-out");
    expect(codeOf(await ask({ groupings: ["lan"] }))).toBe("other-answers-are-out");
    expect(codeOf(await ask({ contents: "bara efter kön och ålder" }))).toBe("other-answers-are-out");
    expect(codeOf(await ask(official))).toBe("protected-is-out");
    expect(codeOf(await ask({ ...official, sameAs: bySize.publicationId }))).toBe("protected-is-out");
    // Of the same answers it is made.
    const counties = await tablesOf({ roundId: round.id, ...all, groupings: ["lan", "skr_grupp"], sameAs: bySize.publicationId });
    expect(learned(together(sizes, counties))).toEqual([]);
    // The same unit delivering anew makes them other answers too.
    await deliver(agency, round, [[answersOfUnits[3]?.[0] ?? "", lateAnswers]]);
    expect(codeOf(await ask({}))).toBe("other-answers-are-out");
  });

  it("would learn the late unit's answers of two publications, if the second were not refused: the intruder is no fool", async () => {
    const before = await addRound(agency, frame, "Före");
    await deliver(agency, before, answersOfUnits);
    const after = await addRound(agency, frame, "Efter");
    await deliver(agency, after, [...answersOfUnits, [late, lateAnswers]]);
    const [one, other] = [
      await tablesOf({ roundId: before.id, ...secret, groupings: [...groupings] }),
      await tablesOf({ roundId: after.id, ...secret, groupings: [...groupings] }),
    ];
    expect(learned(together(one))).toEqual([]);
    expect(learned(together(other))).toEqual([]);
    expect(learnedByDifference(together(one), together(other)).length).toBeGreaterThan(5);
  });

  it("learns no more by group than the official form has told of all", async () => {
    const both = await addRound(agency, frame, "Båda formerna");
    await deliver(agency, both, answersOfUnits);
    const open = await tablesOf({ roundId: both.id, ...official });
    const hidden = await tablesOf({ roundId: both.id, ...secret, contents: "också efter kön och ålder", groupings: [...groupings] });
    // With every number of all units known from the official form, no number of a group is.
    const known = new Map(together(open).map((table) => [table.table, table]));
    const withTotals = together(hidden).map((table) => (table.group === undefined ? (known.get(table.table) ?? table) : table));
    expect(learned(withTotals).filter(({ place }) => place !== "alla")).toEqual([]);
    const shown = hidden.filter(({ group }) => group !== null).flatMap(({ rows }) => rows.flatMap(({ values }) => values));
    expect(shown.filter((value) => value !== null).length).toBeGreaterThan(100);
    await deliver(agency, both, [[late, lateAnswers]]);
    const ask = (input: object) => agency.act(agency.staff.agency, askForPublication, { roundId: both.id, ...secret, ...input });
    expect(codeOf(await ask({}))).toBe("other-answers-are-out");
  });
});

describe("a comparison of two rounds", { timeout: 900_000 }, () => {
  it("gives all units and those that answered both times, and a protected one tells of no group of one to six", async () => {
    const [first, second] = [await addRound(agency, frame, "Först"), await addRound(agency, frame, "Sedan", "2026")];
    await deliver(agency, first, answersOfUnits);
    // The next time every fifth leaves it, and the others move a step: what was answered by the one before.
    const again = answersOfUnits.flatMap(([code], place) => {
      const answers = answersOfUnits[(place + 1) % answersOfUnits.length]?.[1];
      return place % 5 === 0 || answers === undefined ? [] : [[code, answers] as const];
    });
    await deliver(agency, second, again);
    const before = await makeOne(agency, { roundId: first.id, ...official });
    const compared = await tablesOf({ roundId: second.id, ...official, compareWith: before.publicationId });
    const table2 = compared.find(({ id }) => id === "Jämförelse, tabell 2");
    expect(table2?.columns).toHaveLength(10);
    const [shareBefore, baseBefore, shareAfter, baseAfter, difference, , panelBefore, , panelAfter] = table2?.rows[0]?.values ?? [];
    expect([shareBefore, baseBefore, baseAfter, panelBefore, panelAfter]).toEqual([45, 192, again.length, again.length, again.length]);
    expect(difference).toBe((shareAfter ?? 0) - (shareBefore ?? 0));
    expect(compared.flatMap(({ notes }) => notes).filter((note) => note.startsWith("Brott"))).toEqual([]);
    // Protected: another pair of rounds, of which neither is compared again with a third.
    const [third, fourth] = [await addRound(agency, frame, "Tredje"), await addRound(agency, frame, "Fjärde", "2026")];
    await deliver(agency, third, answersOfUnits);
    await deliver(agency, fourth, again);
    const earlier = await makeOne(agency, { roundId: third.id, ...secret });
    expect(
      faultsOf(
        await agency.act(agency.staff.agency, askForPublication, { roundId: fourth.id, ...official, compareWith: earlier.publicationId }),
      ),
    ).toBe("compareWith");
    const hidden = await tablesOf({ roundId: fourth.id, ...secret, compareWith: earlier.publicationId });
    const figures = hidden.filter(({ id }) => id.startsWith("Jämförelse")).flatMap(({ rows }) => rows);
    expect(figures.some(({ values }) => values[9] !== null && values[9] !== undefined)).toBe(true);
    // Of all units, of those in both and so of the others: no small number in any.
    const isSmall = (count: number | null) => count !== null && count > 0 && count < 7;
    for (const { values } of figures) {
      for (const [share, of, panelShare, panelOf] of [
        [values[0], values[1], values[5], values[6]],
        [values[2], values[3], values[7], values[8]],
      ]) {
        const [all, panel] = [countIn(share, of), countIn(panelShare, panelOf)];
        for (const one of [all, panel]) expect(isSmall(one)).toBe(false);
        if (all === null || panel === null) continue;
        for (const one of [all - panel, (of ?? 0) - (panelOf ?? 0) - (all - panel)]) expect(isSmall(one)).toBe(false);
      }
    }
    const fifth = await addRound(agency, frame, "Femte", "2028");
    await deliver(agency, fifth, again.slice(3));
    const ask = { roundId: fifth.id, ...secret, compareWith: earlier.publicationId };
    expect(codeOf(await agency.act(agency.staff.agency, askForPublication, ask))).toBe("compared-already");
  });
});
