import { sql } from "kysely";
import { z } from "zod";
import { leadsCase } from "../../../platform/access/need-to-know.ts";
import { isOfOffice, leadsUnits, worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { approvedKinds } from "../approval/fields.ts";
import { approval, approvalsIn, secondEyesOn } from "../approval/store.ts";
import { subjectsOf } from "../approval/subjects.ts";

/** What waits for the leader's approval, in the cases that she or he leads; never what they have asked themselves. */
export const findApprovals = defineQuery({
  name: "decision.find-approvals",
  title: "Visa förslag till beslut som väntar på godkännande",
  input: z.object({}),
  output: z.object({ approvals: answer.list(approval) }),
  permit: [leadsUnits],
  async run(tx, _input, context) {
    const { actor } = context;
    const mine = sql<boolean>`r.waits and r.recorded_by <> ${actor.staffId}::uuid and ${leadsCase(actor)}`;
    const approvals = await approvalsIn(tx, actor.municipalityId, mine);
    context.touch(...new Set(approvals.map((one) => one.caseId)));
    return ok({ approvals });
  },
});

/** What has been asked in a case, what can be, and which kinds need it today. */
export const findApprovalsOfCase = defineQuery({
  name: "decision.find-approvals-of-case",
  title: "Visa ärendets förslag till beslut och godkännanden",
  input: z.object({ caseId: idField }),
  output: z.object({
    kinds: answer.list(z.enum(approvedKinds)),
    subjects: answer.list(
      z.object({ id: answer.id, what: z.enum(["intake", "investigation"]), on: answer.day, preliminary: answer.yesNo }),
    ),
    approvals: answer.list(approval),
  }),
  permit: [worksInCase],
  async run(tx, { caseId }, { actor: { municipalityId }, today }) {
    const approvals = await approvalsIn(tx, municipalityId, sql<boolean>`c.id = ${caseId}::uuid`);
    const kinds = await secondEyesOn(tx, municipalityId, today);
    return ok({ kinds, subjects: await subjectsOf(tx, municipalityId, caseId), approvals });
  },
});

const rule = z.object({
  number: answer.count,
  validFrom: answer.day,
  kinds: answer.list(z.enum(approvedKinds)),
  why: answer.text(1000),
  by: answer.text(200),
});

/** The municipality's rule of four eyes: every version, the latest day first, and what it asks today. */
export const findSecondEyes = defineQuery({
  name: "decision.find-second-eyes",
  title: "Visa vilka beslut som ska godkännas av en till",
  input: z.object({}),
  output: z.object({ rules: answer.list(rule), today: answer.list(z.enum(approvedKinds)) }),
  permit: [isOfOffice],
  async run(tx, _input, { actor: { municipalityId }, today }) {
    const rules = await tx
      .selectFrom("decision.second_eyes as e")
      .innerJoin("access.staff as s", (join) =>
        join.onRef("s.municipality_id", "=", "e.municipality_id").onRef("s.id", "=", "e.recorded_by"),
      )
      .select(["e.number", "e.valid_from as validFrom", "e.kinds", "e.why"])
      .select(({ ref }) => ref("s.name").as("by"))
      .where("e.municipality_id", "=", municipalityId)
      .orderBy("e.valid_from", "desc")
      .orderBy("e.number", "desc")
      .limit(100)
      .execute();
    return ok({ rules, today: await secondEyesOn(tx, municipalityId, today) });
  },
});
