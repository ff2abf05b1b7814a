import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../../../tests/support/properties.ts";
import { answerColumns } from "./answer-columns.ts";
import { codebookDdi } from "./output/ddi.ts";
import type { Questionnaire } from "./questionnaire.ts";
import { questionsOf } from "./questionnaire.ts";
import { readQuestionnaire } from "./read-questionnaire.ts";
import { askedPages, walkForm } from "./skip.ts";
import { faultsInDdi } from "./test/ddi-rules.ts";
import { readForm } from "./test/forms.ts";
import { answersTo, askedPlainly, columnsOf, randomForm } from "./test/random-forms.ts";
import type { RandomForm } from "./test/random-forms.ts";
import { fromXlsform } from "./xlsform/read-xlsform.ts";
import { xlsformOf } from "./xlsform/write-xlsform.ts";

/** A form that the checker takes; those with a question that nobody can come to are refused, and say so. */
function taken(random: RandomForm): Questionnaire | null {
  const read = readQuestionnaire(random.text, "prov.yaml");
  if (read.ok) return read.value;
  expect([random.text, read.faults.every(({ code }) => code === "contradiction" || code === "unreachable")]).toEqual([random.text, true]);
  return null;
}

const withAnswers = randomForm.chain((random) =>
  fc.tuple(fc.constant(random), fc.array(answersTo(random), { minLength: 8, maxLength: 8 })),
);
const numRuns = 200;

describe("random questionnaires", () => {
  test("ask what plain loops over the answers say, page by page, and count no answer that is not asked for", () => {
    let met = 0;
    fc.assert(
      fc.property(withAnswers, ([random, all]) => {
        const form = taken(random);
        if (form === null) return;
        for (const answers of all) {
          met++;
          const given = columnsOf(random, answers);
          const expected = askedPlainly(random, answers).map((place) => `q${place + 1}`);
          const walked = walkForm(form, given);
          expect([...walked.questions]).toEqual(expected);
          const columns = new Map(answerColumns(form).map(({ column, name }) => [column, name]));
          expect([...walked.answers.keys()].filter((column) => !walked.questions.has(columns.get(column) ?? ""))).toEqual([]);
          const pages = form.pages.filter((page) => page.questions.some(({ name }) => expected.includes(name)));
          expect(askedPages(form, given).map(({ key }) => key)).toEqual(pages.map(({ key }) => key));
        }
      }),
      { numRuns },
    );
    expect(met).toBeGreaterThan(numRuns * 4);
  });

  test("that are refused have a question that no answers bring about", () => {
    let refused = 0;
    fc.assert(
      fc.property(withAnswers, ([random, all]) => {
        const read = readQuestionnaire(random.text, "prov.yaml");
        if (read.ok) return;
        refused++;
        const never = read.faults.map(({ path }) => (Number(path?.[1]) * 3 + Number(path?.[3])) as number);
        for (const answers of all) expect(askedPlainly(random, answers).filter((place) => never.includes(place))).toEqual([]);
      }),
      { numRuns },
    );
    expect(refused).toBeGreaterThan(0);
  });

  test("come back the same from XLSForm: every question, row and alternative, and when each is asked", () => {
    fc.assert(
      fc.property(withAnswers, ([random, all]) => {
        const form = taken(random);
        if (form === null) return;
        const back = fromXlsform(xlsformOf(form));
        if (!back.ok) throw new Error(back.faults.map(({ row, message }) => `${row}: ${message}`).join("\n"));
        const again = readForm(back.text);
        const said = (of: Questionnaire) => questionsOf(of).map(({ ask: _, ...rest }) => rest);
        expect(said(again)).toEqual(said(form));
        for (const answers of all) {
          const given = columnsOf(random, answers);
          expect([...walkForm(again, given).questions]).toEqual([...walkForm(form, given).questions]);
        }
      }),
      { numRuns },
    );
  });

  test("have a codebook with every column once, in DDI too, as its schema asks", () => {
    fc.assert(
      fc.property(randomForm, (random) => {
        const form = taken(random);
        if (form === null) return;
        const document = codebookDdi(form);
        expect(faultsInDdi(document)).toEqual([]);
        const names = [...document.matchAll(/<var ID="V_(\w+)"/g)].map(([, name]) => name);
        expect(names).toEqual(answerColumns(form).map(({ column }) => column));
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns },
    );
  });
});
