import { sql } from "kysely";
import { z } from "zod";
import { maySeeCase } from "../../../platform/access/need-to-know.ts";
import { doesCasework, worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { findUrgentDecisions, urgentDecision } from "./urgent-decisions.ts";

const output = z.object({ decisions: answer.list(urgentDecision) });

/** What the board is to be told of at its next meeting, of the cases that the actor may see; closed cases too. */
export const findUnreported = defineQuery({
  name: "decision.find-unreported",
  title: "Visa brådskande beslut som ska anmälas till nämnden",
  input: z.object({}),
  output,
  permit: [doesCasework],
  async run(tx, _input, context) {
    const decisions = await findUrgentDecisions(tx, context.actor.municipalityId, maySeeCase(context.actor, context.today));
    context.touch(...decisions.map((one) => one.caseId));
    return ok({ decisions });
  },
});

/** The same of one case. */
export const findUnreportedInCase = defineQuery({
  name: "decision.find-unreported-in-case",
  title: "Visa ärendets brådskande beslut som ska anmälas till nämnden",
  input: z.object({ caseId: idField }),
  output,
  permit: [worksInCase],
  async run(tx, input, context) {
    const decisions = await findUrgentDecisions(tx, context.actor.municipalityId, sql<boolean>`c.id = ${input.caseId}::uuid`);
    context.touch(...decisions.map((one) => one.id));
    return ok({ decisions });
  },
});
