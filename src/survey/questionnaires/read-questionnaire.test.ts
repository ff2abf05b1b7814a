import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FaultCode } from "./faults.ts";
import { readQuestionnaire } from "./read-questionnaire.ts";
import { formText, readForm } from "./test/forms.ts";

/** Questions, the faulty line of them marked with `#!`. */
const marked = "#!";

/** What is wrong with a form, each as "line code message". */
function faultsOf(text: string): readonly string[] {
  const read = readQuestionnaire(text, "prov.yaml");
  return read.ok ? [] : read.faults.map(({ line, code, message }) => `${line} ${code} ${message}`);
}

const lineOfMark = (text: string): number => text.split("\n").findIndex((line) => line.includes(marked)) + 1;

const yesNo = `  type: single\n  text: Fråga?\n  alternatives: [Ja, Nej]`;

describe("a questionnaire with a fault of each kind is refused at its line", () => {
  test.each<[kind: string, text: string, code: FaultCode, message: RegExp]>([
    ["no YAML", formText(`- question: 1\n  text: "Fråga" Ett #!`), "yaml", /tecken/],
    ["a tab", formText(`- question: 1\n\t type: text #!`), "yaml", /Går inte att läsa/],
    ["a field twice", formText(`- question: 1\n${yesNo}\n  text: Igen? #!`), "yaml", /två gånger/],
    ["an unknown field", formText(`- question: 1\n${yesNo}\n  hlep: Hjälp #!`), "shape", /”hlep” finns inte här\. Menas ”help”/],
    ["an unknown type", formText(`- question: 1\n  type: singel #!\n  text: Fråga?`), "shape", /något av single, several/],
    ["a field that is missing", formText(`- question: 1 #!\n  type: single\n  text: Fråga?`), "shape", /alternatives.*saknas/],
    [
      "a text where a number stands",
      formText(`- question: 1\n  type: number\n  text: Fråga?\n  unit: barn\n  least: noll #!`),
      "shape",
      /least.*ett tal/,
    ],
    ["one alternative", formText(`- question: 1\n  type: single\n  text: Fråga?\n  alternatives: [Ja] #!`), "shape", /Minst två/],
    [
      "a stroke in an alternative",
      formText(`- question: 1\n  type: single\n  text: Fråga?\n  alternatives:\n    - Ja\n    - Nej|Nej #!`),
      "shape",
      /tecknet \|/,
    ],
    [
      "half an interval",
      formText(`- question: 1\n  type: single\n  text: Fråga?\n  alternatives:\n    - Ja\n    - { text: Nej, from: 1 } #!`),
      "shape",
      /både from och to/,
    ],
    [
      "an interval backwards",
      formText(`- question: 1\n  type: single\n  text: Fråga?\n  alternatives:\n    - Ja\n    - { text: Nej, from: 2, to: 1 } #!`),
      "shape",
      /slutar innan/,
    ],
    ["a question without a name", formText(`- question: Fyra B #!\n${yesNo}`), "shape", /heter som 4/],
    ["a question twice", formText(`- question: 1\n${yesNo}\n- question: 1 #!\n${yesNo}`), "twice", /Frågan 1 finns två gånger/],
    [
      "an alternative twice",
      formText(`- question: 1\n  type: single\n  text: Fråga?\n  alternatives:\n    - Ja\n    - Ja #!`),
      "twice",
      /”Ja” finns två/,
    ],
    [
      "a row twice",
      formText(`- question: 1\n  type: grid\n  text: Fråga?\n  alternatives: [Ja, Nej]\n  rows:\n    - a\n    - a #!`),
      "twice",
      /Raden ”a”/,
    ],
    [
      "a rule twice",
      formText(`- question: 1\n${yesNo}`, { after: rules(`q1 = "Ja"`, 1) + rule(`q1 = "Nej"`, "1 #!") }),
      "twice",
      /Regeln 1/,
    ],
    [
      "an unknown scale",
      formText(`- question: 1\n  type: single\n  text: Fråga?\n  alternatives: ja-nej #!`),
      "unknown-name",
      /Skalan ”ja-nej”/,
    ],
    ["an unknown period", formText(`- question: 1\n  period: året #!\n${yesNo}`), "unknown-name", /Perioden ”året”/],
    ["an unknown passage", formText(`- question: 1\n  help: "{källan}" #!\n${yesNo}`), "unknown-name", /Texten ”källan”/],
    [
      "an unknown column of a rule",
      formText(`- question: 1\n${yesNo}`, { after: rules(`q1 = "Ja"`, 1).replace("column: q1", "column: q2 #!") }),
      "unknown-name",
      /Kolumnen ”q2”/,
    ],
    ["an expression that cannot be read", asked(`q1 = "Ja`), "expression", /citattecken saknas/],
    ["an unknown question", asked(`q3 = "Ja"`), "unknown-name", /Frågan ”q3” finns inte/],
    ["an unknown alternative", asked(`q1 = "Jaa"`), "unknown-name", /”Jaa” finns inte\. Menas ”Ja”/],
    ["a contradiction", asked(`q1 = "Ja" and q1 = "Nej"`), "contradiction", /säger emot sig självt/],
    ["a contradiction of numbers", asked(`q0 > 3 and q0 < 3`), "contradiction", /säger emot/],
    [
      "a contradiction of days",
      asked(`qdate`.replace("qdate", `dag > "2024-01-01" and dag < "2024-01-02"`)),
      "contradiction",
      /säger emot/,
    ],
    ["more ticks than may be", asked(`count(val) > 2`), "contradiction", /säger emot/],
    ["what stands alone beside another", asked(`selected(val, "Inget") and selected(val, "a")`), "contradiction", /säger emot/],
    ["a question about itself", asked(`q2 = "Ja"`), "loop", /sitt eget svar/],
    [
      "a question about a later one",
      formText(`- question: 1\n  ask: q2 = "Ja" #!\n${yesNo}\n- question: 2\n${yesNo}`),
      "loop",
      /kommer senare/,
    ],
    [
      "two questions in a ring",
      formText(`- question: 1\n  ask: q2 = "Ja" #!\n${yesNo}\n- question: 2\n  ask: q1 = "Ja"\n${yesNo}`),
      "loop",
      /Slinga: fråga 1 visas beroende på 2/,
    ],
    [
      "a question that nobody can reach",
      formText(
        `- question: 1\n${yesNo}\n- question: 2\n  ask: q1 = "Ja"\n${yesNo}\n- question: 3\n  ask: q1 = "Nej" and q2 = "Nej" #!\n${yesNo}`,
      ),
      "unreachable",
      /Fråga 3 kan ingen nå/,
    ],
    ["a page that nobody can reach", pages(`q1 = "Ja" and q1 = "Nej" #!`), "contradiction", /Sidan ”Två” kan ingen nå/],
    ["a page about its own question", pages(`q2 = "Ja" #!`), "loop", /sitt eget svar/],
    ["a question that its page hides", pages(`q1 = "Ja"`, `q1 = "Nej" #!`), "contradiction", /Fråga 2 kan ingen nå/],
    [
      "a rule that can never strike",
      formText(`- question: 1\n${yesNo}`, { after: rules(`q1 = "Ja" and not q1 = "Ja" #!`, 1) }),
      "contradiction",
      /Regel 1 kan aldrig/,
    ],
  ])("%s", (_, text, code, message) => {
    const faults = faultsOf(text);
    expect(faults).toContainEqual(expect.stringMatching(new RegExp(`^${lineOfMark(text)} ${code} .*${message.source}`)));
    expect(faults).toHaveLength(1);
  });

  test("several at once, in the order of the file", () => {
    const text = formText(`- question: 1\n  ask: q7 = "Ja"\n${yesNo}\n- question: 1\n  help: "{x}"\n${yesNo}`);
    expect(faultsOf(text).map((fault) => fault.split(" ")[1])).toEqual(["unknown-name", "twice", "unknown-name"]);
  });

  test("of unknown fields without end the first are named, and the others counted", () => {
    const unknown = Array.from({ length: 300 }, (_, place) => `okänt${place}: 1\n`).join("");
    const faults = faultsOf(formText(`- question: 1\n${yesNo}`, { before: unknown }));
    expect(faults).toHaveLength(51);
    expect(faults[0]).toMatch(/^1 shape 250 fält till finns inte här\.$/);
    expect(faults[1]).toMatch(/^5 shape Fältet ”okänt0” finns inte här\./);
  });

  test.each<[what: string, text: string]>([
    ["nothing", ""],
    ["a word", "formulär"],
    ["a list", "- 1\n- 2"],
    ["an alias that leads nowhere", "id: *x"],
    [
      "aliases that grow without end",
      `a: &a [x, x]\n${[..."bcdefghijklmnop"].map((name, i) => `${name}: &${name} [${`*${"abcdefghijklmnop"[i]}, `.repeat(9)}x]`).join("\n")}`,
    ],
    ["a name that every object has", formText(`- question: 1\n  type: single\n  text: Fråga?\n  alternatives: constructor`)],
    ["a period that every object has", formText(`- question: 1\n  period: toString\n${yesNo}`)],
    ["more than two megabytes", `# ${"x".repeat(2_000_001)}`],
  ])("%s", (_, text) => {
    expect(faultsOf(text).length).toBeGreaterThan(0);
  });
});

describe("a questionnaire that holds together", () => {
  test("has its passages put in, and its definitions where their words are used", () => {
    const before = `definitions:
  rutin: { words: [rutin, rutiner], text: Med rutin avses en vana. }
passages:
  källan: Svara ur akterna.
`;
    const form = readForm(
      formText(
        `- { question: 1, type: text, text: Har ni rutiner?, help: "{källan} Tack." }
- { question: 2, type: text, text: Har ni rutiner?, help: "{rutin}" }
- { question: 3, type: text, text: Är det rutinmässigt? }
- { question: 4, type: text, text: Har ni rutin?, help: Med rutin avses här en skriven rutin. }`,
        { before },
      ),
    );
    const [one, two, three, four] = form.pages[0]?.questions ?? [];
    expect(one?.help).toEqual(["Svara ur akterna. Tack."]);
    expect(one?.definitions.map(({ term }) => term)).toEqual(["rutin"]);
    expect(two?.help).toEqual(["Med rutin avses en vana."]);
    expect([two, three, four].map((question) => question?.definitions)).toEqual([[], [], []]);
  });

  test("may ask about sums of numbers that are open: nothing possible is called impossible", () => {
    const form = formText(`- { question: 1, type: number, text: Ett?, unit: barn }
- { question: 2, type: number, text: Två?, unit: barn }
- { question: 3, type: text, text: Tre?, ask: q1 + q2 > 5 and q1 < 3 and q2 < 4 }`);
    expect(faultsOf(form)).toEqual([]);
  });

  test("has the same fingerprint however it is written, and another when a word differs", () => {
    const text = formText(`- question: 1\n${yesNo}`);
    expect(readForm(text.replace("version: 1\nlanguage: sv\n", "language: sv # svenska\nversion: 1\n")).fingerprint).toBe(
      readForm(text).fingerprint,
    );
    expect(readForm(text.replace("Fråga?", "Frågan?")).fingerprint).not.toBe(readForm(text).fingerprint);
  });

  test("is checked in time where a condition names every row of a large grid", () => {
    const rows = Array.from({ length: 13 }, (_, i) => `r${i}`).join(", ");
    const grid = `- { question: 1, type: grid, text: Ett?, rows: [${rows}], alternatives: [a, b, c, d, e] }`;
    expect(faultsOf(formText(`${grid}\n- { question: 2, type: text, text: Två?, ask: 'all(q1, "a", "b") and q1_13 = "b"' }`))).toEqual([]);
    const tangled = faultsOf(
      formText(`${grid}\n- { question: 2, type: text, text: Två?, ask: 'count(q1, "a") > 7 and count(q1, "b") > 7' }`),
    );
    expect(tangled).toEqual([expect.stringMatching(/too-tangled|contradiction/)]);
  });

  test("the example holds together", () => {
    const file = join(import.meta.dirname, "example", "fem-fragor.yaml");
    expect(faultsOf(readFileSync(file, "utf8"))).toEqual([]);
  });
});

function asked(words: string): string {
  return formText(`- question: 0
  type: number
  text: Antal?
  unit: barn
- question: dag
  type: date
  text: Dag?
- question: val
  type: several
  text: Val?
  alternatives: [a, b, c, { text: Inget, alone: true }]
  most: 2
- question: 1
${yesNo}
- question: 2
  ask: '${words}' #!
${yesNo}`);
}

function rule(when: string, number: number | string): string {
  return `  - rule: ${number}\n    column: q1\n    severity: error\n    when: ${when}\n    text: Fel.\n`;
}

function rules(when: string, number: number): string {
  return `rules:\n${rule(when, number)}`;
}

/** A second page with a question, each asked when these hold. */
function pages(page: string, question?: string): string {
  const ask = question === undefined ? "" : `        ask: ${question}\n`;
  return formText(`- question: 1\n${yesNo}`, {
    after:
      `  - page: två\n    title: Två\n    ask: ${page}\n    questions:\n      - question: 2\n${ask}${yesNo.replace(/^/gm, "      ")}\n`.replace(
        "page: två",
        "page: tva",
      ),
  });
}
