import { z } from "zod";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { stockholmInstant } from "../../../platform/basics/dates.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalId, optionalText, requiredDate, requiredText, requiredTime } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { protectionResults } from "../codes.ts";
import { getIntake } from "../find-intake.ts";
import { before, notYet, writeProtection } from "../write-protection.ts";

export const protectionInput = formOf({
  caseId: idField,
  intakeId: idField,
  assessedOn: about(requiredDate("vilken dag bedömningen gjordes"), { label: "Dag", start: "today" }),
  assessedAt: about(requiredTime("vilken tid bedömningen gjordes"), { label: "Klockslag", start: "now" }),
  assessedBy: about(optionalText(200), {
    label: "Gjordes den av någon annan än du?",
    hint: "Skriv vem och var, till exempel socialjouren. Lämna tomt om du själv gjorde den.",
  }),
  result: about(choice(protectionResults, "om barnet behöver omedelbart skydd"), {
    label: "Bedömning",
    words: { "inget omedelbart skydd": "Barnet behöver inte omedelbart skydd", "skydd behövs": "Barnet behöver skydd nu" },
  }),
  reasoning: about(requiredText("vad bedömningen bygger på"), {
    label: "Vad bedömningen bygger på",
    journal: "",
    hint: "Vad ni vet, vem ni har talat med och hur allvarligt det är.",
    rows: 6,
  }),
  measure: about(optionalText(), {
    label: "Vad ni gör nu för att skydda barnet",
    journal: "Åtgärd",
    hint: "Till exempel kontakt med polis, jour eller beslut enligt LVU.",
    rows: 4,
    when: { field: "result", is: ["skydd behövs"] },
    needed: "Skriv vilken åtgärd ni vidtar nu för att skydda barnet.",
  }),
  /** The latest assessment, which a new one follows. */
  followsId: optionalId(),
});

/**
 * Records the immediate protection assessment of a report (20 kap. 1 § SoL): when, by whom, what it rests on, what is done. As many as are needed:
 * a later one says which it follows.
 */
export const assessProtection = defineAction({
  name: "intake.assess-protection",
  title: "Bedöm om barnet behöver omedelbart skydd",
  input: protectionInput,
  output: z.object({ assessmentId: answer.id }),
  permit: [worksInCase, brokeOpen],
  async run(tx, input, context) {
    const assessedAt = stockholmInstant(input.assessedOn, input.assessedAt);
    if (assessedAt > context.now) return invalidField("assessedOn", notYet);
    const intake = await getIntake(tx, context, input.caseId, input.intakeId);
    if (!intake.ok) return intake;
    if (assessedAt < intake.value.receivedAt) return invalidField("assessedOn", before(intake.value.receivedAt));
    return ok({ assessmentId: await writeProtection(tx, context, { ...input, assessedAt }) });
  },
});
