import { z } from "zod";
import { isResponsibleForCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId } from "../../../platform/core/journal.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { findPersonOfCase, notOfCase } from "../in-case.ts";
import { openRegister } from "../population/register.ts";
import { receive } from "../population/receive.ts";
import { leadingNumber } from "../words-of.ts";

export const populationAnswers = ["inget nytt", "något nytt", "svaret kommer i en fil", "numret är inte känt"] as const;

/**
 * Asks the population register about somebody in the case, by the number that is known. What it says otherwise becomes notices of this case and of no other;
 * a stronger protection is written at once. The log says who asked about whom, in which case.
 */
export const askPopulation = defineAction({
  name: "people.ask-population",
  title: "Hämta från folkbokföringen",
  input: z.object({ caseId: idField, personId: idField }),
  output: z.object({ outcome: answer.oneOf(populationAnswers), notices: answer.count }),
  permit: [isResponsibleForCase],
  limit: { name: "people.ask-population", most: 60, seconds: 60 * 60, message: "Du har frågat folkbokföringen många gånger på kort tid." },
  async run(tx, { caseId, personId }, context) {
    const register = openRegister();
    if (!register) return notSetUp;
    const person = await findPersonOfCase(tx, context, caseId, personId);
    if (!person) return notOfCase;
    const { municipalityId, staffId } = context.actor;
    const row = await tx
      .selectFrom("people.person as p")
      .select(leadingNumber("p").as("number"))
      .where("p.municipality_id", "=", municipalityId)
      .where("p.id", "=", person.id)
      .executeTakeFirst();
    if (!row?.number) return noNumber;
    const said = await register.ask(row.number, { id: newTouchedId(context), now: context.now });
    if (said === "unreachable") return unreachable;
    if (said === "asked") return ok({ outcome: "svaret kommer i en fil" as const, notices: 0 });
    if (said === "unknown") return ok({ outcome: "numret är inte känt" as const, notices: 0 });
    const place = { caseId, personId: person.id, isChild: person.isChild };
    const notices = await receive(tx, { ...context, municipalityId }, place, said, { way: "fråga", staffId });
    return ok({ outcome: notices > 0 ? ("något nytt" as const) : ("inget nytt" as const), notices });
  },
});

const notSetUp = failed({
  code: "not-set-up",
  message: "Folkbokföringen är inte kopplad till programmet.",
  hint: "Den som driver programmet kopplar den. Skriv annars uppgifterna själv, med källan folkbokföringen.",
});
const noNumber = failed({
  code: "no-number",
  message: "Personen har inget nummer att fråga om.",
  hint: "Skriv numret bland uppgifterna först.",
});
const unreachable = failed({
  code: "register-unreachable",
  message: "Folkbokföringen svarade inte, eller gick inte att förstå.",
  hint: "Försök igen om en stund. Inget är ändrat.",
});
