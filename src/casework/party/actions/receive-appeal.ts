import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalDate, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { allFaults, failed, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { findDecided } from "../find-decided.ts";
import { findParties } from "../find-parties.ts";

export const receiveInput = formOf({
  caseId: idField,
  investigationId: idField,
  personId: idField,
  receivedOn: about(requiredDate("vilken dag"), {
    past: true,
    label: "Vilken dag kom överklagandet in?",
    hint: "Dagen då det kom till kommunen. I dag är ifyllt.",
    start: "today",
  }),
  courtReceivedOn: about(optionalDate(), {
    past: true,
    label: "Dag då det kom in till domstolen",
    journal: "Kom in till domstolen",
    hint: "Om det skickades dit först.",
  }),
  content: about(requiredText("vad som överklagas och hur beslutet ska ändras"), {
    label: "Vad överklagas, och hur vill den som överklagar att beslutet ändras?",
    journal: "",
    hint: "Med den överklagandes egna ord.",
    rows: 6,
  }),
});

/**
 * Writes that an appeal has come in from somebody who was a party when it was decided (43 § FvL), also when the case is closed. Problems: `not-found`,
 * `not-appealable`, `not-a-party`, days that cannot be.
 */
export const receiveAppeal = defineAction({
  name: "party.receive-appeal",
  title: "Ta emot ett överklagande",
  input: receiveInput,
  output: z.object({ appealId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, investigationId, personId, receivedOn, courtReceivedOn, content }, context) {
    const decided = await findDecided(tx, context, caseId, investigationId);
    const decision = decided.find(({ appeal }) => appeal === "förvaltningsbesvär");
    if (decided.length === 0) return failed({ code: "not-found", message: "Utredningen har inget beslut." });
    if (!decision)
      return failed({
        code: "not-appealable",
        message: "Beslutet går inte att överklaga till förvaltningsrätten.",
        hint: "Skriv en anteckning om vad som kom in.",
      });
    const after = { day: decision.decidedOn, what: "Beslutet fattades" };
    const faults = allFaults(
      trueDay(context, receivedOn, "receivedOn", after),
      courtReceivedOn === undefined ? undefined : trueDay(context, courtReceivedOn, "courtReceivedOn", after),
    );
    if (faults) return faults;
    if (!(await findParties(tx, context, caseId, decision.decidedOn)).some((one) => one.personId === personId))
      return failed({ code: "not-a-party", message: "Personen var inte part när beslutet fattades." });
    const appealId = newTouchedId(context);
    context.touch(personId);
    await tx
      .insertInto("party.appeal")
      .values({
        id: appealId,
        case_id: caseId,
        decision_id: decision.id,
        decided_on: decision.decidedOn,
        appeal: "förvaltningsbesvär",
        person_id: personId,
        received_on: receivedOn,
        court_received_on: courtReceivedOn ?? null,
        content,
        ...stamp(context),
      })
      .execute();
    return ok({ appealId });
  },
});
