import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { getRoundOf } from "../find-in-round.ts";
import { readContacts } from "../read-contacts.ts";
import { atField } from "../../tables/reading/fault.ts";
import { writeContacts } from "../write-contacts.ts";

const longestList = 300_000;

/** Takes a contact list for the units of a round. Gives how many addresses were new. Every fault of the file at once; then nothing is changed. */
export const changeContacts = defineAction({
  name: "rounds.change-contacts",
  title: "Läs in en lista med enheternas adresser",
  input: z.object({ roundId: idField, contacts: optionalText(longestList) }),
  output: z.object({ roundId: answer.id, changed: answer.count }),
  permit: [runsSurveys],
  async run(tx, { roundId, contacts }, context) {
    const round = await getRoundOf(tx, context.actor.municipalityId, roundId);
    if (!round.ok) return round;
    const units = await tx
      .selectFrom("survey.unit")
      .select(["id", "code"])
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("round_id", "=", roundId)
      .execute();
    const ids = new Map(units.map(({ id, code }) => [code, id]));
    const read =
      contacts === undefined ? { contacts: [], faults: ["Välj en fil med listan."] } : readContacts(contacts, new Set(ids.keys()));
    if (read.faults.length > 0)
      return failed({ code: "invalid-input", message: "Listan går inte att använda.", fields: atField("contacts", read.faults) });
    const rows = read.contacts.flatMap(({ code, ...contact }) => {
      const unitId = ids.get(code);
      return unitId === undefined ? [] : [{ unitId, ...contact }];
    });
    context.touch(roundId);
    return ok({ roundId, changed: await writeContacts(tx, context, rows) });
  },
});
