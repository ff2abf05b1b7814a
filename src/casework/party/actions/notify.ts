import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalDate, optionalIds, optionalText, optionalYesNo } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { allFaults, failed, inOneLine, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Problem } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { notificationKinds } from "../codes.ts";
import { findDecided } from "../find-decided.ts";
import { findParties } from "../find-parties.ts";
import { refusalToSend } from "../../letters/refusal-to-send.ts";
import { getDecisionLetter } from "../queries/get-decision-letter.ts";
import { isSentHere, planTelling, refusalToTell, tellingFields } from "../telling.ts";

const told = { field: "kind", is: ["underrättad"] } as const;

export const notifyInput = formOf({
  caseId: idField,
  investigationId: idField,
  personId: idField,
  kind: about(choice(notificationKinds, "om parten är underrättad"), {
    label: "Är parten underrättad om beslutet?",
    words: { underrättad: "Ja, om hela beslutet", "uppenbart obehövligt": "Nej, det är uppenbart obehövligt" },
    start: { code: "underrättad" },
  }),
  sentOn: about(optionalDate(), {
    past: true,
    label: "Vilken dag lämnades eller skickades beslutet?",
    when: told,
    needed: "Ange vilken dag.",
    start: "today",
  }),
  ...tellingFields(told, "Välj hur parten fick beslutet."),
  gotOn: about(optionalDate(), {
    past: true,
    label: "Vilken dag fick parten del av beslutet?",
    hint: "Tiden för att överklaga räknas från den dagen. Lämna tomt tills mottagningsbeviset har kommit.",
    when: told,
    optional: "om dagen inte är känd än",
  }),
  withGuidance: about(optionalYesNo(), {
    label: "Fick parten veta hur man överklagar?",
    when: told,
    needed: "Svara om parten fick veta hur man överklagar.",
  }),
  alsoIds: about(optionalIds(), {
    quiet: "each has a row of its own, and its own line",
    label: "Fick någon mer part beslutet samtidigt?",
    hint: "Samma dagar och på samma sätt. Det skrivs för var och en.",
    when: told,
  }),
  reason: about(optionalText(2000), {
    label: "Varför är det uppenbart obehövligt?",
    journal: "",
    rows: 3,
    when: { field: "kind", is: ["uppenbart obehövligt"] },
    needed: "Skriv varför.",
  }),
});

const notAParty: Problem = {
  code: "not-a-party",
  message: "Personen var inte part när beslutet fattades, eller är det inte längre.",
};

/**
 * Writes that a party is told of the whole decision that ended an investigation, and of how it is appealed (33 § FvL); or why that is plainly unnecessary. One
 * row for each decision of it and each party; the latest stands. Whoever got it at the same time is named in `alsoIds`; an e-mail or SMS goes to one. Problems, at their fields: days in the wrong order, no guidance where it can be appealed, `not-a-party`,
 * `kept-uninformed`, those of `planTelling`.
 */
export const notify = defineAction({
  name: "party.notify",
  title: "Underrätta en part om beslutet",
  input: notifyInput,
  output: z.object({ notificationIds: answer.list(answer.id) }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const { caseId, investigationId, personId } = input;
    const decided = await findDecided(tx, context, caseId, investigationId);
    const [first] = decided;
    if (!first) return failed({ code: "not-found", message: "Utredningen har inget beslut." });
    const isTold = input.kind === "underrättad";
    const sentOn = input.sentOn ?? context.today;
    const mayAppeal = decided.some(({ appeal }) => appeal === "förvaltningsbesvär");
    const faults = isTold
      ? allFaults(
          trueDay(context, input.sentOn, "sentOn", { day: first.decidedOn, what: "Beslutet fattades" }),
          input.gotOn === undefined ? undefined : trueDay(context, input.gotOn, "gotOn", { day: sentOn, what: "Beslutet skickades" }),
          mayAppeal && input.withGuidance === false
            ? invalidField("withGuidance", "Beslutet får överklagas: lämna också upplysningen om hur (33 § FvL).")
            : undefined,
        )
      : undefined;
    if (faults) return faults;
    const then = await findParties(tx, context, caseId, first.decidedOn);
    const now = await findParties(tx, context, caseId, context.today);
    const also = isTold ? [...new Set(input.alsoIds)].filter((id) => id !== personId) : [];
    if (also.length > 0 && (input.way === "e-post" || input.way === "sms"))
      return invalidField("alsoIds", "E-post och sms skickas till en i taget. Underrätta den andra för sig.");
    const rows = [];
    for (const id of [personId, ...also]) {
      const atField = (problem: Problem) =>
        id === personId ? failed(problem) : invalidField("alsoIds", `Någon av dem måste underrättas för sig: ${inOneLine(problem)}`);
      const party = then.some((one) => one.personId === id) ? now.find((one) => one.personId === id) : undefined;
      if (!party) return atField(notAParty);
      const refusal = isTold ? refusalToTell(party) : undefined;
      if (refusal) return atField(refusal);
      const message = isTold ? await planTelling(tx, context, { ...input, on: sentOn }, party) : ok(null);
      if (!message.ok) return atField(message.error);
      if (isTold && isSentHere(input.way, context.channels)) {
        const stop = await refusalToSend(tx, context, getDecisionLetter, { caseId, investigationId, personId: id }, "way");
        if (stop) return stop;
      }
      context.touch(id);
      const told = {
        kind: input.kind,
        sent_on: isTold ? sentOn : null,
        way: isTold ? (input.way ?? null) : null,
        got_on: isTold ? (input.gotOn ?? null) : null,
        with_guidance: isTold ? (input.withGuidance ?? null) : null,
        reason: isTold ? null : (input.reason ?? null),
        message_id: message.value,
      };
      for (const { id: decisionId, decidedOn, appeal } of decided)
        rows.push({
          ...{ id: newTouchedId(context), case_id: caseId, decision_id: decisionId, decided_on: decidedOn, appeal, person_id: id },
          ...told,
          ...stamp(context),
        });
    }
    await tx.insertInto("party.notification").values(rows).execute();
    return ok({ notificationIds: rows.map(({ id }) => id) });
  },
});
