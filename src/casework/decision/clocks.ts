/** The clocks of what could not wait for the board, and of what waits for somebody else's approval. */
import { sql } from "kysely";
import { z } from "zod";
import { formatLong } from "../../platform/basics/dates.ts";
import { answer } from "../../platform/core/answers.ts";
import { isLastAsked } from "./approval/store.ts";
import { countedBy, defineClock } from "../clocks/define.ts";
import { decisionLinks } from "./links.ts";
import { isOwnDecision } from "./queries/urgent-decisions.ts";
import { urgentDecisionReported } from "./rules-board-report.ts";

const boardReportClock = defineClock({
  id: urgentDecisionReported.id,
  follows: ["decision.maker", "decision.board_report", "intake.preliminary_decision"],
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

const said = {
  väntar: { label: "Godkännande väntar", verb: "väntar på en gruppledares svar" },
  godkänt: { label: "Fatta det godkända beslutet", verb: "är godkänt och kan beslutas" },
  återlämnat: { label: "Förslaget är återlämnat", verb: "är återlämnat: gör om förslaget, eller besluta något annat" },
} as const;

const approvalClock = defineClock({
  id: "approval-waits",
  follows: [
    ...["decision.approval_request", "decision.approval_answer", "investigation.conclusion", "investigation.extension"],
    ...[
      "intake.intake",
      "intake.preliminary_decision",
      "intake.preliminary_extension",
      "intake.application_outcome",
      "intake.case_closure",
      "intake.preliminary_assessment",
    ],
  ],
  // The last that was asked of a kind about one thing, until what it is about is decided.
  read: (of) => sql`
    select r.case_id, r.id, null::uuid, null::uuid, (coalesce(a.recorded_at, r.recorded_at) at time zone 'Europe/Stockholm')::date,
      r.kind || coalesce(': ' || r.intervention_type, ''), jsonb_build_object('state', coalesce(a.answer, 'väntar'))
    from decision.approval_request r
    left join decision.approval_answer a on a.municipality_id = r.municipality_id and a.request_id = r.id
    left join intake.preliminary_assessment f on f.municipality_id = r.municipality_id and f.intake_id = r.intake_id
    where ${of("r")}
      and (r.intake_id is null or exists (select 1 from intake.intake i where i.municipality_id = r.municipality_id and i.id = r.intake_id and i.case_id = r.case_id))
      and ${isLastAsked}
      and not exists (select 1 from investigation.conclusion e where e.municipality_id = r.municipality_id and e.case_id = r.case_id and e.investigation_id = r.investigation_id)
      and not exists (select 1 from investigation.extension x where x.municipality_id = r.municipality_id and x.case_id = r.case_id
        and x.investigation_id = r.investigation_id and r.kind = 'förlänga utredning' and x.recorded_at > r.recorded_at)
      and not exists (select 1 from intake.preliminary_decision d where d.municipality_id = f.municipality_id and d.case_id = f.case_id and d.preliminary_assessment_id = f.id)
      and not exists (select 1 from intake.preliminary_extension y where y.municipality_id = f.municipality_id and y.case_id = f.case_id
        and y.preliminary_assessment_id = f.id and r.kind = 'förlänga förhandsbedömning' and y.recorded_at > r.recorded_at)
      and not exists (select 1 from intake.application_outcome o where o.municipality_id = r.municipality_id and o.intake_id = r.intake_id)
      and not exists (select 1 from intake.case_closure k where k.municipality_id = r.municipality_id and k.case_id = r.case_id)`,
  facts: z.strictObject({ state: z.enum(["väntar", "godkänt", "återlämnat"]) }),
  count: ({ since, facts }) => ({
    dueOn: null,
    targetOn: null,
    sentence: () => `Förslaget ${said[facts.state].verb}, sedan den ${formatLong(since)} (lokal regel).`,
  }),
  label: ({ facts }) => said[facts.state].label,
  href: (clock) => decisionLinks.approvals(clock.case_id),
  examples: [
    { name: "it waits", since: "2026-03-02", facts: { state: "väntar" }, due: null, says: "väntar på en gruppledares svar" },
    { name: "it may be decided", since: "2026-03-02", facts: { state: "godkänt" }, due: null, says: "kan beslutas" },
    { name: "broken off", since: "2026-03-02", facts: { state: "återlämnat" }, due: null, says: "gör om förslaget" },
  ],
});

/** Every clock of this room. */
export const decisionClocks = [boardReportClock, approvalClock] as const;
