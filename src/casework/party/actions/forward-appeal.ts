import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { findAppeal } from "../find-decided.ts";

export const forwardInput = formOf({
  caseId: idField,
  appealId: idField,
  forwardedOn: about(requiredDate("vilken dag"), { past: true, label: "Vilken dag lämnades det över?", start: "today" }),
  court: about(requiredText("vilken domstol", 200), {
    label: "Till vilken domstol?",
    hint: "Till exempel Förvaltningsrätten i Uppsala.",
  }),
});

/** Writes that an appeal that is not dismissed was sent on to the court (46 § FvL), once. Problems: `not-found`, `not-tried`, `dismissed`, `already-done`. */
export const forwardAppeal = defineAction({
  name: "party.forward-appeal",
  title: "Lämna över ett överklagande",
  input: forwardInput,
  output: z.object({ appealId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, appealId, forwardedOn, court }, context) {
    const appeal = await findAppeal(tx, context, caseId, appealId);
    if (!appeal) return failed({ code: "not-found", message: "Överklagandet finns inte i ärendet." });
    if (appeal.outcome === null || appeal.tried_on === null)
      return failed({ code: "not-tried", message: "Överklagandet är inte prövat än.", hint: "Pröva först om det kom in i rätt tid." });
    if (appeal.outcome === "avvisas") return failed({ code: "dismissed", message: "Överklagandet är avvisat och lämnas inte över." });
    const day = trueDay(context, forwardedOn, "forwardedOn", { day: appeal.tried_on, what: "Överklagandet prövades" });
    if (!day.ok) return day;
    context.touch(appealId, appeal.person_id);
    await tx
      .insertInto("party.appeal_forwarding")
      .values({
        appeal_id: appealId,
        case_id: caseId,
        tried_on: appeal.tried_on,
        outcome: appeal.outcome,
        forwarded_on: forwardedOn,
        court,
        ...stamp(context),
      })
      .execute();
    return ok({ appealId });
  },
});
