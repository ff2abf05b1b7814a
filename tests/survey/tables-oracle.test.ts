// Tables of answers drawn at random, blanks and "Kan inte svara" among them, against plain loops over the words: what each table counts, of whom, and in
// which order (catalogue of the seed, A1).
import { beforeAll, describe, expect, it } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { answerColumns } from "../../src/survey/questionnaires/answer-columns.ts";
import type { AnswerColumn } from "../../src/survey/questionnaires/answer-columns.ts";
import { findQuestionnaire } from "../../src/survey/questionnaires/find-questionnaire.ts";
import { delaktighet2024 } from "../../src/survey/tables/definitions/delaktighet-2024.ts";
import { makeTables } from "../../src/survey/tables/make-table.ts";
import { toFixedForm } from "../../src/survey/tables/output/fixed-form.ts";
import { readDeliveries } from "../../src/survey/tables/read-deliveries.ts";
import type { Delivery } from "./published-answers.ts";
import { answersCsv } from "./published-answers.ts";
import { frameCsv, publishedFrame } from "./published-frame.ts";

let columns: readonly AnswerColumn[];
beforeAll(async () => {
  columns = answerColumns(valueOf(await findQuestionnaire("delaktighet-2024")));
});

/** Answers of some of the units, the same for the same seed. */
function drawn(seed: number): Delivery[] {
  let state = seed;
  const below = (most: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  return publishedFrame()
    .filter(() => below(3) > 0)
    .map((unit) => {
      const answers = new Map<string, string>([["q2_comment", "svar"]]);
      for (const { column, alternatives } of columns) {
        const word = below(5) === 0 ? "" : (alternatives[below(alternatives.length)] ?? "");
        if (word !== "") answers.set(column, word);
      }
      return { unit, answers };
    });
}

type Answers = ReadonlyMap<string, string>;
const percent = (count: number, of: number) => (of === 0 ? null : Math.round((100 * count) / of + 1e-9));
const saying = (all: readonly Answers[], column: string, isRight: (word: string) => boolean) =>
  all.filter((one) => isRight(one.get(column) ?? "")).length;
const yes = (word: string) => word === "Ja";
const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/** Shares of Ja of some columns, of all or of those that ticked one of `among`; falling, the last kept last. */
function falling(all: readonly Answers[], asked: readonly string[], among: readonly string[] | null, isLastKept: boolean) {
  const base = among === null ? all : all.filter((one) => among.some((column) => yes(one.get(column) ?? "")));
  const shares = asked.map((column) => percent(saying(base, column, yes), base.length) ?? 0);
  const last = isLastKept ? shares.pop() : undefined;
  return { n: base.length, values: [...shares.sort((one, other) => other - one), ...(last === undefined ? [] : [last])] };
}

const row = (question: string, ...places: readonly number[]) => places.map((place) => `q${question}_${place}`);
const numbers = ["0", "1", "2", "3", "4 eller fler"];
const intervals = ["0 procent", "1–25 procent", "26–50 procent", "51–75 procent", "76–99 procent", "100 procent"];

describe("tables of answers drawn at random", () => {
  it.each([11, 12, 13])("are what plain loops make of them (%i)", (seed) => {
    const deliveries = drawn(seed);
    const bytes = (text: string) => new TextEncoder().encode(text);
    const files = {
      frame: { name: "ram.csv", bytes: bytes(frameCsv(publishedFrame())) },
      answers: {
        name: "svar.csv",
        bytes: bytes(
          answersCsv(
            deliveries,
            columns.map(({ column }) => column),
          ),
        ),
      },
    };
    const answered = valueOf(readDeliveries(files, delaktighet2024, columns));
    for (const size of [null, "0–15 tusen invånare", "200 tusen eller fler invånare"]) {
      const all = deliveries.filter(({ unit }) => size === null || unit.size === size).map(({ answers }) => answers);
      const tables = toFixedForm(makeTables(delaktighet2024, answered, ["storlek"])).filter(({ group }) => (group?.value ?? null) === size);
      const tableOf = (id: string) => tables.find(({ table }) => table === id);
      const single = (id: string) => ({
        n: tableOf(id)?.n,
        values: tableOf(id)
          ?.rows.filter(({ label }) => label !== "Totalt")
          .map(({ values }) => values[0]),
      });

      for (const [id, question, count] of [
        ["2", "1", 5],
        ["12", "6", 2],
        ["15", "19", 3],
        ["16", "20", 3],
      ] as const) {
        const expected = row(question, ...[1, 2, 3, 4, 5].slice(0, count)).map((column) => percent(saying(all, column, yes), all.length));
        expect([id, single(id)]).toEqual([id, { n: all.length, values: expected }]);
      }
      expect(single("3")).toEqual(falling(all, row("22", 1, 2, 3, 4, 5, 6, 7, 8), null, false));
      expect(single("13")).toEqual(falling(all, row("11", 1, 2, 3, 4, 5, 6, 7, 8), null, true));
      expect(single("11")).toEqual(falling(all, row("4i", 1, 2, 3, 4, 5, 7), row("4i", 1, 2, 3, 4, 5, 6, 7, 8), false));
      expect(single("17")).toEqual(falling(all, row("23", 1, 2, 3, 4, 5, 6), row("23", 1, 2, 3, 4, 5, 6), true));
      const followed = ["Ja, för alla typer av öppna insatser", "Ja, för vissa typer av öppna insatser", "Nej"];
      expect(single("14").values).toEqual(
        followed.map((word) =>
          percent(
            saying(all, "q16", (one) => one === word),
            all.length,
          ),
        ),
      );
      expect(tableOf("4")?.rows.map(({ values }) => values)).toEqual(
        [1, 2].map((place) =>
          ["4", "12", "17"].flatMap((question) =>
            [yes, (word: string) => word.startsWith("Ja, men")].map((isRight) =>
              percent(saying(all, `q${question}_${place}`, isRight), all.length),
            ),
          ),
        ),
      );
      for (const [id, part, words] of [
        ["5", "h_1", numbers],
        ["6", "h_2", numbers],
        ["7", "h_3", numbers],
        ["8", "b_1", intervals],
        ["9", "b_2", intervals],
        ["10", "b_3", intervals],
      ] as const) {
        const asked = ["4", "12", "17"].map((question) => `q${question}${part}`);
        const bases = asked.map((column) => saying(all, column, (word) => words.includes(word)));
        expect(tableOf(id)?.bases).toEqual(bases);
        expect(
          tableOf(id)
            ?.rows.slice(0, -1)
            .map(({ values }) => values),
        ).toEqual(
          words.map((word) =>
            asked.map((column, place) =>
              percent(
                saying(all, column, (one) => one === word),
                bases[place] ?? 0,
              ),
            ),
          ),
        );
        expect(tableOf(id)?.rows.at(-1)?.values).toEqual(bases.map((base) => (base === 0 ? null : 100)));
      }
      const graded = Array.from({ length: 12 }, (_, place) => {
        const counts = [1, 2, 3, 4, 5].map((step) => saying(all, `q24_${place + 1}`, (word) => word.startsWith(`${step}.`)));
        const n = sumOf(counts);
        const [one = 0, two = 0, three = 0, four = 0, five = 0] = counts;
        return { n, values: [one + two, three, four + five, three + four + five].map((count) => percent(count, n) ?? 0) };
      }).sort((one, other) => (other.values[3] ?? 0) - (one.values[3] ?? 0) || (other.values[2] ?? 0) - (one.values[2] ?? 0));
      expect(tableOf("18")?.rows.map(({ values, n }) => ({ n, values }))).toEqual(graded);
      const bars = [
        "I samtliga ärenden",
        "I fler än hälften av alla ärenden",
        "I cirka hälften av alla ärenden",
        "I mindre än hälften av alla ärenden",
        "Inte i några ärenden",
      ];
      expect(tableOf("Diagram 1")?.rows.map(({ values, n }) => ({ n, values }))).toEqual(
        ["q14_1", "q14_2"].map((column) => {
          const n = saying(all, column, (word) => bars.includes(word));
          return {
            n,
            values: bars.map((bar) =>
              percent(
                saying(all, column, (word) => word === bar),
                n,
              ),
            ),
          };
        }),
      );
    }
  });
});
