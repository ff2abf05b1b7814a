import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalChoice, optionalDate, optionalText, requiredDate } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { allFaults, failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { getOpenInvestigation } from "../../investigation/conclude.ts";
import { communicationKinds, exceptions, exceptionWords } from "../codes.ts";
import { findParties } from "../find-parties.ts";
import { refusalToSend } from "../../letters/refusal-to-send.ts";
import { getCommunicationLetter } from "../queries/get-communication-letter.ts";
import { isSentHere, planTelling, refusalToTell, tellingFields } from "../telling.ts";

const told = { field: "kind", is: ["kommunicerat"] } as const;
const excepted = { field: "kind", is: ["undantag"] } as const;

export const communicateInput = formOf({
  caseId: idField,
  investigationId: idField,
  personId: idField,
  kind: about(choice(communicationKinds, "om parten får del av materialet"), {
    label: "Får parten del av materialet före beslutet?",
    words: { kommunicerat: "Ja, och får yttra sig", undantag: "Nej, ett undantag gäller" },
    start: { code: "kommunicerat" },
  }),
  happenedOn: about(requiredDate("vilken dag"), { past: true, label: "Dag", hint: "I dag är ifyllt.", start: "today" }),
  material: about(optionalText(), {
    label: "Vad får parten del av?",
    journal: "",
    hint: "Det här står i brevet. Skriv inget som är skyddat mot den här parten: vad barnet har bett om att få behålla, var någon bor, vem som har anmält.",
    rows: 8,
    when: told,
    needed: "Skriv vad parten får del av.",
  }),
  ...tellingFields(told, "Välj hur parten får del av materialet."),
  replyBy: about(optionalDate(), {
    label: "Sista dag att svara",
    hint: "Parten kan svara skriftligt eller muntligt, också inför nämnden (14 kap. 8 § SoL).",
    when: told,
    needed: "Ange sista dagen att svara.",
  }),
  leftOut: about(optionalText(2000), {
    label: "Något som parten inte får veta, och varför",
    journal: "Lämnades inte ut (10 kap. 3 § OSL)",
    hint: "Bara när det är av synnerlig vikt att uppgiften inte röjs (10 kap. 3 § OSL). Det här står inte i brevet.",
    rows: 3,
    when: told,
    optional: "om allt får lämnas ut",
  }),
  toldOtherwise: about(optionalText(2000), {
    label: "Hur får parten ändå veta vad materialet innebär?",
    journal: "Upplysning på annat sätt",
    hint: "Behövs när något inte lämnas ut.",
    rows: 2,
    when: told,
    optional: "om inget är utelämnat",
  }),
  exception: about(optionalChoice(exceptions), {
    label: "Vilket undantag?",
    words: exceptionWords,
    as: "buttons",
    when: excepted,
    needed: "Välj vilket undantag som gäller.",
  }),
  reason: about(optionalText(2000), { label: "Skälen", journal: "", rows: 3, when: excepted, needed: "Skriv skälen för undantaget." }),
});

/**
 * Writes that a party is told of the material before the decision and may answer by a day (25 § FvL), or the exception with its ground. Problems, at
 * their fields: `not-a-party`, `kept-uninformed`, a last day that does not lie after, something left out without telling otherwise, those of `planTelling`.
 */
export const communicate = defineAction({
  name: "party.communicate",
  title: "Låt en part ta del av materialet och yttra sig",
  input: communicateInput,
  output: z.object({ communicationId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const { caseId, investigationId, personId, kind, happenedOn } = input;
    const investigation = await getOpenInvestigation(tx, context, caseId, investigationId);
    if (!investigation.ok) return investigation;
    const isTold = kind === "kommunicerat";
    const faults = allFaults(
      trueDay(context, happenedOn, "happenedOn", { day: investigation.value.startedOn, what: "Utredningen inleddes" }),
      isTold && input.replyBy !== undefined && input.replyBy <= happenedOn
        ? invalidField("replyBy", "Sista dagen att svara måste ligga senare, så att parten hinner.")
        : undefined,
      isTold && input.leftOut !== undefined && input.toldOtherwise === undefined
        ? invalidField("toldOtherwise", "Skriv hur parten ändå får veta vad materialet innebär (10 kap. 3 § OSL).")
        : undefined,
      isTold && input.leftOut === undefined && input.toldOtherwise !== undefined
        ? invalidField("leftOut", "Skriv vad parten inte får veta, och varför.")
        : undefined,
    );
    if (faults) return faults;
    const party = (await findParties(tx, context, caseId, happenedOn)).find((one) => one.personId === personId);
    if (!party) return failed({ code: "not-a-party", message: "Personen är inte part i ärendet den dagen." });
    const refusal = isTold ? refusalToTell(party) : undefined;
    if (refusal) return failed(refusal);
    const message = isTold ? await planTelling(tx, context, { ...input, on: happenedOn }, party) : ok(null);
    if (!message.ok) return message;
    const communicationId = newTouchedId(context);
    context.touch(personId);
    await tx
      .insertInto("party.communication")
      .values({
        id: communicationId,
        case_id: caseId,
        investigation_id: investigationId,
        person_id: personId,
        kind,
        happened_on: happenedOn,
        way: isTold ? (input.way ?? null) : null,
        material: isTold ? (input.material ?? null) : null,
        reply_by: isTold ? (input.replyBy ?? null) : null,
        left_out: isTold ? (input.leftOut ?? null) : null,
        told_otherwise: isTold ? (input.toldOtherwise ?? null) : null,
        exception: isTold ? null : (input.exception ?? null),
        reason: isTold ? null : (input.reason ?? null),
        message_id: message.value,
        ...stamp(context),
      })
      .execute();
    const unsent = isTold && isSentHere(input.way, context.channels);
    const stop = unsent ? await refusalToSend(tx, context, getCommunicationLetter, { caseId, communicationId }, "material") : undefined;
    return stop ?? ok({ communicationId });
  },
});
