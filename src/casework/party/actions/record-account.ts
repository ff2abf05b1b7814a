import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { getOpenInvestigation } from "../../investigation/conclude.ts";
import { accountWays } from "../codes.ts";
import { findParties } from "../find-parties.ts";

export const accountInput = formOf({
  caseId: idField,
  investigationId: idField,
  personId: idField,
  happenedOn: about(requiredDate("vilken dag"), { past: true, label: "Dag", hint: "I dag är ifyllt.", start: "today" }),
  way: about(choice(accountWays, "hur det gick till"), { label: "Hur?", as: "list", start: { code: "möte" } }),
  ownAccount: about(requiredText("vad vårdnadshavaren säger"), {
    label: "Vårdnadshavarens egen redogörelse",
    journal: "",
    hint: "Vad den här vårdnadshavaren själv säger om barnets situation och behov. Skriv inte in vad barnet eller den andra vårdnadshavaren har sagt.",
    rows: 8,
  }),
});

/** Writes what a guardian says of the matter, as that guardian's own account. The child's words stand in conversations. Problem: `not-a-party`. */
export const recordAccount = defineAction({
  name: "party.record-account",
  title: "Skriv en vårdnadshavares egen redogörelse",
  input: accountInput,
  output: z.object({ accountId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const { caseId, investigationId, personId, happenedOn, way, ownAccount } = input;
    const investigation = await getOpenInvestigation(tx, context, caseId, investigationId);
    if (!investigation.ok) return investigation;
    const day = trueDay(context, happenedOn, "happenedOn", { day: investigation.value.startedOn, what: "Utredningen inleddes" });
    if (!day.ok) return day;
    const party = (await findParties(tx, context, caseId, happenedOn)).find((one) => one.personId === personId && !one.isChild);
    if (!party)
      return failed({
        code: "not-a-party",
        message: "Personen är inte vårdnadshavare för barnet den dagen.",
        hint: "Vad barnet säger skrivs som samtal.",
      });
    const accountId = newTouchedId(context);
    context.touch(personId);
    await tx
      .insertInto("party.account")
      .values({
        id: accountId,
        case_id: caseId,
        investigation_id: investigationId,
        person_id: personId,
        happened_on: happenedOn,
        way,
        own_account: ownAccount,
        ...stamp(context),
      })
      .execute();
    return ok({ accountId });
  },
});
