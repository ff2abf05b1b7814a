import { expect, test } from "vitest";
import type { CaseWith } from "../../case/case-parts.ts";
import { handOverOf, wordsChosen, wordsToPassOn } from "./child-information.ts";

test("what was seen of a child in an observation is not passed on to the provider as what the child said", () => {
  const talk = (id: string, form: string, words: string) => ({ id, form, held_on: "2026-03-02", child_words: words, withheld: false });
  const conversations = [talk("seen", "observation", "Lekte tyst."), talk("said", "enskilt", "Jag vill bo kvar.")];
  const parts = { conversations } as unknown as CaseWith<"conversations">;
  expect(wordsToPassOn(parts).map((one) => one.label)).toEqual(["”Jag vill bo kvar.”"]);
  expect(wordsChosen(parts, "ja", [])).toEqual(["said"]);
  expect(handOverOf(parts, ["seen", "said"], {})).toEqual({ passedOn: "2 mars 2026: ”Jag vill bo kvar.”", withheld: undefined });
});
