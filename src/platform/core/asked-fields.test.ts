import { describe, expect, test } from "vitest";
import { z } from "zod";
import { about } from "./about.ts";
import { allAtOnce } from "./all-at-once.ts";
import { formOf, isAsked, startOf, whenWords, withoutLeftOver } from "./asked-fields.ts";
import { choice, optionalChoice, optionalDate, optionalId, optionalText, requiredText, yesNo } from "./fields.ts";

const someGuardianRefuses = { field: "guardians.answer", is: ["samtycker inte"] };
const fields = {
  told: about(choice(["gjort", "inte gjort"], "hur det gick"), { label: "Har {barnet} fått veta?", words: { gjort: "Ja, det är gjort" } }),
  how: about(optionalText(), { label: "Hur?", when: { field: "told", is: ["gjort"] }, needed: "Skriv hur." }),
  toldOn: about(optionalDate(), { label: "Dag", when: { field: "told", is: ["gjort"] }, start: "today" }),
  reason: about(optionalChoice(["annat", "tidsbrist"]), {
    label: "Varför?",
    when: { field: "told", is: ["inte gjort"] },
    needed: "Välj varför.",
  }),
  reasonText: about(optionalText(), { label: "Vilket?", when: { field: "reason", is: ["annat"] }, needed: "Skriv skälet." }),
  again: about(optionalDate(), {
    label: "När igen?",
    when: { field: "told", is: ["inte gjort"] },
    needed: { message: "Ange dagen.", when: { field: "reason", is: ["tidsbrist"] } },
  }),
  decider: about(optionalChoice(["tjänsteman", "nämnd"]), { label: "Vem?", start: { code: "tjänsteman" } }),
  makerId: about(optionalId(), { label: "Vem av dem?", when: { field: "decider", is: ["tjänsteman"] }, start: "self" }),
  body: about(optionalText(), { label: "Vilken nämnd?", when: { field: "decider", is: ["nämnd"] }, needed: "Skriv vilken." }),
  far: about(yesNo(), { label: "Stor betydelse?", as: "box", words: { ja: "Av stor betydelse" } }),
  demanded: about(optionalText(), { label: "Varför krävs det?", when: { field: "far", is: ["ja"] }, needed: "Skriv varför." }),
  guardians: z
    .array(
      formOf({
        answer: about(choice(["samtycker", "samtycker inte", "inte tillfrågad"], "svaret"), { label: "Svar" }),
        place: about(optionalText(), { label: "Plats", when: { field: "answer", is: ["samtycker", "samtycker inte"] } }),
      }),
    )
    .default([]),
  without: about(optionalText(), { label: "Skäl", when: someGuardianRefuses, needed: "Skriv skäl." }),
  note: about(requiredText("något", 50), { label: "Något" }),
};
const form = allAtOnce(formOf(fields));
const right = { told: "gjort", how: "Hemma", note: "x" };
const faultsOf = (given: object): readonly string[] => {
  const parsed = form.safeParse(given);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
};
const staffId = "018f0000-0000-7000-8000-000000000001";
const opened = (...confirmed: string[]) => ({
  today: "2026-03-14",
  now: new Date("2026-03-14T09:30:00Z"),
  actor: { kind: "staff", staffId } as never,
  confirmed: (id: string) => confirmed.includes(id),
});

describe("a field that is needed", () => {
  test("is demanded exactly when it is asked for, or in the cases that it names", () => {
    expect(faultsOf(right)).toEqual([]);
    expect(faultsOf({ ...right, how: " " })).toEqual(["how: Skriv hur."]);
    expect(faultsOf({ told: "inte gjort", note: "x" })).toEqual(["reason: Välj varför."]);
    expect(faultsOf({ told: "inte gjort", reason: "annat", note: "x" })).toEqual(["reasonText: Skriv skälet."]);
    expect(faultsOf({ told: "inte gjort", reason: "tidsbrist", note: "x" })).toEqual(["again: Ange dagen."]);
    expect(faultsOf({ ...right, decider: "nämnd" })).toEqual(["body: Skriv vilken."]);
    expect(faultsOf({ ...right, far: "ja" })).toEqual(["demanded: Skriv varför."]);
    expect(faultsOf({ ...right, guardians: [{ answer: "samtycker" }, { answer: "samtycker inte" }] })).toEqual(["without: Skriv skäl."]);
  });

  test("comes at once with the other faults, and not before what it hangs on is answered", () => {
    expect(faultsOf({ decider: "nämnd" })).toEqual(["told: Välj hur det gick.", "note: Skriv något.", "body: Skriv vilken."]);
  });
});

describe("an answer where nothing is asked for", () => {
  const leftIn = (given: object, ...confirmed: string[]) => withoutLeftOver(fields, given as never, opened(...confirmed));

  test("is asked about at its field, in lists too, and stays out when somebody says so; another answer is asked about anew", () => {
    const given = {
      told: "inte gjort",
      reason: "tidsbrist",
      how: "Hemma",
      note: "x",
      guardians: [{ answer: "inte tillfrågad", place: "Skolan" }],
    };
    const { asked, left } = leftIn(given);
    expect(left.map(({ field }) => field)).toEqual(["how", "guardians.0.place"]);
    expect(left[0]?.message).toContain("Gäller bara om svaret är ”Ja, det är gjort”.");
    expect(left[0]?.yes).toContain("”Hur?”");
    expect(JSON.stringify(left)).not.toMatch(/Hemma|Skolan/);
    expect(asked).toEqual(given);
    const gone = leftIn(given, ...left.map(({ id }) => id));
    expect(gone.left).toEqual([]);
    expect(gone.asked).toEqual({ told: "inte gjort", reason: "tidsbrist", note: "x", guardians: [{ answer: "inte tillfrågad" }] });
    expect(leftIn({ ...given, how: "I skolan" }, ...left.map(({ id }) => id)).left.map(({ field }) => field)).toEqual(["how"]);
  });

  test("is nobody's where it stood there from the start: it is left out", () => {
    const { asked, left } = leftIn({ told: "inte gjort", toldOn: "2026-03-14", decider: "nämnd", makerId: staffId, body: "Nämnden" });
    expect(left).toEqual([]);
    expect(asked).toEqual({ told: "inte gjort", decider: "nämnd", body: "Nämnden" });
    expect(leftIn({ told: "inte gjort", toldOn: "2026-03-12" }).left.map(({ field }) => field)).toEqual(["toldOn"]);
  });

  test("hangs on the whole chain, and waits for what is not answered", () => {
    expect(leftIn({ told: "gjort", reason: "annat", reasonText: "Sjuk" }).left.map(({ field }) => field)).toEqual(["reason", "reasonText"]);
    expect(leftIn({ how: "Hemma" }).left).toEqual([]);
    expect(isAsked(fields, "how", {})).toBeUndefined();
    expect(isAsked(fields, "makerId", {})).toBe(true);
    expect(isAsked(fields, "demanded", {})).toBe(false);
  });
});

test("what stands in the fields from the start is said with them", () => {
  expect(startOf(fields, { ...opened(), actor: { staffId } })).toEqual({ toldOn: "2026-03-14", decider: "tjänsteman", makerId: staffId });
});

test("when a field is asked for stands in words", () => {
  expect(whenWords(fields, { field: "told", is: ["gjort"] })).toBe("Gäller bara om svaret är ”Ja, det är gjort”.");
  expect(whenWords(fields, { field: "far", is: ["ja"] })).toBe("Gäller bara om svaret på ”Stor betydelse?” är ”Av stor betydelse”.");
  expect(whenWords(fields, someGuardianRefuses)).toBe("Gäller bara om svaret är ”Samtycker inte”.");
  expect(whenWords(fields, { field: "reason", is: ["annat", "tidsbrist"] })).toBe("Gäller bara om du har svarat på ”Varför?”.");
});
