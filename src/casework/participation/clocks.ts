/** The clocks of the child's part: to be told what was decided, and to be tried again with. */
import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { codes } from "../../platform/database/generated.ts";
import { aboutPhase, defineClock, inPhase, noFacts, onDay } from "../clocks/define.ts";
import { missingStepLink, promiseLink, stepLink } from "./phase-steps.ts";
import { STEPS } from "./rules.ts";
import type { Step } from "./rules.ts";

export const tellTheChildClock = defineClock({
  id: "tell-the-child",
  follows: ["intake.preliminary_decision", "intake.preliminary_assessment", "investigation.conclusion", "participation.phase_closure"],
  // After the preliminary assessment and after the investigation: decided, and the phase is open.
  read: (of) => sql`
    select d.case_id, p.id, null::uuid, f.id, d.decided_on, ${aboutPhase}, '{}'::jsonb
    from intake.preliminary_decision d
    join intake.preliminary_assessment p on p.municipality_id = d.municipality_id and p.case_id = d.case_id and p.id = d.preliminary_assessment_id
    join participation.phase f on f.municipality_id = p.municipality_id and f.case_id = p.case_id and f.id = p.phase_id
    where ${of("d")} and not exists (select 1 from participation.phase_closure c
      where c.municipality_id = f.municipality_id and c.case_id = f.case_id and c.phase_id = f.id)
    union all
    select e.case_id, e.investigation_id, null::uuid, f.id, e.concluded_on, ${aboutPhase}, '{}'::jsonb
    from investigation.conclusion e
    join participation.phase f on f.municipality_id = e.municipality_id and f.case_id = e.case_id and f.id = e.phase_id
    where ${of("e")} and not exists (select 1 from participation.phase_closure c
      where c.municipality_id = f.municipality_id and c.case_id = f.case_id and c.phase_id = f.id)`,
  facts: noFacts,
  count: ({ since }) => {
    const because = "barnet ska få veta vad som beslutades och hur barnets åsikt vägdes in";
    return onDay(since, { verb: "Berättas", because, provisionId: "child-information", citedOn: since });
  },
  label: "Berätta för barnet vad som beslutades",
  href: (clock) => inPhase(clock, (caseId, phaseId) => stepLink(caseId, phaseId, "berättad")),
  examples: [{ name: "at once", since: "2026-03-02", facts: {}, due: "2026-03-02", says: "barnet ska få veta vad som beslutades" }],
});

const again: Readonly<Record<Step, string>> = {
  informerad: "Försök igen att informera barnet",
  hörd: "Försök igen att låta barnet komma till tals",
  vägd: "Väg in barnets åsikt",
  berättad: "Försök igen att berätta för barnet",
};
/** The child being heard is what is put off most. */
const stepOf = (facts: { readonly step: string }): Step => STEPS.find((step) => step === facts.step) ?? "hörd";

const tryAgainClock = defineClock({
  id: "try-again",
  follows: ["participation.step", "participation.conversation", "intake.case_closure"],
  // Put off to a day, and neither done nor put off anew since.
  read: (of) => sql`
    select s.case_id, s.id, null::uuid, s.phase_id, s.happened_on, ${aboutPhase}, jsonb_build_object('agreed_on', s.try_again_on, 'step', s.step)
    from participation.standing_step s
    join participation.phase f on f.municipality_id = s.municipality_id and f.case_id = s.case_id and f.id = s.phase_id
    where ${of("s")} and s.try_again_on is not null
      and not exists (select 1 from participation.standing_step n
        where n.municipality_id = s.municipality_id and n.case_id = s.case_id and n.step = s.step
          and n.recorded_at > s.recorded_at and (n.outcome = 'gjort' or n.phase_id = s.phase_id))
      and not exists (select 1 from intake.case_closure k where k.municipality_id = s.municipality_id and k.case_id = s.case_id)`,
  facts: z.strictObject({ agreed_on: answer.day, step: answer.code }),
  count: ({ since, facts }) => {
    const because = "den dag som bestämdes vid förra försöket";
    return onDay(facts.agreed_on, { verb: "Nytt försök görs", because, citedOn: since });
  },
  label: ({ facts }) => again[stepOf(facts)],
  href: (clock) => inPhase(clock, (caseId, phaseId) => missingStepLink(caseId, phaseId, stepOf(clock.facts))),
  examples: [
    {
      name: "the child was not heard",
      since: "2026-03-02",
      facts: { agreed_on: "2026-03-20", step: "hörd" },
      due: "2026-03-20",
      says: "den dag som bestämdes vid förra försöket",
    },
  ],
});

const promiseClock = defineClock({
  id: "promise-to-the-child",
  follows: ["participation.promise", "participation.promise_outcome", "intake.case_closure"],
  // Not ticked off.
  read: (of) => sql`
    select p.case_id, p.id, null::uuid, null::uuid, p.promised_on, null::text, jsonb_build_object('promised_for', p.promised_for, 'kind', p.kind)
    from participation.promise p
    where ${of("p")} and not exists (select 1 from participation.promise_outcome o
        where o.municipality_id = p.municipality_id and o.case_id = p.case_id and o.promise_id = p.id)
      and not exists (select 1 from intake.case_closure k where k.municipality_id = p.municipality_id and k.case_id = p.case_id)`,
  facts: z.strictObject({ promised_for: answer.day, kind: answer.oneOf(codes["participation.promise.kind"]) }),
  count: ({ since, facts }) => {
    const because = facts.kind === "löfte" ? "det är lovat barnet" : "barnet ska få veta vem som tar över";
    return onDay(facts.promised_for, { verb: "Görs", because, citedOn: since });
  },
  label: ({ facts }) => (facts.kind === "löfte" ? "Håll löftet till barnet" : "Berätta för barnet vem som tar över"),
  href: (clock) => promiseLink(clock.case_id, clock.subject_id),
  examples: [
    {
      name: "to call somebody",
      since: "2026-03-02",
      facts: { promised_for: "2026-03-10", kind: "löfte" },
      due: "2026-03-10",
      says: "det är lovat barnet",
    },
    {
      name: "somebody takes over",
      since: "2026-03-02",
      facts: { promised_for: "2026-03-06", kind: "byte av handläggare" },
      due: "2026-03-06",
      says: "barnet ska få veta vem som tar över",
    },
  ],
});

/** Every clock of this room. */
export const participationClocks = [tellTheChildClock, tryAgainClock, promiseClock] as const;
