import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalDate, optionalText, optionalYesNo } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { allFaults, failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { notificationKinds } from "../codes.ts";
import { findDecided } from "../find-decided.ts";
import { findParties } from "../find-parties.ts";
import { planTelling, refusalToTell, tellingFields } from "../telling.ts";

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
  reason: about(optionalText(2000), {
    label: "Varför är det uppenbart obehövligt?",
    journal: "",
    rows: 3,
    when: { field: "kind", is: ["uppenbart obehövligt"] },
    needed: "Skriv varför.",
  }),
});

/**
 * Writes that a party is told of the whole decision that ended an investigation, and of how it is appealed (33 § FvL); or why that is plainly unnecessary. One
 * row for each decision of it; the latest stands. Problems, at their fields: days in the wrong order, no guidance where it can be appealed, `not-a-party`,
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
    const was = (await findParties(tx, context, caseId, first.decidedOn)).some((one) => one.personId === personId);
    const party = (await findParties(tx, context, caseId, context.today)).find((one) => one.personId === personId);
    if (!was || !party)
      return failed({ code: "not-a-party", message: "Personen var inte part när beslutet fattades, eller är det inte längre." });
    const refusal = isTold ? refusalToTell(party) : undefined;
    if (refusal) return failed(refusal);
    const message = isTold ? await planTelling(tx, context, input, party) : ok(null);
    if (!message.ok) return message;
    context.touch(personId);
    const rows = decided.map(({ id, decidedOn, appeal }) => ({
      id: newTouchedId(context),
      case_id: caseId,
      decision_id: id,
      decided_on: decidedOn,
      appeal,
      person_id: personId,
      kind: input.kind,
      sent_on: isTold ? sentOn : null,
      way: isTold ? (input.way ?? null) : null,
      got_on: isTold ? (input.gotOn ?? null) : null,
      with_guidance: isTold ? (input.withGuidance ?? null) : null,
      reason: isTold ? null : (input.reason ?? null),
      message_id: message.value,
      ...stamp(context),
    }));
    await tx.insertInto("party.notification").values(rows).execute();
    return ok({ notificationIds: rows.map(({ id }) => id) });
  },
});
