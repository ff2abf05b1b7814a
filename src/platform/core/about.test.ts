import { describe, expect, test } from "vitest";
import { z } from "zod";
import { about, aboutOf, columnsShown, findAbout, journalLines, kindOf, partOf, rowOf, termsOf, valuesOf } from "./about.ts";
import {
  choice,
  choices,
  optionalChoice,
  optionalDate,
  optionalId,
  optionalText,
  optionalTime,
  requiredDate,
  requiredText,
  yesNo,
} from "./fields.ts";

const fields = {
  heldOn: about(requiredDate("vilken dag"), { label: "Dag", guardian: "shown" }),
  heldAt: about(optionalTime(), { label: "Klockslag", guardian: "shown" }),
  form: about(choice(["enskilt", "i grupp"], "form"), {
    label: "Form",
    words: { enskilt: "Enskilt med barnet" },
    term: "Form",
    guardian: "shown",
  }),
  aids: about(choices(["tolk", "bildstöd"]), { label: "Hjälpmedel", term: "Hjälpmedel", guardian: "text" }),
  whatWasSaid: about(optionalText(200), { label: "Det här sa {barnet}", term: "Sagt", journal: "Barnet sa", guardian: "text" }),
  isUrgent: about(yesNo(), { label: "Brådskar det?", journal: "Brådskande", guardian: "never" }),
} as const;
const filled = z
  .object(fields)
  .parse({ heldOn: "2026-03-02", heldAt: "09:30", form: "enskilt", aids: ["tolk"], whatWasSaid: " Hej ", isUrgent: "ja" });
const row = {
  held_on: "2026-03-02",
  held_at: "09:30:00",
  form: "enskilt",
  aids: ["tolk", "bildstöd"],
  what_was_said: "Hej",
  is_urgent: true,
} as const;

describe("what is said of a field once", () => {
  test("is said of that field alone, also where several share its kind", () => {
    const shared = requiredText("namnet", 50);
    const [one, other] = [about(shared, { label: "Namn" }), about(shared, { label: "Arbetsplats" })];
    expect([one, other, shared].map((field) => findAbout(field)?.label)).toEqual(["Namn", "Arbetsplats", undefined]);
    expect(kindOf(one)).toMatchObject({ kind: "text", longest: 50 });
  });

  test("tells what kind it is and whether it may be left empty, read from the schema that judges it", () => {
    const kinds = { ...fields, id: optionalId(), many: optionalChoice(["a", "b"]), day: optionalDate(), must: requiredText("namnet", 50) };
    const read = Object.entries(kinds).map(([name, field]) => [name, kindOf(field).kind, kindOf(field).mayBeEmpty]);
    expect(read).toEqual([
      ["heldOn", "day", false],
      ["heldAt", "time", true],
      ["form", "choice", false],
      ["aids", "choices", true],
      ["whatWasSaid", "text", true],
      ["isUrgent", "yes-no", true],
      ["id", "id", true],
      ["many", "choice", true],
      ["day", "day", true],
      ["must", "text", false],
    ]);
    expect(kindOf(fields.whatWasSaid)).toMatchObject({ longest: 200 });
    expect(() => kindOf(z.object({}))).toThrow(TypeError);
  });

  test("becomes the columns of a row, empty as null, and a row becomes what stands in the form again", () => {
    expect(rowOf(fields, filled)).toEqual({ ...row, held_at: "09:30", aids: ["tolk"] });
    expect(rowOf(fields, { ...filled, heldAt: undefined, whatWasSaid: undefined })).toMatchObject({ held_at: null, what_was_said: null });
    expect(valuesOf(fields, row)).toEqual({
      heldOn: "2026-03-02",
      heldAt: "09:30",
      form: "enskilt",
      aids: ["tolk", "bildstöd"],
      whatWasSaid: "Hej",
      isUrgent: true,
    });
  });

  test("promises an answer for each column, and no other", () => {
    const promised = z.strictObject(partOf(fields));
    expect(promised.parse(row)).toEqual(row);
    expect(promised.parse({ ...row, held_at: null, what_was_said: null, aids: [] })).toMatchObject({ held_at: null });
    for (const wrong of [{ form: "annat" }, { held_on: null }, { what_was_said: "x".repeat(201) }, { is_urgent: "ja" }, { aids: null }]) {
      expect(promised.safeParse({ ...row, ...wrong }).success).toBe(false);
    }
  });

  test("is shown in words where it has a term, and in the journal where it has words for it", () => {
    expect(termsOf(fields, row)).toEqual([
      { term: "Form", value: "Enskilt med barnet" },
      { term: "Hjälpmedel", value: "Tolk, Bildstöd" },
      { term: "Sagt", value: "Hej" },
    ]);
    expect(journalLines(fields, row)).toEqual(["Barnet sa: Hej", "Brådskande: Ja"]);
    expect(journalLines(fields, { ...row, what_was_said: null, is_urgent: false })).toEqual(["Brådskande: Nej"]);
  });

  test("says what a guardian's extract may show of its column", () => {
    expect(columnsShown(fields)).toEqual({
      held_on: "shown",
      held_at: "shown",
      form: "shown",
      "aids[]": "text",
      what_was_said: "text",
      is_urgent: "never",
    });
  });

  test("is nothing for a field that pages describe themselves", () => {
    expect(findAbout(optionalText())).toBeUndefined();
    expect(() => aboutOf({ text: optionalText() }, "text")).toThrow(RangeError);
  });
});
