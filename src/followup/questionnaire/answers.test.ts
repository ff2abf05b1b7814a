import { describe, expect, it } from "vitest";
import { makeAnswers } from "./answers.ts";
import type { Cell, ParticipationCounts } from "./counts.ts";
import { nationalQuestionnaire2024 } from "./definitions/questionnaire.ts";
import type { DeliveredFile } from "./definitions/questionnaire.ts";
import { explainAnswers } from "./explained.ts";

const period = { from: "2023-02-01", to: "2024-01-31" };
const everything: DeliveredFile[] = ["barn", "aktualiseringar", "utredningar", "insatser", "samtal", "uteblivna_samtal"];

const cell = (children: number, changes: Partial<Cell> = {}): Cell => ({
  phase: "utredning",
  sex: "flicka",
  ageGroup: "5-14",
  individual: true,
  withGuardian: false,
  conversations: 1,
  children,
  ...changes,
});
const silent = { individual: false, conversations: 0 } as const;
const answer = (counts: Partial<ParticipationCounts>) =>
  makeAnswers(nationalQuestionnaire2024, "0114", period, { cells: [], reasons: [], handOvers: [], delivered: everything, ...counts })
    .answers;
const find = (counts: Partial<ParticipationCounts>, question: string) => answer(counts).filter((entry) => entry.question === question);

describe("the answers", () => {
  it("write a share key for key as the open extract does", () => {
    const [first] = find({ cells: [cell(50), cell(50, { sex: "pojke" }), cell(20, { ...silent })] }, "4b");
    expect(JSON.stringify(first)).toBe(
      '{"question":"4b","phase":"utredning","form":"enskilt","group":"alla","denominator":120,"numerator":100,"share":0.8333333333333334,"answer":"76–99 procent","reason":null}',
    );
  });

  it("give no figure of a phase with fewer than 7 children", () => {
    const phase = answer({ cells: [cell(6)] }).filter((entry) => "phase" in entry && entry.phase === "utredning");
    expect(phase).toHaveLength(18);
    expect(new Set(phase.map((entry) => entry.reason))).toEqual(new Set(["färre än 7"]));
    expect(phase.filter((entry) => "denominator" in entry && entry.denominator !== null)).toEqual([]);
  });

  it("say that what was never delivered is missing", () => {
    const cells = [cell(20), cell(20, { sex: "pojke" })];
    const without = (file: DeliveredFile) => everything.filter((other) => other !== file);
    expect(find({ cells, delivered: without("samtal") }, "4b")[0]).toMatchObject({
      answer: "Kan inte svara",
      reason: "uppgift saknas",
      denominator: null,
    });
    expect(find({ cells, delivered: without("utredningar") }, "4h")[0]).toMatchObject({
      answer: "Kan inte svara",
      reason: "uppgift saknas",
    });
    expect(find({ cells, delivered: without("insatser") }, "14")[0]).toMatchObject({ answer: "Kan inte bedöma", reason: "uppgift saknas" });
    expect(find({ cells, delivered: without("insatser") }, "12c")[0]).toMatchObject({
      answer: expect.stringMatching(/^Nej/) as string,
      reason: "uppgift saknas",
    });
    expect(find({ cells: [cell(20, silent)], delivered: without("uteblivna_samtal") }, "4i")[0]).toMatchObject({
      answer: "Kan inte svara",
      reason: "uppgift saknas",
    });
  });

  it("answer 0 conversations for a group of 7 or more that had none", () => {
    expect(find({ cells: [cell(7, silent)] }, "4h")[1]).toEqual({
      question: "4h",
      phase: "utredning",
      group: "5-14",
      denominator: 0,
      median: 0,
      answer: "0",
      reason: null,
    });
  });

  it("keep the raw median and round what is shown", () => {
    const cells = [cell(4), cell(4, { conversations: 2 })];
    expect(find({ cells }, "4h")[1]).toMatchObject({ denominator: 8, median: 1.5, answer: "2" });
  });

  it("say what can be broken down from what is shown", () => {
    expect(find({ cells: [cell(10), cell(10, { ageGroup: "0-4" }), cell(10, { ageGroup: "15-17" })] }, "4c")[0]?.answer).toBe(
      "Ja, kan lämna uppgifter uppdelat men enbart på ålder",
    );
    expect(find({ cells: [cell(10), cell(10, { sex: "pojke" })] }, "4c")[0]?.answer).toBe(
      "Ja, kan lämna uppgifter uppdelade på både kön och ålder",
    );
    expect(find({ cells: [cell(10, { phase: "planering" })] }, "12c")[0]?.answer).toBe("Ja, kan lämna uppgifter men enbart på ålder");
  });

  it("explain every missing figure in plain words and every figure by its rule", () => {
    for (const cells of [
      [],
      [cell(5)],
      [cell(10), cell(10, { sex: "okänt" })],
      [cell(9), cell(9, { ageGroup: "0-4" }), cell(2, { ageGroup: "15-17" })],
    ]) {
      const explained = explainAnswers(
        nationalQuestionnaire2024,
        makeAnswers(nationalQuestionnaire2024, "0114", period, { cells, reasons: [], handOvers: [], delivered: everything }),
      );
      const rows = explained.sections.flatMap((section) => section.questions.flatMap((question) => question.rows));
      expect(rows.every((row) => (row.reason === null) === (row.whyNot === null))).toBe(true);
    }
  });

  it("write another period into the questions' texts", () => {
    const other = { from: "2024-03-01", to: "2024-05-31" };
    const counts = { cells: [], reasons: [], handOvers: [], delivered: everything };
    const explained = explainAnswers(nationalQuestionnaire2024, makeAnswers(nationalQuestionnaire2024, "0114", other, counts));
    expect(explained.sections[0]?.questions[0]?.text).toContain("1 mars 2024–31 maj 2024");
  });
});
