import { describe, expect, test } from "vitest";
import type { ObligationPart } from "./case-parts.ts";
import { describeObligation, rulesWithWords } from "./obligations.ts";

const row = (given: Partial<ObligationPart>): ObligationPart => ({
  case_id: "C",
  rule_id: "preliminary-assessment",
  subject_id: "S",
  phase_id: "P",
  since: "2026-03-02",
  due_on: "2026-03-16",
  ...given,
});

describe("an obligation in words", () => {
  test.each([
    [
      "immediate-protection",
      "2026-03-02",
      "/arenden/C/skyddsbedomning/S",
      "Bedöms senast 2 mars 2026: behovet av omedelbart skydd bedöms samma dag",
    ],
    ["immediate-protection", "2026-03-03", "/arenden/C/skyddsbedomning/S", "anmälan kom in efter klockan 16.00"],
    ["preliminary-assessment", "2026-03-16", "/arenden/C/forhandsbedomning/S", "14 dagar efter anmälan (20 kap. 2 § SoL)"],
    ["preliminary-assessment", "2026-03-30", "/arenden/C/forhandsbedomning/S", "synnerliga skäl"],
    ["feedback-to-reporter", "2026-03-09", "/arenden/C/aterkoppling/S", "en vecka efter beslutet (19 kap. 6 § SoL)"],
    ["open-investigation-at-once", "2026-03-02", "/arenden/C/inled-utredning/S", "utredning inleds genast (14 kap. 2 § SoL)"],
    ["investigation-time", "2026-07-02", "/arenden/C/utredning/S/beslut", "fyra månader från att utredningen inleddes den 2 mars 2026"],
    ["investigation-time", "2026-09-01", "/arenden/C/utredning/S/beslut", "förlängd genom beslut"],
    ["information-that-opened", "2026-03-02", "/arenden/C/delaktighet/P/informerad", "informeras genast"],
    ["tell-the-child", "2026-03-02", "/arenden/C/delaktighet/P/berattad", "barnet ska få veta vad som beslutades"],
    ["not-executed", "2026-06-02", "/arenden/C/insats/S/plan", "annars rapporteras det till IVO"],
    ["follow-up-time", "2026-05-02", "/arenden/C/insats/S/uppfoljning", "den dag som är bestämd i planen (lokal regel)"],
  ])("%s, due %s: %s", (rule_id, due_on, href, part) => {
    const said = describeObligation(row({ rule_id, due_on }), "2026-03-02");
    expect(said.href).toBe(href);
    expect(said.sentence).toContain(part);
    expect(said.label).not.toBe("Något ska göras i ärendet");
  });

  test.each([
    ["hörd", "/arenden/C/samtal/ny?fas=P", "Försök igen att låta barnet komma till tals"],
    ["informerad", "/arenden/C/delaktighet/P/informerad", "Försök igen att informera barnet"],
    ["berättad", "/arenden/C/delaktighet/P/berattad", "Försök igen att berätta för barnet"],
  ])("try again with %s", (step, href, label) => {
    expect(describeObligation(row({ rule_id: "try-again", step }), "2026-03-02")).toMatchObject({ href, label });
  });

  test.each([
    ["2026-03-17", "försenad", -1],
    ["2026-03-16", "i dag", 0],
    ["2026-03-13", "snart", 3],
    ["2026-03-12", "i tid", 4],
  ])("on %s it is %s", (today, urgency, days) => {
    expect(describeObligation(row({}), today)).toMatchObject({ urgency, days });
  });

  test("a decision that has not been carried out for three months is to be reported", () => {
    const said = describeObligation(row({ rule_id: "not-executed", due_on: "2026-06-02" }), "2026-06-03");
    expect(said.sentence).toContain("Ska rapporteras till IVO");
  });

  test("a rule that is not known still leads to the case", () => {
    expect(rulesWithWords).not.toContain("new-rule");
    expect(describeObligation(row({ rule_id: "new-rule" }), "2026-03-02").href).toBe("/arenden/C");
  });
});

test("two interventions to follow up on the same day are told apart", () => {
  const due = { case_id: "C", rule_id: "follow-up-time", phase_id: null, since: "2026-01-02", due_on: "2026-04-02" };
  const labels = ["kontaktperson", "föräldrastöd"].map(
    (subject) => describeObligation({ ...due, subject_id: subject, subject }, "2026-03-02").label,
  );
  expect(labels).toEqual(["Följ upp insatsen med barnet: kontaktperson", "Följ upp insatsen med barnet: föräldrastöd"]);
});
