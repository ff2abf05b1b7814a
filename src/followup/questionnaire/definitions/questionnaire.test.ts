import { describe, expect, it } from "vitest";
import { nationalQuestionnaire2024, readQuestionnaire } from "./questionnaire.ts";

const { questions, scales, reasons, sections, periodPhrase } = nationalQuestionnaire2024;

describe("the national questionnaire of 2024", () => {
  it("holds 4b–4i, 12b–12i, 14 and 17b–17i in the form's order", () => {
    const letters = ["b", "c", "d", "e", "f", "g", "h", "i"];
    const expected = [4, 12]
      .flatMap((n) => letters.map((letter) => `${n}${letter}`))
      .concat(
        "14",
        letters.map((letter) => `17${letter}`),
      );
    expect(questions.map((question) => question.number)).toEqual(expected);
  });

  it("gives every question a scale that exists and a section to stand in", () => {
    for (const question of questions) {
      expect(question.scale in scales || question.scale in reasons, question.number).toBe(true);
      expect(
        sections.some((section) => section.phase === question.phase),
        question.number,
      ).toBe(true);
    }
  });

  it("names the period in every question that is asked about one, so that another period can take its place", () => {
    const about = questions.filter((question) => question.kind !== "breakdown-possible" && question.kind !== "hand-over");
    expect(about.filter((question) => !question.text.includes(periodPhrase)).map((question) => question.number)).toEqual([]);
  });

  it("has the same eight reasons in the same order in every phase, as codes of the open extract", () => {
    const codes = [
      "vårdnadshavare samtycker inte",
      "barnet vill inte",
      "inställt",
      "låg ålder",
      "funktionsnedsättning",
      "brist på stöd från ledningen",
      "tidsbrist",
      "annat",
    ];
    for (const list of Object.values(reasons)) expect(list.map((reason) => reason.code)).toEqual(codes);
  });

  it("is refused when a text or a key is wrong", () => {
    expect(() => readQuestionnaire({ ...nationalQuestionnaire2024, smallestGroup: 0 })).toThrow();
    expect(() => readQuestionnaire({ ...nationalQuestionnaire2024, extra: true })).toThrow();
    expect(() => readQuestionnaire({ ...nationalQuestionnaire2024, questions: [{ ...questions[0], text: "" }] })).toThrow();
  });
});
