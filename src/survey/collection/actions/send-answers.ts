import { z } from "zod";
import { keepsRegister } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { addJob } from "../../../platform/core/job.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Problem } from "../../../platform/basics/result.ts";
import { findDispatch, isGoing } from "../delivery/dispatch.ts";
import type { Dispatch } from "../delivery/dispatch.ts";
import { findRecipient } from "../delivery/recipient.ts";
import { sealAnswers } from "../delivery/seal-answers.ts";
import { sendToAgency, sendingKey } from "../jobs/send-to-agency.ts";

const noAddress: Problem = {
  code: "no-recipient-address",
  message: "Det finns ingen adress att skicka svaren till.",
  hint: "Systemförvaltaren anger den under Mottagare. Hämta annars den signerade filen och lämna den på annat sätt.",
};

/**
 * Sends what the director signed last to the agency, at the address that whoever runs the program has set: the seal is made now, and a job sends it.
 * Asked for again while it is on its way, or when it has come, it is the same sending. Gives its number. Problems: those of `sealAnswers`,
 * `no-recipient-address`.
 */
export const sendAnswers = defineAction({
  name: "survey.send-answers",
  title: "Skicka underskrivna enkätsvar till myndigheten",
  input: z.object({ answerSetId: idField }),
  output: z.object({ number: answer.count }),
  permit: [keepsRegister],
  async run(tx, { answerSetId }, context) {
    const { municipalityId } = context.actor;
    const sealed = await sealAnswers(tx, context, answerSetId);
    if (!sealed.ok) return sealed;
    const { envelope, signature, addressee } = sealed.value;
    const recipient = await findRecipient(tx, municipalityId, envelope.agency);
    if (!recipient || recipient.address === null) return failed(noAddress);
    const last = await findDispatch(tx, municipalityId, answerSetId);
    const isOfThis = (one: Dispatch) => one.signature === signature && one.addressee === addressee;
    if (last && isOfThis(last) && (last.state === "mottagen" || isGoing(last, context.now))) return ok({ number: last.number });
    const number = (last?.number ?? 0) + 1;
    const added = await tx
      .insertInto("survey.dispatch")
      .values({
        answer_set_id: answerSetId,
        number,
        signature_number: signature,
        addressee_number: addressee,
        key_id: envelope.keyId,
        signature: envelope.signature,
        ...stamp(context),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("number")
      .executeTakeFirst();
    // Somebody else has pressed at the same moment: theirs is sent.
    if (added) await addJob(tx, sendToAgency, { municipalityId, answerSetId, number }, sendingKey(answerSetId, number));
    return ok({ number });
  },
});
