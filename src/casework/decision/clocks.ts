/** The clock of what could not wait for the board. */
import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { countedBy, defineClock } from "../clocks/define.ts";
import { decisionLinks } from "./links.ts";
import { isOwnDecision } from "./queries/urgent-decisions.ts";
import { urgentDecisionReported } from "./rules-board-report.ts";

const boardReportClock = defineClock({
  id: urgentDecisionReported.id,
  follows: ["decision.maker", "decision.board_report"],
  // What the chair has decided in the case and the board has not been told of, as one: the earliest meeting.
  read: (of) => sql`
    select m.case_id, m.case_id, null::uuid, null::uuid, min(m.decided_on), null::text, jsonb_build_object('next_meeting_on', min(m.next_meeting_on))
    from decision.maker m
    where ${of("m")} and m.decider = 'ordförande eller ledamot' and ${isOwnDecision}
      and not exists (select 1 from decision.board_report r where r.municipality_id = m.municipality_id and r.maker_id = m.id)
    group by m.case_id`,
  facts: z.strictObject({ next_meeting_on: answer.day }),
  count: ({ since, facts }) => countedBy(urgentDecisionReported, { decidedOn: since, nextMeetingOn: facts.next_meeting_on }),
  label: "Anmäl det brådskande beslutet till nämnden",
  href: (clock) => decisionLinks.boardReport(clock.case_id),
  outlivesClosing: true,
  examples: [
    {
      name: "the board's next meeting",
      since: "2026-03-02",
      facts: { next_meeting_on: "2026-03-18" },
      due: "2026-03-18",
      says: "vid nämndens nästa sammanträde efter ett brådskande beslut",
    },
  ],
});

/** Every clock of this room. */
export const decisionClocks = [boardReportClock] as const;
