/** What could not wait for the board is reported to it: 6 kap. 39–40 §§ KL. */
import { deadlineSentence } from "../../platform/law/deadline.ts";
import type { Rule } from "../../platform/law/rule.ts";

export type BoardReportInput = {
  readonly decidedOn: string;
  /** The board's next meeting, as it was known when the decision was written down. */ readonly nextMeetingOn: string;
};

export const urgentDecisionReported: Rule<BoardReportInput, { readonly dueOn: string }> = {
  id: "urgent-decision-reported",
  title: "Brådskande beslut anmäls vid nämndens nästa sammanträde",
  provisionIds: ["urgent-decision", "urgent-decision-reported"],
  basis: "lag",
  clock: "egen dag",
  room: "decision",
  validFrom: "2018-01-01",
  certainty: "verifierad",
  source:
    "Det som ordföranden eller en utsedd ledamot har beslutat när nämnden inte kunde inväntas. Dagen är nämndens egen och flyttas inte. I vilken utsträckning det som beslutas på delegation anmäls bestämmer nämnden själv (6 kap. 40 § första stycket och 7 kap. 8 § KL): det bevakas inte här.",
  apply: ({ nextMeetingOn }) => ({ dueOn: nextMeetingOn }),
  explain({ decidedOn }, { dueOn }) {
    const because = "vid nämndens nästa sammanträde efter ett brådskande beslut";
    return deadlineSentence({ verb: "Anmäls", dueOn, because, provisionId: "urgent-decision-reported", citedOn: decidedOn });
  },
};
