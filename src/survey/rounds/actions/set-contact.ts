import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalText, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { readAddress } from "../../../platform/messages/channels.ts";
import { getUnitOf } from "../find-in-round.ts";
import { writeContacts } from "../write-contacts.ts";

/** Writes where a unit is written to from now on. Problems: `not-found`, `invalid-address` at its field. */
export const setContact = defineAction({
  name: "rounds.set-contact",
  title: "Ändra vart en enhet får sina brev",
  input: z.object({
    unitId: idField,
    contactName: optionalText(100).refine((text) => text === undefined || !/\p{Cc}/u.test(text), "Skriv på en rad."),
    email: requiredText("enhetens e-postadress", 254),
  }),
  output: z.object({ unitId: answer.id }),
  permit: [runsSurveys],
  async run(tx, { unitId, contactName, email }, context) {
    const unit = await getUnitOf(tx, context, unitId);
    if (!unit.ok) return unit;
    const read = readAddress("e-post", email);
    if (!read.ok) return failed({ ...read.error, field: "email" });
    await writeContacts(tx, context, [{ unitId, name: contactName ?? null, address: read.value }]);
    return ok({ unitId });
  },
});
