import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { transfer, transferTried } from "./rules-transfer.ts";
import type { TransferInput } from "./rules-transfer.ts";

const asked: TransferInput = { requestedOn: "2026-03-02", investigationOpen: true, answer: null, today: "2026-03-10" };
const ours = { responsible: "vi", handsOver: false };

describe("transfer", () => {
  test.each([
    ["asked, not answered", {}, { ...ours, finishesInvestigation: true, toIvoFrom: "2026-04-03", mayApplyToIvo: false }, "29 kap. 9 § SoL"],
    ["silent on the last day of the month", { today: "2026-04-02" }, { ...ours, mayApplyToIvo: false }, "29 kap. 11 § SoL"],
    ["silent the day after", { today: "2026-04-03" }, { ...ours, mayApplyToIvo: true }, "29 kap. 11 § SoL"],
    ["the month ends on Christmas Day", { requestedOn: "2026-11-25", today: "2026-12-28" }, { toIvoFrom: "2026-12-29", mayApplyToIvo: false }, "29 kap. 11 § SoL"],
    ["asked on 31 January: the last of February, a Saturday", { requestedOn: "2026-01-31", today: "2026-03-02" }, { toIvoFrom: "2026-03-03" }, "29 kap. 11 § SoL"],
    ["refused: at once to IVO, and still ours", { answer: "samtycker inte" }, { ...ours, finishesInvestigation: true, mayApplyToIvo: true }, "29 kap. 11 § SoL"],
    ["refused with no investigation open", { answer: "samtycker inte", investigationOpen: false }, { ...ours, finishesInvestigation: false }, "29 kap. 10 § SoL"],
    ["accepted: theirs, the investigation too, with what they need", { answer: "samtycker" }, { responsible: "den andra kommunen", finishesInvestigation: false, handsOver: true, toIvoFrom: null, mayApplyToIvo: false }, "29 kap. 12 § SoL"],
  ] as const)("%s", (_name, given, outcome, cited) => {
    const found = applied(transfer, { ...asked, ...given });
    expect(found.outcome).toMatchObject(outcome);
    expect(found.explanation).toContain(cited);
  }); // prettier-ignore
});

describe("transfer-tried", () => {
  test.each([
    ["three months", "2026-03-02", "2026-06-02"],
    ["to Christmas Day", "2026-09-25", "2026-12-28"],
    ["from 30 November, to the last of February, a Sunday", "2026-11-30", "2027-03-01"],
  ])("%s", (_name, appliedOn, dueOn) => {
    const found = applied(transferTried, { appliedOn });
    expect(found.outcome.dueOn).toBe(dueOn);
    expect(found.explanation).toContain("29 kap. 11 § SoL");
  });
});
