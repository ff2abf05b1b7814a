import { sql } from "kysely";
import { z } from "zod";
import { keepsRegister } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { isTheProgram } from "../../../platform/core/permit.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { noSuchSet } from "../find-set.ts";
import { envelopeText } from "../delivery/envelope.ts";
import { sealAnswers } from "../delivery/seal-answers.ts";

const delivery = answer.text(1_000_000);

/** The signed answers as a file to send: addressed, and signed with the municipality's key. Problems: those of `sealAnswers`. */
export const getSealedAnswers = defineQuery({
  name: "survey.get-sealed-answers",
  title: "Hämta underskrivna enkätsvar som en signerad leverans",
  input: z.object({ answerSetId: idField }),
  output: z.object({ delivery, questionnaire: answer.text(64), signature: answer.count }),
  permit: [keepsRegister],
  async run(tx, { answerSetId }, context) {
    const sealed = await sealAnswers(tx, context, answerSetId);
    if (!sealed.ok) return sealed;
    const { envelope, questionnaire, signature } = sealed.value;
    return ok({ delivery: envelopeText(envelope), questionnaire, signature });
  },
});

/** The same for `fortrogen survey send`: of the questionnaire's answers with the latest last day. */
export const sealAtCommand = defineQuery({
  name: "survey.seal-at-command",
  title: "Hämta underskrivna enkätsvar som en signerad leverans, från kommandoraden",
  input: z.object({ questionnaire: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, "Skriv formulärets id.") }),
  output: z.object({ delivery, answerSetId: answer.id }),
  permit: [isTheProgram],
  async run(tx, { questionnaire }, context) {
    const { rows } = await sql<{ id: string }>`select id from survey.answer_set where municipality_id = ${context.actor.municipalityId}
      and questionnaire = ${questionnaire} and unit_id is null order by last_day desc limit 1`.execute(tx);
    const id = rows[0]?.id;
    if (id === undefined) return failed(noSuchSet);
    const sealed = await sealAnswers(tx, context, id);
    return sealed.ok ? ok({ delivery: envelopeText(sealed.value.envelope), answerSetId: id }) : sealed;
  },
});
