import type { WordsFor } from "../../../platform/basics/codes.ts";
import type { SummonsWay } from "../codes.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Problem } from "../../../platform/basics/result.ts";
import { planMessage } from "../../../platform/messages/plan.ts";
import { findCallable, refusalToTell } from "../called.ts";
import { summonsWays } from "../codes.ts";
import { takeMeeting } from "../find-meeting.ts";
import { writeSummons } from "../tell.ts";

const longestAddress = 254;
const neutral = "Där står bara att det finns ett meddelande från kommunen, och hur man når den";

const WAY_WORDS: WordsFor<SummonsWay> = {
  "i handen": "Brevet lämnas i handen",
  brev: "Brevet skickas med post",
  "genom Skatteverket": "Brevet skickas genom Skatteverket",
};
const hintWords: WordsFor<SummonsWay> = {
  "genom Skatteverket": "För den som har skyddade personuppgifter",
  "e-post": neutral,
  sms: neutral,
};

export const summonInput = formOf({
  caseId: idField,
  meetingId: idField,
  calledId: idField,
  way: about(choice(summonsWays, "hur kallelsen lämnas"), {
    label: "Hur lämnas kallelsen?",
    words: WAY_WORDS,
    hints: hintWords,
  }),
  mail: about(optionalText(longestAddress), {
    label: "E-postadress",
    when: { field: "way", is: ["e-post"] },
    needed: "Skriv e-postadressen.",
  }),
  phone: about(optionalText(40), { label: "Telefonnummer", when: { field: "way", is: ["sms"] }, needed: "Skriv telefonnumret." }),
  clearedBecause: about(optionalText(2000), {
    label: "Varför är e-postadressen eller numret säkert?",
    hint: "Till exempel att personen själv har lämnat det och läser det ensam.",
    rows: 3,
    optional: "om brevet lämnas",
    when: { field: "way", is: ["e-post", "sms"] },
  }),
});

/**
 * Says how one of those called is told of what holds now. By e-mail or SMS a neutral message is planned in the same transaction; the other ways
 * say that the letter is handed over. Problems: those of `takeMeeting`, of `refusalToTell` and of `planMessage`, each at its field; ordinary post to
 * somebody whose identity is protected is refused.
 */
export const summon = defineAction({
  name: "meeting.summon",
  title: "Kalla någon till ett möte",
  input: summonInput,
  output: z.object({ summonsId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const { caseId, meetingId, way } = input;
    const found = await takeMeeting(tx, context, input, { alsoOff: true });
    if (!found.ok) return found;
    const { meeting, current } = found.value;
    const called = meeting.called.find((one) => one.id === input.calledId);
    if (!called) return failed({ code: "not-found", message: "Personen är inte kallad till mötet." });
    const refusal = refusalToTell(found.value, called, await findCallable(tx, context, caseId));
    if (refusal) return failed(refusal);
    if (called.protected && way === "brev")
      return invalidField("way", "Personen har skyddad identitet. Lämna brevet i handen eller skicka det genom Skatteverket.");
    if (called.person_id !== null) context.touch(called.person_id);
    let messageId: string | null = null;
    if (way === "e-post" || way === "sms") {
      const address = (way === "e-post" ? input.mail : input.phone) ?? "";
      const { clearedBecause } = input;
      const planned = await planMessage(tx, context, {
        template: "notice",
        channel: way,
        address,
        isProtected: called.protected,
        clearedBecause,
      });
      if (!planned.ok) return failed(atField(planned.error, way));
      messageId = planned.value;
    }
    return ok({ summonsId: await writeSummons(tx, context, { caseId, meetingId, called, number: current.number, way, messageId }) });
  },
});

/** A problem of the message at the field that it is about. */
function atField(problem: Problem, way: "e-post" | "sms"): Problem {
  if (problem.code === "invalid-address") return { ...problem, field: way === "e-post" ? "mail" : "phone" };
  if (problem.code === "address-not-cleared") return { ...problem, field: "clearedBecause" };
  return problem.code === "channel-not-offered" ? { ...problem, field: "way" } : problem;
}
