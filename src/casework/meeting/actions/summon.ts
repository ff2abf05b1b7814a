import type { WordsFor } from "../../../platform/basics/codes.ts";
import type { SummonsWay } from "../codes.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { choice, optionalText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Problem } from "../../../platform/basics/result.ts";
import { channels } from "../../../platform/messages/channels.ts";
import type { Channel } from "../../../platform/messages/channels.ts";
import { planMessage } from "../../../platform/messages/plan.ts";
import { refusalToSend } from "../../letters/refusal-to-send.ts";
import { getSummons } from "../queries/get-summons.ts";
import { findCallable, refusalToTell } from "../called.ts";
import { summonsWays } from "../codes.ts";
import { takeMeeting } from "../find-meeting.ts";
import { templateOf, writeSummons } from "../tell.ts";

const longestAddress = 254;
/** Why the journal is silent: addresses stand nowhere but where they are used. */
const withTheMessage = "stands with the message alone";
const neutral = "Där står bara att det finns ett meddelande från kommunen, och hur man når den";

const WAY_WORDS: WordsFor<SummonsWay> = {
  "i handen": "Brevet lämnas i handen",
  brev: "Brevet skickas med post",
  "genom Skatteverket": "Brevet skickas genom Skatteverket",
  "digital post": "Brevet skickas som digital post",
};
const hintWords: WordsFor<SummonsWay> = {
  "genom Skatteverket": "För den som har skyddade personuppgifter",
  "e-post": neutral,
  sms: neutral,
  "digital post":
    "Till personens digitala brevlåda, till exempel Kivra eller Min myndighetspost. Har personen ingen står det i ärendet, och du väljer ett annat sätt",
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
    quiet: withTheMessage,
    label: "E-postadress",
    when: { field: "way", is: ["e-post"] },
    needed: "Skriv e-postadressen.",
  }),
  phone: about(optionalText(40), {
    quiet: withTheMessage,
    label: "Telefonnummer",
    when: { field: "way", is: ["sms"] },
    needed: "Skriv telefonnumret.",
  }),
  clearedBecause: about(optionalText(2000), {
    quiet: withTheMessage,
    label: "Varför är e-postadressen eller numret säkert?",
    hint: "Till exempel att personen själv har lämnat det och läser det ensam.",
    rows: 3,
    optional: "om brevet lämnas",
    when: { field: "way", is: ["e-post", "sms"] },
  }),
});

/**
 * Says how one of those called is told of what holds now. By e-mail or SMS a neutral message is planned in the same transaction, by digital post (to
 * guardians alone) the letter itself; the other ways say that the letter is handed over. Problems: those of `takeMeeting`, of `refusalToTell` and of `planMessage`, each at its field; ordinary post to
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
    const channel = channels.find((one) => one === way);
    if (channel === "digital post" && called.capacity !== "vårdnadshavare")
      return invalidField("way", "Digital post skickas bara till vårdnadshavare. Lämna brevet på ett annat sätt.");
    if (channel !== undefined) {
      const address = channel === "digital post" ? await numberOf(tx, context, called.person_id) : (input.mail ?? input.phone ?? "");
      const { clearedBecause } = input;
      const planned = await planMessage(tx, context, {
        template: templateOf(channel),
        channel,
        address,
        isProtected: called.protected,
        clearedBecause,
      });
      if (!planned.ok) return failed(atField(planned.error, channel));
      messageId = planned.value;
      const stop =
        channel === "digital post"
          ? await refusalToSend(tx, context, getSummons, { caseId, meetingId, calledId: input.calledId }, "way")
          : undefined;
      if (stop) return stop;
    }
    return ok({ summonsId: await writeSummons(tx, context, { caseId, meetingId, called, number: current.number, way, messageId }) });
  },
});

/** A problem of the message at the field that it is about. */
function atField(problem: Problem, channel: Channel): Problem {
  if (problem.code === "invalid-address") return { ...problem, field: addressFields[channel] };
  if (problem.code === "address-not-cleared") return { ...problem, field: "clearedBecause" };
  const isOfWay = problem.code === "channel-not-offered" || problem.code === "protected-never-by-digital-post";
  return isOfWay ? { ...problem, field: "way" } : problem;
}
const addressFields: Readonly<Record<Channel, string>> = { "e-post": "mail", sms: "phone", "digital post": "way" };

/** The number in the population register that somebody's letter box is known by; "" where none is known. */
async function numberOf(tx: Tx, { actor }: Context, personId: string | null): Promise<string> {
  const person = await tx
    .selectFrom("people.person")
    .select("identity_number")
    .where("municipality_id", "=", actor.municipalityId)
    .where("id", "=", personId)
    .executeTakeFirst();
  return person?.identity_number ?? "";
}
