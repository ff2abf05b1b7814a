import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { hearing, replyTime } from "./rules.ts";
import type { HearingInput, HearingOutcome } from "./rules.ts";

type Try = HearingInput["tries"][number];
const sent: Try = { kind: "kommunicerat", happenedOn: "2026-03-02", replyBy: "2026-03-16", repliedOn: null };
const excepted: Try = { kind: "undantag", happenedOn: "2026-03-02", replyBy: null, repliedOn: null };

describe("hearing-before-refusal", () => {
  test.each<readonly [string, string, readonly Try[], HearingOutcome["why"]]>([
    ["nothing is written", "2026-03-20", [], "inte kommunicerat"],
    ["the time runs on its last day", "2026-03-16", [sent], "väntar på svar"],
    ["the time has run out the day after", "2026-03-17", [sent], "tiden har gått ut"],
    ["an answer the same day", "2026-03-05", [{ ...sent, repliedOn: "2026-03-05" }], "svarat"],
    ["an answer that came after the decision", "2026-03-05", [{ ...sent, repliedOn: "2026-03-06" }], "väntar på svar"],
    ["an exception", "2026-03-02", [excepted], "undantag"],
    ["an exception of a later day", "2026-03-01", [excepted], "inte kommunicerat"],
    [
      "told anew with a later day, after the first has passed",
      "2026-03-18",
      [sent, { ...sent, happenedOn: "2026-03-17", replyBy: "2026-03-30" }],
      "väntar på svar",
    ],
    [
      "answered, and more was sent since: its last day is waited for",
      "2026-03-18",
      [
        { ...sent, repliedOn: "2026-03-05" },
        { ...sent, happenedOn: "2026-03-10", replyBy: "2026-03-18" },
      ],
      "väntar på svar",
    ],
    [
      "and the day after it has passed",
      "2026-03-19",
      [
        { ...sent, repliedOn: "2026-03-05" },
        { ...sent, happenedOn: "2026-03-10", replyBy: "2026-03-18" },
      ],
      "tiden har gått ut",
    ],
    [
      "what was sent later is answered, what was sent first still waits",
      "2026-03-12",
      [sent, { ...sent, happenedOn: "2026-03-10", replyBy: "2026-03-24", repliedOn: "2026-03-11" }],
      "väntar på svar",
    ],
    ["an exception after what was sent", "2026-03-05", [sent, { ...excepted, happenedOn: "2026-03-04" }], "undantag"],
    ["an exception before what was sent", "2026-03-05", [excepted, sent], "väntar på svar"],
    [
      "sent after the day of the decision",
      "2026-03-05",
      [
        { ...sent, repliedOn: "2026-03-04" },
        { ...sent, happenedOn: "2026-03-06" },
      ],
      "svarat",
    ],
    ["over the turn of the year", "2027-01-07", [{ ...sent, happenedOn: "2026-12-22", replyBy: "2027-01-06" }], "tiden har gått ut"],
    ["29 February", "2028-02-29", [{ ...sent, happenedOn: "2028-02-14", replyBy: "2028-02-29" }], "väntar på svar"],
  ])("%s", (_name, decidedOn, tries, why) => {
    const found = applied(hearing, { decidedOn, tries });
    expect(found.outcome.why).toBe(why);
    expect(found.outcome.heard).toBe(why !== "väntar på svar" && why !== "inte kommunicerat");
    expect(found.explanation).toContain("25 § FvL");
  });
});

describe("reply-time", () => {
  test("is the board's own day, which no holiday moves", () => {
    const found = applied(replyTime, { sentOn: "2026-12-11", replyBy: "2026-12-25" });
    expect(found.outcome.dueOn).toBe("2026-12-25");
    expect(found.explanation).toContain("Svar väntas senast 25 december 2026");
  });
});
