import { describe, expect, test } from "vitest";
import { form2024 } from "../../../tests/support/answered-form.ts";
import { Columns } from "./columns.ts";
import { boardWords, interventionWords, measuredWords, methodWords, performerWords, trainingWords } from "./form-words.ts";

const columns = new Columns(await form2024());

/** Whatever the order of our lists: each code is a row of the form, and each row a code. */
describe("our codes in the form's words", () => {
  test.each([
    ["q5", methodWords],
    ["q18", methodWords],
    ["q11", interventionWords],
    ["q20", measuredWords],
    ["q2a", performerWords],
    ["q23", trainingWords],
  ])("%s", (name, words) => {
    expect(
      columns
        .ofQuestion(name)
        .map(({ row }) => row)
        .toSorted(),
    ).toEqual(Object.values(words).toSorted());
  });

  test("q2", () => {
    expect([...(columns.find("q2")?.alternatives ?? [])].sort()).toEqual(Object.values(boardWords).sort());
  });
});
