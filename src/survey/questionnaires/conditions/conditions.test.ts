import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerColumns } from "../answer-columns.ts";
import { formText, readForm } from "../test/forms.ts";
import { decide, holds } from "./condition.ts";
import { ExpressionFault, parseExpression } from "./parse.ts";
import { readCondition } from "./resolve.ts";

const form = readForm(
  formText(`- question: 1
  type: single
  text: Ett?
  alternatives: [Ja, Nej, "Nej, men"]
- question: 2
  type: grid
  text: Två?
  rows: [a, b]
  alternatives:
    - { text: 0 procent, from: 0, to: 0 }
    - { text: 1–50 procent, from: 1, to: 50 }
    - { text: 51–100 procent, from: 51, to: 100 }
    - { text: Kan inte svara, outside: true }
- question: 3
  type: several
  text: Tre?
  alternatives: [x, y, { text: "Annat:", specify: true }]
- { question: 4, type: number, text: Fyra?, unit: barn, decimals: 2 }
- { question: 5, type: date, text: Fem? }
- { question: 6, type: text, text: Sex? }
- question: 7
  type: grid
  text: Sju?
  rows: [a, b]
  alternatives: [{ text: låg, value: 1 }, { text: hög, value: 2 }, { text: Vet inte, outside: true }]`),
);
const names = Map.groupBy(answerColumns(form), ({ name }) => name);
const read = (words: string) => readCondition(words, names);

describe("expressions", () => {
  test.each<[words: string, answers: Readonly<Record<string, string>>, holds: boolean]>([
    [`q1 = "Ja"`, { q1: "Ja" }, true],
    [`q1 = 'Ja'`, { q1: "Nej" }, false],
    [`\${q1} = "Ja"`, { q1: "Ja" }, true],
    [`q1 = ”Nej, men”`, { q1: "Nej, men" }, true],
    [`q1 = "Ja"`, {}, false],
    [`q1 != "Ja"`, {}, true],
    [`q1 != "Ja"`, { q1: "Ja" }, false],
    [`not q1 = "Ja" or q1 = "Ja"`, { q1: "Ja" }, true],
    [`not (q1 = "Ja" or q1 = "Nej")`, { q1: "Ja" }, false],
    [`q1 = "Ja" or q1 = "Nej" and answered(q6)`, { q1: "Ja" }, true],
    [`q1 in ("Ja", "Nej")`, { q1: "Nej" }, true],
    [`q1 in ("Ja")`, { q1: "Nej" }, false],
    [`any(q2, "0 procent")`, { q2_2: "0 procent" }, true],
    [`any(q2, "0 procent", "1–50 procent")`, { q2_1: "51–100 procent", q2_2: "1–50 procent" }, true],
    [`all(q2, "0 procent", "1–50 procent")`, { q2_1: "0 procent", q2_2: "1–50 procent" }, true],
    [`all(q2, "0 procent")`, { q2_1: "0 procent" }, false],
    [`from(q2_1) + from(q2_2) > 51`, { q2_1: "51–100 procent", q2_2: "1–50 procent" }, true],
    [`from(q2_1) + from(q2_2) > 52`, { q2_1: "51–100 procent", q2_2: "1–50 procent" }, false],
    [`to(q2_1) - from(q2_1) = 49`, { q2_1: "1–50 procent" }, true],
    [`to(q2_1) < 100`, { q2_1: "Kan inte svara" }, false],
    [`not to(q2_1) >= 100`, { q2_1: "Kan inte svara" }, true],
    [`selected(q3, "y")`, { q3_2: "Ja" }, true],
    [`selected(q3, "y")`, { q3_2: "Nej" }, false],
    [`selected(q3, "x", "y")`, { q3_1: "Ja" }, true],
    [`count(q3) = 2`, { q3_1: "Ja", q3_2: "Ja", q3_3: "Nej", q3_3_text: "Ja" }, true],
    [`count(q2, "0 procent") = 1`, { q2_1: "0 procent" }, true],
    [`q3_3 = "Ja"`, { q3_3: "Ja" }, true],
    [`q4 > 2.5`, { q4: "2.51" }, true],
    [`q4 > 2.5`, { q4: "2.5" }, false],
    [`q4 != 3`, {}, false],
    [`q5 < "2024-02-01"`, { q5: "2024-01-31" }, true],
    [`q5 < "2024-02-01"`, { q5: "2024-02-01" }, false],
    [`answered(q6)`, { q6_text: "ord" }, true],
    [`answered(q6)`, {}, false],
    [`answered(q3)`, { q3_3_text: "ord" }, false],
    [`answered(q2)`, { q2_2: "Kan inte svara" }, true],
    [`q7_1 = 2`, { q7_1: "hög" }, true],
    [`q7_1 >= q7_2`, { q7_1: "hög", q7_2: "låg" }, true],
    [`q7_1 >= q7_2`, { q7_1: "hög", q7_2: "Vet inte" }, false],
  ])("%s of %j: %s", (words, answers, expected) => {
    expect(holds(read(words), new Map(Object.entries(answers)))).toBe(expected);
  });

  test.each<[words: string, at: number, message: RegExp]>([
    [`q1 = "Ja`, 5, /citattecken saknas/],
    [`q1 = "Ja" q2`, 10, /Saknas and eller or/],
    [`q1 & q2`, 3, /Tecknet & hör inte/],
    [`(q1 = "Ja"`, 10, /borde ”\)” stå/],
    [`q1 =`, 4, /Uttrycket tar slut/],
    [`and q1 = "Ja"`, 0, /”and” står/],
    [``, 0, /Uttrycket tar slut/],
    [`q1 = "ja"`, 5, /Svarsalternativet ”ja” finns inte\. Menas ”Ja”/],
    [`q12 = "Ja"`, 0, /Frågan ”q12” finns inte\. Menas ”q1”/],
    [`q1_1 = "Ja"`, 0, /Frågan ”q1_1” finns inte/],
    [`q2 = "0 procent"`, 0, /har flera svar\. Säg vilket, som q2_1/],
    [`q3 = "x"`, 0, /har flera svar/],
    [`selected(q3, "z")`, 13, /Svarsalternativet ”z” finns inte/],
    [`selected(q1, "Ja")`, 9, /flera svar kan väljas/],
    [`any(q2, "100 procent")`, 8, /finns inte/],
    [`q6_text = "ord"`, 10, /inga svarsalternativ/],
    [`q1 > 2`, 0, /inga tal/],
    [`from(q1) > 2`, 5, /inga intervall/],
    [`count(q2) > 1`, 0, /behöver svaren som ska räknas/],
    [`q1`, 0, /sant eller falskt/],
    [`eval("1")`, 0, /Funktionen ”eval” finns inte/],
    [`constructor = "Ja"`, 0, /finns inte/],
    [`answered()`, 9, /där ett namn/],
    [`answered(q1, q2)`, 0, /Så används answered inte/],
    [`q4 > "mycket"`, 5, /En dag skrivs/],
    [`5 = "Ja"`, 0, /ska ett svar stå/],
    ["not ".repeat(60) + `q1 = "Ja"`, 196, /fler än 50 nivåer/],
    ["(".repeat(60), 49, /fler än 50 nivåer/],
    [`q1 = "Ja" or `.repeat(500), 0, /längre än 5000 tecken/],
  ])("%s is refused at %i", (words, at, message) => {
    let fault: unknown;
    try {
      read(words);
    } catch (cause) {
      fault = cause;
    }
    expect(fault).toBeInstanceOf(ExpressionFault);
    expect((fault as ExpressionFault).message).toMatch(message);
    expect(Math.abs((fault as ExpressionFault).at - at)).toBeLessThanOrEqual(4);
  });

  test("are refused or read, and nothing else, whatever is typed", () => {
    const pieces = fc.constantFrom(
      "q1",
      "q2_1",
      "and",
      "or",
      "not",
      "(",
      ")",
      ",",
      "=",
      "<",
      '"Ja"',
      "2",
      "any",
      "from",
      "+",
      "-",
      "in",
      " ",
      "”",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => parts.join(" ")),
        ),
        (words) => {
          try {
            parseExpression(words);
            read(words);
          } catch (cause) {
            expect(cause).toBeInstanceOf(ExpressionFault);
          }
        },
      ),
    );
  });

  test("that are open are decided only where no answer could change it", () => {
    const condition = read(`q1 = "Ja" and (q2_1 = "0 procent" or from(q2_2) > 50)`);
    const column = (...values: string[]) => fc.constantFrom(undefined, "", ...values);
    const choices = fc.record({
      q1: column("Ja", "Nej"),
      q2_1: column("0 procent", "Kan inte svara"),
      q2_2: column("1–50 procent", "51–100 procent"),
    });
    const whole: Readonly<Record<string, readonly string[]>> = {
      q1: ["", "Ja", "Nej"],
      q2_1: ["", "0 procent", "Kan inte svara"],
      q2_2: ["", "1–50 procent", "51–100 procent"],
    };
    fc.assert(
      fc.property(choices, (known: Readonly<Record<string, string | undefined>>) => {
        const decided = decide(condition, (name) => known[name]);
        const options = (name: string) => (known[name] === undefined ? (whole[name] ?? []) : [known[name]]);
        const results = options("q1").flatMap((q1) =>
          options("q2_1").flatMap((first) => options("q2_2").map((second) => (name: string) => ({ q1, q2_1: first, q2_2: second })[name])),
        );
        const found = new Set(results.map((reader) => decide(condition, reader)));
        if (decided !== undefined) expect([...found]).toEqual([decided]);
        else expect(found.size).toBe(2);
      }),
    );
  });
});
