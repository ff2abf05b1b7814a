import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { questionsOf } from "../questionnaire.ts";
import type { Question, Questionnaire } from "../questionnaire.ts";
import { judgeAnswers } from "../judge.ts";
import { findQuestionnaire } from "../find-questionnaire.ts";
import { valueOf } from "../../../platform/basics/result.ts";

/**
 * The form as it stands in the report's text (Bilaga 2), line by line, without empty lines and without the two lines with the investigators'
 * names and addresses. What the questionnaire says must stand in it, in this order, word for word; and nothing may be left over.
 */
const seed = joined(readFileSync(join(import.meta.dirname, "..", "test", "delaktighet-2024.seed.txt"), "utf8"));

let form: Questionnaire;
let places: readonly Placed[];

beforeAll(async () => {
  form = valueOf(await findQuestionnaire("delaktighet-2024"));
  places = place(textsInOrder(form));
});

describe("the form of 2024, unchanged in words", () => {
  test("has every text of ours in the seed, in the form's order", () => {
    expect(places.filter(({ at }) => at < 0).map(({ text }) => text)).toEqual([]);
  });

  test("has nothing of the seed left over but what is named here", () => {
    expect(leftOver(places)).toEqual([
      "Bilaga 2. Enkätformulär",
      // Where the two investigators are named.
      "Eventuella frågor om undersökningen besvaras av:",
      // What is left of the lost tables of 4b, 4h, 12b and 12e.
      "procent Kan inte",
      "Kan inte eller utan",
      "Barn som inte haft",
      "17 år",
    ]);
  });

  test("has all its numbered questions, in order: 27 and 36 that follow on them", () => {
    const numbers = questionsOf(form).map(({ number }) => number);
    const printed = numbers.filter((number) => /^\d/.test(number));
    const expected = Array.from({ length: 27 }, (_, i) => [String(i + 1), ...followers(i + 1)]).flat();
    expect(printed).toEqual(expected);
    expect(printed.filter((number) => /^\d+$/.test(number))).toHaveLength(27);
    expect(printed.filter((number) => !/^\d+$/.test(number))).toHaveLength(36);
  });

  test("marks every condition as ours: the form prints none", () => {
    const conditional = questionsOf(form).filter(({ ask }) => ask !== null);
    expect(conditional.map(({ number }) => number)).toEqual([
      "4a",
      "4d",
      "4e",
      "4f",
      "4g",
      "12a",
      "12d",
      "12e",
      "12f",
      "12g",
      "13a",
      "14a",
      "16a",
      "17a",
      "17d",
      "17e",
      "17f",
      "17g",
    ]);
    expect(conditional.filter(({ inferred }) => !inferred["ask"])).toEqual([]);
    expect(form.pages.every(({ ask }) => ask === null)).toBe(true);
  });

  test("names as restored what the seed has lost, and nothing else", () => {
    const restored = questionsOf(form).flatMap(({ number, restored: marks }) => Object.keys(marks).map((part) => `${number} ${part}`));
    expect(restored).toEqual([
      ...["4b rows", "4b alternatives", "4e rows", "4e alternatives", "4f rows", "4f alternatives", "4g alternatives", "4g row 1"],
      ...[
        "4h rows",
        "4h alternatives",
        "12b row 1",
        "12b row 2",
        "12b row 3",
        "12d rows",
        "12d alternatives",
        "12e rows",
        "12e alternatives",
      ],
    ]);
  });

  test.each([
    ["2", "type"],
    ["8", "type"],
    ["9", "type"],
    ["13", "type"],
    ["16", "type"],
    ["23", "type"],
    ["7", "alone"],
    ["21", "alone"],
    ["23", "alone"],
    ["16a", "longest"],
    ["27", "longest"],
  ])("marks as ours, of question %s: %s", (number, part) => {
    expect(questionsOf(form).find((question) => question.number === number)?.inferred[part]).toMatch(/tryckt/);
  });

  test("says in each question that prints its period which days it means", () => {
    const printed = questionsOf(form).filter(({ text, help }) =>
      /1 februari 2023 ?(?:–|till) ?31 januari 2024/.test([text, ...help].join(" ")),
    );
    const meant = questionsOf(form).filter(({ period }) => period?.to === "2024-01-31");
    expect(meant.map(({ number }) => number)).toEqual(printed.map(({ number }) => number));
    expect(questionsOf(form).find(({ number }) => number === "1")?.period).toMatchObject({ from: "2024-02-01", to: "2024-02-01" });
  });

  test("holds the choices to what the form prints: three reasons, a thousand signs", () => {
    const several = questionsOf(form).filter((question) => question.type === "several");
    const withMost = several.filter(({ most }) => most !== null);
    expect(withMost.map(({ number, most }) => [number, most])).toEqual([
      ["4i", 3],
      ["12i", 3],
      ["17i", 3],
    ]);
    const limited = questionsOf(form).filter((question) => question.type === "text" && question.longest === 1000);
    const printed = questionsOf(form).filter(({ help }) => /max 1000 tecken/i.test(help.join(" ")));
    expect(limited.map(({ number }) => number)).toEqual(printed.map(({ number }) => number));
  });
});

describe("the rules of the form, which are ours", () => {
  const both = "Ja, kan lämna uppgifter uppdelade på både kön och ålder";
  test.each<[answers: Readonly<Record<string, string>>, rules: readonly number[]]>([
    [{ q4b_1: "76–99 procent", q4b_3: "26–50 procent" }, [401]],
    [{ q4b_1: "51–75 procent", q4b_3: "26–50 procent" }, []],
    [{ q4b_2: "100 procent", q4b_3: "1–25 procent" }, [402]],
    [{ q4b_1: "1–25 procent", q4b_2: "1–25 procent", q4b_3: "26–50 procent" }, []],
    [{ q4b_1: "1–25 procent", q4b_2: "1–25 procent", q4b_3: "1–25 procent" }, [403]],
    [{ q4b_1: "1–25 procent", q4b_2: "Kan inte svara", q4b_3: "1–25 procent" }, []],
    [{ q4b_1: "1–25 procent", q4c_1: both, q4d_1: "26–50 procent", q4d_2: "100 procent", q4e_1: "0 procent" }, [411]],
    [{ q4b_1: "26–50 procent", q4c_1: both, q4d_1: "1–25 procent", q4d_2: "0 procent", q4e_1: "0 procent" }, [412]],
    [{ q4b_1: "26–50 procent", q4c_1: both, q4d_1: "1–25 procent", q4d_2: "76–99 procent", q4e_1: "0 procent" }, []],
    [{ q4c_1: both }, [415, 416]],
    [{ q4b_1: "Kan inte svara", q4c_1: both, q4d_1: "0 procent", q4e_3: "0 procent" }, [417]],
    [{ q12b_2: "100 procent", q12b_3: "100 procent" }, [1202]],
    [{ q17b_2: "1–25 procent", q17c_2: both, q17f_1: "100 procent", q17f_2: "100 procent", q17g_2: "0 procent" }, [1721]],
  ])("of %j strike: %j", (answers, rules) => {
    const faults = judgeAnswers(form, new Map(Object.entries(answers)));
    expect(faults.map(({ rule }) => rule)).toEqual(rules);
  });
});

/** Letters of the questions that follow on one. */
function followers(number: number): readonly string[] {
  const last: Readonly<Record<number, string>> = { 2: "a", 4: "j", 8: "a", 12: "j", 13: "a", 14: "a", 16: "a", 17: "j", 22: "a" };
  const end = last[number];
  return end === undefined ? [] : [..."abcdefghij"].filter((letter) => letter <= end).map((letter) => `${number}${letter}`);
}

type Text = { readonly text: string; readonly part: string };
type Placed = Text & { readonly at: number };

/** Every text of the form that is printed, in the order of print. */
function textsInOrder({ pages, closing }: Questionnaire): readonly Text[] {
  const texts: Text[] = pages.flatMap((page) => {
    // The heading above all questions stands before the title of their first page.
    const [above, ...rest] = page.key === "implementering" ? page.text : ["", ...page.text];
    const head = [above ?? "", page.title, ...rest].map((text) => ({ text, part: page.key }));
    return [...head, ...page.questions.flatMap(textsOfQuestion)];
  });
  return [...texts, { text: closing ?? "", part: "closing" }].filter(({ text }) => text !== "");
}

function textsOfQuestion(question: Question): readonly Text[] {
  const { number, heading, text, help, comment, restored } = question;
  const of = (part: string, ...words: readonly (string | null)[]): Text[] =>
    words.flatMap((word) => (word === null ? [] : [{ text: word, part: `${number} ${part}` }]));
  const printedNumber = /^\d+$/.test(number) ? `${number}. ` : /^\d/.test(number) ? `${number}. ` : "";
  const head = [...of("heading", heading), ...of("text", `${printedNumber}${text}`), ...of("help", ...help)];
  const isLost = (part: string): boolean => Object.hasOwn(restored, part);
  const tail = of("comment", comment);
  switch (question.type) {
    case "single":
    case "several":
      return [...head, ...of("alternative", ...question.alternatives.map((alternative) => alternative.text)), ...tail];
    case "grid": {
      const columns = isLost("alternatives")
        ? []
        : of("alternatives", question.alternatives.map((alternative) => alternative.text).join(" "));
      const rows = question.rows.flatMap((row, i) => {
        if (isLost("rows") || isLost(`row ${i + 1}`)) return [];
        const again = row.isApart && number === "17b" ? columns : [];
        return [...again, ...of("row", row.text, row.help)];
      });
      return [...head, ...columns, ...rows, ...tail];
    }
    case "contact":
      return [
        ...of("text", text),
        ...of("help", help[0] ?? null),
        ...of("field", ...question.fields.map((field) => field.text)),
        ...of("help", ...help.slice(1)),
      ];
    default:
      return [...head, ...tail];
  }
}

/** Finds each text after the one before it. */
function place(texts: readonly Text[]): readonly Placed[] {
  let from = 0;
  return texts.map((one) => {
    const at = seed.indexOf(joined(one.text), from);
    if (at >= 0) from = at + joined(one.text).length;
    return { ...one, at };
  });
}

/** What stands between the texts that were found. */
function leftOver(found: readonly Placed[]): readonly string[] {
  let from = 0;
  const rest = found.flatMap(({ text, at }) => {
    const between = seed.slice(from, at);
    from = at + joined(text).length;
    return [between];
  });
  return [...rest, seed.slice(from)].map((text) => text.trim()).filter((text) => text !== "");
}

/** Lines as one text: broken words and spans joined, running heads, boxes and dots of lists away, one space between words. */
function joined(text: string): string {
  return text
    .replaceAll(/Kartläggning av barns delaktighet i ärenden inom socialtjänstens barn- och *\n *ungdomsvård *\n *\d+ *(?=\n|$)/g, "")
    .replaceAll(/(?<=\S[-–]) *\n */g, "")
    .replaceAll(/[\uE000-\uF8FF]|^ *• /gmu, "")
    .replaceAll(/(?<=^| )(\d+) ([a-j])\. /gm, "$1$2. ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
