/** What is asked of consent and contacts during a preliminary assessment. */
import { codes } from "../../platform/database/generated.ts";
import { about } from "../../platform/core/about.ts";
import { choice, optionalChoice, optionalText, optionalTime, requiredDate, requiredText } from "../../platform/core/fields.ts";

/** Whether a guardian consents to the child being talked with before there is an investigation. */
export const talkConsentFields = {
  givenBy: about(requiredText("vem som har svarat", 200), {
    label: "Vem har svarat?",
    hint: "Vårdnadshavaren, eller ett barn som har fyllt 15 år.",
  }),
  answer: about(choice(codes["intake.talk_consent.answer"], "vad svaret är"), {
    label: "Samtal med barnet under förhandsbedömningen",
    words: { samtycker: "Samtycker", "samtycker inte": "Samtycker inte, eller har tagit tillbaka sitt samtycke" },
  }),
  presence: about(optionalChoice(codes["intake.talk_consent.presence"]), {
    label: "Hur får samtalet hållas?",
    when: { field: "answer", is: ["samtycker"] },
    needed: "Välj hur samtalet får hållas.",
  }),
  givenOn: about(requiredDate("vilken dag"), { past: true, label: "Dag", start: "today" }),
  how: about(choice(codes["intake.talk_consent.how"], "hur svaret lämnades"), {
    label: "Hur lämnades svaret?",
    inline: true,
    start: { code: "muntligt" },
  }),
  conditions: about(optionalText(2000), { label: "Villkor eller annat av betydelse", rows: 2 }),
} as const;

/** Whom else the board has talked with. */
export const contactFields = {
  kind: about(choice(codes["intake.preliminary_contact.kind"], "vem ni talade med"), { label: "Med vem?" }),
  who: about(optionalText(200), {
    label: "Namn och i vilken egenskap",
    when: { field: "kind", is: ["vårdnadshavare", "annan vuxen i hemmet", "referens"] },
    needed: "Skriv vem ni talade med.",
  }),
  consentBy: about(optionalText(200), {
    label: "Vem har samtyckt till kontakten, och när?",
    hint: "Under en förhandsbedömning kontaktas andra än barnet, vårdnadshavarna och anmälaren bara med samtycke (lokal regel).",
    when: { field: "kind", is: ["referens"] },
    needed: "Skriv vem som har samtyckt och när. Utan samtycke kontaktas referenser först i en utredning.",
  }),
  happenedOn: about(requiredDate("vilken dag"), { past: true, label: "Dag", start: "today" }),
  happenedAt: about(optionalTime(), { label: "Klockslag" }),
  how: about(choice(codes["intake.preliminary_contact.how"], "hur ni talades vid"), { label: "Hur?", inline: true }),
  whatWasSaid: about(requiredText("vad som sades"), { label: "Det som sades", hint: "Skriv vem som har sagt vad.", rows: 6 }),
} as const;
