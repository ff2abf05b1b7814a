/** What is asked of who reported: whether it is kept secret, and the meeting that is offered. */
import { codes } from "../../platform/database/generated.ts";
import { about } from "../../platform/core/about.ts";
import { choice, choices, optionalChoice, optionalText, requiredDate, requiredText, yesNo } from "../../platform/core/fields.ts";

/** Why the journal is silent: who reported is shown as kept secret, and why is asked for by itself. */
const keptSecret = "asked for by itself";

export const maskingGrounds = codes["intake.reporter_masking.ground"];
const danger = {
  quiet: keptSecret,
  label: "Vad kan det antas att den som har anmält, eller någon närstående, utsätts för?",
  words: { "fara för våld": "Våld", "fara för annat allvarligt men": "Annat allvarligt men" },
} as const;
const why = "Syns inte i ärendet, bara på sidan om den som har anmält.";

/** Asked when the report is registered. */
export const registeredMasking = {
  maskReporter: about(yesNo(), {
    quiet: keptSecret,
    label: "Ska det hållas hemligt vem som har anmält?",
    hint: "Bara om det kan antas att någon utsätts för våld eller lider annat allvarligt men om det röjs (26 kap. 5 § OSL).",
    start: { code: "nej" },
  }),
  maskGround: about(optionalChoice(maskingGrounds), {
    ...danger,
    when: { field: "maskReporter", is: ["ja"] },
    needed: "Välj vad det kan antas att någon utsätts för.",
  }),
  maskReason: about(optionalText(2000), {
    quiet: keptSecret,
    label: "Varför?",
    hint: why,
    rows: 3,
    when: { field: "maskReporter", is: ["ja"] },
    needed: "Skriv varför det kan antas.",
  }),
} as const;

/** Asked later, of what has come in. */
export const maskingFields = {
  masked: about(choice(["ja", "nej"], "om det ska hållas hemligt"), {
    quiet: keptSecret,
    label: "Ska det hållas hemligt vem som har anmält?",
    hint: "Bara om det kan antas att någon utsätts för våld eller lider annat allvarligt men om det röjs (26 kap. 5 § OSL).",
    words: { ja: "Ja, det hålls hemligt", nej: "Nej, det är ingen fara längre" },
  }),
  ground: about(optionalChoice(maskingGrounds), {
    ...danger,
    when: { field: "masked", is: ["ja"] },
    needed: "Välj vad det kan antas att någon utsätts för.",
  }),
  maskReason: about(requiredText("varför", 2000), { quiet: keptSecret, label: "Varför?", hint: why, rows: 3 }),
} as const;

export const meetingOutcomes = codes["intake.reporter_meeting.outcome"];

/** What came of the meeting that the child, the guardian and a reporter by duty are offered (19 kap. 5 § SoL). */
export const reporterMeetingFields = {
  outcome: about(choice(meetingOutcomes, "hur det blev"), {
    label: "Mötet med anmälaren",
    words: {
      erbjudet: "Har erbjudits",
      hållet: "Har hållits",
      avböjt: "Erbjöds, men någon avböjde",
      "inte lämpligt": "Erbjuds inte, det är inte lämpligt med hänsyn till barnets bästa",
    },
  }),
  happenedOn: about(requiredDate("vilken dag"), { past: true, label: "Dag", start: "today" }),
  participants: about(choices(codes["intake.reporter_meeting.participants"]), {
    label: "Vilka var med?",
    when: { field: "outcome", is: ["hållet"] },
    needed: "Välj minst en som var med.",
    inline: true,
  }),
  whatWasSaid: about(requiredText("vad som sades, eller varför det blev så"), {
    label: "Vad som sades, eller varför det blev så",
    hint: "Skriv inte här vem som har anmält, om det hålls hemligt.",
    rows: 4,
  }),
} as const;
