import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { findCallable } from "../called.ts";

/** Those who may be called to a meeting in the case: the child first, then each confirmed guardian. */
export const findThoseToCall = defineQuery({
  name: "meeting.find-those-to-call",
  title: "Visa vilka som kan kallas till ett möte",
  input: z.object({ caseId: idField }),
  output: z.object({
    people: answer.list(
      z.object({
        id: answer.id,
        personId: answer.id,
        guardianshipId: answer.id.nullable(),
        name: answer.text(201),
        isProtected: answer.yesNo,
        isKeptUninformed: answer.yesNo,
        needs: answer.list(answer.text(300)),
      }),
    ),
  }),
  permit: [worksInCase],
  async run(tx, { caseId }, context) {
    const people = await findCallable(tx, context, caseId);
    context.touch(...people.map((one) => one.personId));
    return ok({ people });
  },
});
