import { sql } from "kysely";
import { z } from "zod";
import { isResponsibleForCase } from "../../../platform/access/permits.ts";
import { maySeeCase } from "../../../platform/access/need-to-know.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { optionalChoice } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { waitForTurn } from "../../../platform/core/turns.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { protectedIdentities } from "../codes.ts";
import { isMoreProtected } from "../compare.ts";
import { findPersonOfCase, notOfCase, personChangedMeanwhile } from "../in-case.ts";
import { protectionFields } from "../person-fields.ts";
import { recordEverywhere } from "../double-words.ts";
import { findLastChange } from "../person-reviews.ts";

/**
 * Writes by what the identity of somebody in the case is protected. It holds in every case at once: a protection that one case knows of must not be
 * forgotten in another. So whoever lowers it must see every case that the person is in; whoever raises it need not.
 */
export const protectPerson = defineAction({
  name: "people.protect-person",
  title: "Skriv hur någons personuppgifter är skyddade",
  input: formOf({
    caseId: idField,
    personId: idField,
    from: about(optionalChoice(protectedIdentities), { quiet: "what the form was opened upon", label: "Skyddet när formuläret öppnades" }),
    ...protectionFields,
  }),
  output: z.object({ changeId: answer.id }),
  permit: [isResponsibleForCase],
  daysOfAnother: ["validFrom"],
  async run(tx, input, context) {
    // Two who write of the same person at once: the second waits here, and sees what the first wrote.
    await waitForTurn(tx, input.personId);
    const person = await findPersonOfCase(tx, context, input.caseId, input.personId);
    if (!person) return notOfCase;
    if (input.from !== undefined && input.from !== person.protectedIdentity) return personChangedMeanwhile;
    const follows = await findLastChange(tx, context, person.id);
    const { protectedIdentity } = input;
    if (protectedIdentity === person.protectedIdentity) return sameAsBefore;
    const isLowered = isMoreProtected(protectedIdentity, person.protectedIdentity);
    if (isLowered && !(await seesAllCasesOf(tx, context, person.id))) return notHere;
    const { validFrom, source, sourceDetail, sourceOn } = input;
    const changeId = await recordEverywhere(tx, context, {
      personId: person.id,
      ...{ caseId: input.caseId, change: "ändrad", validFrom, follows, source, sourceDetail, sourceOn },
      known: { protectedIdentity: person.protectedIdentity },
      now: { protectedIdentity },
    });
    return ok({ changeId });
  },
});

const sameAsBefore = failed({
  code: "nothing-changed",
  message: "Så är uppgifterna redan skyddade.",
  hint: "Välj ett annat skydd, eller gå tillbaka utan att spara.",
  field: "protectedIdentity",
});
/** Says nothing of whether there are other cases: a protection that a judgment or the register gave may be of before too. */
const notHere = failed({
  code: "protection-not-lowered-here",
  message: "Skyddet kan inte tas bort eller bli svagare härifrån.",
  hint: "Tala med den som ansvarar för skyddade personuppgifter i kommunen.",
  field: "protectedIdentity",
});

/** True where the actor may see each case that the person is the child or a guardian in, or was; a child that stands here twice is in the cases of both. */
async function seesAllCasesOf(tx: Tx, { actor, today }: Context, personId: string): Promise<boolean> {
  const { rows } = await sql<{ all: boolean | null }>`select bool_and(${maySeeCase(actor, today)}) as all from intake.case_file c
    where c.municipality_id = ${actor.municipalityId} and (c.child_id in (select o.id from people.person p join people.person o on o.municipality_id = p.municipality_id
        and (o.id in (p.id, p.same_as) or o.same_as in (p.id, p.same_as))
        where p.municipality_id = c.municipality_id and p.id = ${personId}::uuid) or exists (select 1 from people.guardianship g
      where g.municipality_id = c.municipality_id and g.child_id = c.child_id and g.guardian_id = ${personId}::uuid))`.execute(tx);
  return rows[0]?.all === true;
}
