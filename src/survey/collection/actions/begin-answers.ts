import { z } from "zod";
import { keepsRegister } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredDate } from "../../../platform/core/fields.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { addDays } from "../../../platform/basics/dates.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { findForm, storedIn } from "../../questionnaires/find-form.ts";

/** Late answers are taken for so many days: the fieldwork of 2024 was lengthened by as many (seed 004). */
const lateDays = 14;
const noForm = "Välj vilken enkät ni ska besvara.";

/** Begins to answer a questionnaire, until its last day. Gives the answer set's id. Problems at the fields, and `already-done` where it is begun. */
export const beginAnswers = defineAction({
  name: "survey.begin-answers",
  title: "Börja besvara en enkät",
  input: z.object({ questionnaire: z.string(noForm).regex(/^[a-z][a-z0-9-]{0,63}$/, noForm), lastDay: requiredDate("sista svarsdagen") }),
  output: z.object({ answerSetId: answer.id }),
  permit: [keepsRegister],
  async run(tx, { questionnaire, lastDay }, context) {
    const form = await findForm(storedIn(tx, context.actor.municipalityId), questionnaire);
    if (!form.ok || form.value.respondent !== "unit") return invalidField("questionnaire", noForm);
    if (lastDay < context.today) return invalidField("lastDay", "Sista svarsdagen har varit. Skriv dagen som myndigheten har satt.");
    const answerSetId = newTouchedId(context);
    const added = await tx
      .insertInto("survey.answer_set")
      .values({
        id: answerSetId,
        questionnaire: form.value.id,
        version: form.value.version,
        fingerprint: form.value.fingerprint,
        last_day: lastDay,
        closes_on: addDays(lastDay, lateDays),
        ...stamp(context),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!added)
      return failed({ code: "already-done", message: "Enkäten är redan påbörjad med samma sista svarsdag.", hint: "Fortsätt i den." });
    return ok({ answerSetId });
  },
});
