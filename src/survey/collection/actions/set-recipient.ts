import { z } from "zod";
import { operates } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { buildsOn, optionalText, requiredText } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { publicText, readPublicKey, surveyKey } from "../../../platform/core/signing-key.ts";
import { isOwnMachine } from "../../../platform/basics/outgoing-url.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Problem } from "../../../platform/basics/result.ts";
import { agencyNumber } from "../delivery/addressee.ts";
import { findRecipient, readRecipientAddress } from "../delivery/recipient.ts";

const changedMeanwhile: Problem = {
  code: "changed-meanwhile",
  message: "Någon annan har ändrat mottagaren sedan du öppnade sidan.",
  hint: "Se vad som står nu.",
};

/**
 * Sets an agency that signed answers are sent to: what it is called, the key that it signs receipts with, and the address of its program; without an
 * address the answers leave as a file. What was set before is kept. From a made-up municipality nothing leaves the machine. Problems:
 * `changed-meanwhile`, faults at the fields.
 */
export const setRecipient = defineAction({
  name: "survey.set-recipient",
  title: "Ange en myndighet som enkätsvar skickas till",
  input: z.object({
    agency: agencyNumber,
    follows: buildsOn(0),
    agencyName: requiredText("vad myndigheten heter", 100),
    address: optionalText(300),
    publicKey: requiredText("myndighetens publika nyckel", 1000),
  }),
  output: z.object({ number: answer.count }),
  permit: [operates],
  async run(tx, { agency, follows, agencyName, address: typed, publicKey }, context) {
    const { municipalityId } = context.actor;
    const address = typed === undefined ? null : readRecipientAddress(typed);
    if (address === undefined)
      return invalidField("address", "Skriv adressen till myndighetens program och inget mer, till exempel https://enkat.example.se.");
    const { is_demo } = await tx
      .selectFrom("core.municipality")
      .select("is_demo")
      .where("id", "=", municipalityId)
      .executeTakeFirstOrThrow();
    if (is_demo && address !== null && !isOwnMachine(new URL(address)))
      return invalidField("address", "Från en påhittad kommun skickas inget härifrån: adressen måste vara på den här datorn.");
    const key = readPublicKey(publicKey, "Det som står här", surveyKey);
    if (!key.ok)
      return invalidField("publicKey", "Det som står här är ingen publik Ed25519-nyckel. Klistra in raden som myndigheten har lämnat.");
    const last = await findRecipient(tx, municipalityId, agency);
    if ((last?.number ?? 0) !== follows) return failed(changedMeanwhile);
    const added = await tx
      .insertInto("survey.recipient")
      .values({ agency, number: follows + 1, name: agencyName, address, public_key: publicText(key.value), ...stamp(context) })
      .onConflict((conflict) => conflict.doNothing())
      .returning("number")
      .executeTakeFirst();
    return added ? ok({ number: added.number }) : failed(changedMeanwhile);
  },
});
