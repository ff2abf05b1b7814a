import { describe, expect, test } from "vitest";
import { limits } from "./limits.ts";
import { readQuestionnaire } from "./read-questionnaire.ts";
import { formText, readForm } from "./test/forms.ts";

/** Files that are made to take long: each is refused in words at its line, by what is asked before the work. */
const times = (count: number, of: (place: number) => string): string => Array.from({ length: count }, (_, place) => of(place)).join("");
const one = "- { question: 1, type: single, text: A?, alternatives: [Ja, Nej] }";
const choice = (number: number, ask = "") =>
  `- { question: ${number}, type: single, text: A?, alternatives: [Ja, Nej]${ask === "" ? "" : `, ask: '${ask}'`} }`;

/** A form with its questions on pages of a hundred. */
function onPages(questions: readonly string[]): string {
  const pages = Array.from({ length: Math.ceil(questions.length / 100) }, (_, place) => {
    const those = questions.slice(place * 100, (place + 1) * 100).map((question) => `      ${question}\n`);
    return `  - page: p${place + 1}\n    title: T\n    questions:\n${those.join("")}`;
  });
  return `id: prov\nversion: 1\nlanguage: sv\ntitle: Prov\npages:\n${pages.join("")}`;
}

const names = (count: number, of: string): string => Array.from({ length: count }, (_, place) => `${of}${place}`).join(", ");

describe("a file that is made to take long", () => {
  test.each<[what: string, text: string, line: number, message: RegExp]>([
    ["ten megabytes", `x: ${"y".repeat(10_000_000)}`, 1, /större än 500 kB/],
    ["brackets that go on", `id: ${"[".repeat(100_000)}`, 1, /fler nivåer i varandra än 24/],
    ["brackets that are closed again", `id: a\nx: ${"[".repeat(5000)}${"]".repeat(5000)}`, 2, /fler nivåer/],
    ["braces", `id: a\n\nx: ${"{a: ".repeat(50_000)}`, 3, /fler nivåer/],
    ["dashes that go on", `${"- ".repeat(100_000)}x`, 1, /fler nivåer/],
    ["fields within fields", times(900, (place) => `${" ".repeat(place)}a:\n`), 1, /växer utan gräns|fält/],
    ["20,000 fields", times(20_000, (place) => `k${place}: x\n`), 1, /”id”: fältet saknas/],
    ["a field that stands 20,000 times", times(20_000, () => "id: x\n"), 2, /Går inte att läsa/],
    [
      "aliases that grow",
      times(9, (place) => `a${place}: &a${place} [${place === 0 ? "x" : times(9, () => `*a${place - 1}, `)}]\n`),
      2,
      /Alias/,
    ],
    [
      "an alias of something long, again and again",
      `id: &a "${"x".repeat(15_000)}"
pages: [${times(50, () => "*a, ")}]`,
      2,
      /Alias/,
    ],
    ["aliases again and again", `id: &a x\npages: [${times(20_000, () => "*a, ")}]`, 2, /Alias/],
    [
      "definitions",
      formText(one, { before: `definitions:\n${times(1000, (place) => `  d${place}: { text: T }\n`)}` }),
      5,
      /Ord som definieras: 1000/,
    ],
    [
      "words of definitions",
      formText(one, { before: `definitions:\n  d: { text: T, words: [${names(5000, "o")}] }\n` }),
      5,
      /Ord som betyder något särskilt: 5000/,
    ],
    ["scales", formText(one, { before: `scales:\n${times(1000, (place) => `  s${place}: [a, b]\n`)}` }), 5, /Skalor: 1000/],
    [
      "alternatives",
      formText(`- { question: 1, type: single, text: A?, alternatives: [${names(20_000, "a")}] }`),
      9,
      /Svarsalternativ: 20000/,
    ],
    [
      "the same alternative",
      formText(`- { question: 1, type: single, text: A?, alternatives: [${times(20_000, () => "a, ")}] }`),
      9,
      /Svarsalternativ: 20000/,
    ],
    ["rows", formText(`- { question: 1, type: grid, text: A?, alternatives: [a, b], rows: [${names(5000, "r")}] }`), 9, /Rader: 5000/],
    [
      "columns on a page",
      formText(
        times(3, (place) => `- { question: ${place + 1}, type: grid, text: A?, alternatives: [a, b], rows: [${names(200, "r")}] }\n`),
      ),
      6,
      /Kolumner i sidans svar: 600/,
    ],
    ["questions", onPages(Array.from({ length: 2000 }, (_, place) => choice(place % 999))), 521, /Frågor: 600/],
    ["pages", onPages(Array.from({ length: 30_000 }, () => "- x").slice(0, 300 * 100)), 5, /Sidor: 300/],
    [
      "conditions",
      onPages(
        Array.from({ length: 400 }, (_, place) => choice(place + 1, place === 0 ? "" : times(20, () => `q1 = "Ja" or `) + `q1 = "Nej"`)),
      ),
      5,
      /Tecken i alla villkor/,
    ],
    [
      "rules",
      formText(one, {
        after: `rules:\n${times(2000, (place) => `  - { rule: ${place + 1}, column: q1, severity: error, when: 'q1 = "Ja"', text: A }\n`)}`,
      }),
      10,
      /Regler: 2000/,
    ],
    ["a text", formText(`- { question: 1, type: text, text: "${"y".repeat(30_000)}" }`), 9, /Texten är längre än 20000/],
    [
      "a passage put in again and again",
      formText(`- { question: 1, type: text, text: "${"{p}".repeat(5000)}" }`, { before: `passages: { p: "${"y".repeat(15_000)}" }\n` }),
      10,
      /Texten är längre än 20000/,
    ],
    [
      "passages in many texts",
      formText(`- { question: 1, type: text, text: A?, help: [${times(5000, () => '"{p}", ')}] }`, {
        before: `passages: { p: "${"y".repeat(15_000)}" }\n`,
      }),
      10,
      /tillsammans längre än/,
    ],
    ["brackets of a condition", formText(`- { question: 1, type: text, text: A?, ask: '${"(".repeat(4900)}' }`), 9, /fler än 50 nivåer/],
    [
      "signs of a condition",
      formText(`- { question: 1, type: text, text: A?, ask: '${"((a+)+)+".repeat(700)}' }`),
      9,
      /längre än 5000 tecken/,
    ],
  ])("%s", (_what, text, line, message) => {
    const read = readQuestionnaire(text, "form.yaml");
    const faults = read.ok ? [] : read.faults;
    expect(faults[0]).toMatchObject({ line, message: expect.stringMatching(message) as string });
    expect(faults.length).toBeLessThanOrEqual(limits.faults + 1);
    // Nothing of a large file is thrown back at whoever reads the fault.
    expect(Math.max(...faults.map((fault) => fault.message.length))).toBeLessThan(400);
  });

  test("and faults without end are told as so many and that there are more", () => {
    const read = readQuestionnaire(
      onPages(Array.from({ length: 400 }, (_, place) => choice(place + 1, `q${place + 2000} = "Ja"`))),
      "form.yaml",
    );
    expect(read.ok || read.faults.length).toBe(limits.faults + 1);
    expect(read.ok || read.faults.at(-1)?.message).toContain(`fler fel än ${limits.faults}`);
  });
});

describe("a chain of questions, each asked of the one before it", () => {
  const chain = (count: number, ask: (before: number) => string) =>
    Array.from({ length: count }, (_, place) => choice(place + 1, place === 0 ? "" : ask(place)));

  test.each([`q# = "Ja"`, `q# != "Ja"`, `answered(q#)`])("holds together, however long: %s", (ask) => {
    expect(readForm(onPages(chain(300, (before) => ask.replace("#", String(before))))).pages).toHaveLength(3);
  });

  test("is refused at the one that nobody comes to", () => {
    const questions = [...chain(200, (before) => `q${before} = "Ja"`), choice(201, `q200 = "Ja" and q1 = "Nej"`)];
    const read = readQuestionnaire(onPages(questions), "form.yaml");
    expect(read.ok || read.faults).toMatchObject([
      { code: "unreachable", message: expect.stringContaining("Fråga 201 kan ingen nå") as string },
    ]);
  });

  test("that asks about itself in the end is a loop, and no search", () => {
    const questions = [choice(1, `q300 = "Ja"`), ...chain(300, (before) => `q${before} = "Ja"`).slice(1)];
    const read = readQuestionnaire(onPages(questions), "form.yaml");
    expect(read.ok || read.faults[0]?.code).toBe("loop");
  });
});
