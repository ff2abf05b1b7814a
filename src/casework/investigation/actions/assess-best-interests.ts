import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalDate, optionalId, optionalText, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { getOpenInvestigation } from "../conclude.ts";

export const bestInterestsInput = formOf({
  caseId: idField,
  investigationId: idField,
  assessedOn: about(optionalDate(), {
    past: true,
    label: "Bedömningens dag",
    hint: "Dagen då bedömningen gjordes. I dag är ifyllt.",
    start: "today",
  }),
  protectiveFactors: about(optionalText(), {
    label: "Det som skyddar barnet",
    term: "Skydd",
    hint: "Personer, platser och styrkor som hjälper.",
    rows: 3,
  }),
  riskFactors: about(optionalText(), { label: "Det som är risk för barnet", rows: 3, term: "Risker" }),
  assessment: about(requiredText("bedömningen av barnets bästa"), {
    label: "Bedömning av barnets bästa",
    term: "Barnets bästa",
    hint: "Vad är bäst på kort och lång sikt, och varför? Skriv också hur det barnet har sagt påverkar bedömningen.",
    rows: 8,
  }),
  correctsId: optionalId(),
});

/** Records the assessment of the child's best interests (3 kap. 1 § SoL) that the decision will stand on, on the day it was made. */
export const assessBestInterests = defineAction({
  name: "investigation.assess-best-interests",
  title: "Bedöm barnets bästa",
  input: bestInterestsInput,
  output: z.object({ bestInterestsId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const investigation = await getOpenInvestigation(tx, context, input.caseId, input.investigationId);
    if (!investigation.ok) return investigation;
    const day = trueDay(context, input.assessedOn, "assessedOn", { day: investigation.value.startedOn, what: "Utredningen inleddes" });
    if (!day.ok) return day;
    const bestInterestsId = newTouchedId(context);
    await tx
      .insertInto("investigation.best_interests")
      .values({
        id: bestInterestsId,
        case_id: input.caseId,
        investigation_id: input.investigationId,
        assessed_on: day.value,
        risk_factors: input.riskFactors ?? null,
        protective_factors: input.protectiveFactors ?? null,
        assessment: input.assessment,
        corrects_id: input.correctsId ?? null,
        ...stamp(context),
      })
      .execute();
    return ok({ bestInterestsId });
  },
});
