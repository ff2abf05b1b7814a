/** What is asked of others in an investigation, and what came of it: the fields, each said once. */
import { about } from "../../platform/core/about.ts";
import { formOf } from "../../platform/core/asked-fields.ts";
import { choice, optionalChoice, optionalDate, optionalText, requiredDate, requiredText } from "../../platform/core/fields.ts";
import { idField } from "../../platform/basics/identifiers.ts";
import { codes } from "../../platform/database/generated.ts";
import { kindWords } from "./body-fields.ts";

export const askedOf = codes["investigation.request.asked_of"];
export type AskedOf = (typeof askedOf)[number];
export const requestGrounds = codes["investigation.request.ground"];
export type RequestGround = (typeof requestGrounds)[number];
export const replyOutcomes = codes["investigation.request_reply.outcome"];

export const groundWords = {
  uppgiftsskyldighet: "De är skyldiga att lämna uppgifter (20 kap. 6 § SoL)",
  samtycke: "Samtycke från den som uppgifterna gäller (10 kap. 1 § OSL)",
  frivilligt: "Frivilligt, utan sekretess",
} as const;

const onConsent = { field: "ground", is: ["samtycke"] } as const;

/** How it is asked and reminded of. */
const ways = codes["investigation.request.way"];

export const requestInput = formOf({
  caseId: idField,
  investigationId: idField,
  askedOf: about(choice(askedOf, "vem ni frågar"), { label: "Vem frågar ni?", as: "list", journal: "Frågade" }),
  askedName: about(requiredText("vilken verksamhet eller person", 200), {
    label: "Vilken verksamhet eller person?",
    hint: "Namn eller roll och arbetsplats, till exempel rektor på barnets skola.",
    journal: "Vem",
  }),
  askedFor: about(requiredText("vad ni vill veta"), {
    label: "Vad vill ni veta?",
    hint: "Det här står i brevet. Fråga bara efter det som utredningen behöver, och skriv inte mer om familjen än frågan kräver.",
    rows: 5,
    journal: "Fråga",
  }),
  ground: about(choice(requestGrounds, "på vilken grund"), {
    label: "På vilken grund lämnas uppgifterna?",
    words: groundWords,
    hints: {
      uppgiftsskyldighet: "Myndigheter och yrkesverksamma som ska anmäla oro för barn enligt 19 kap. 1 § SoL. Samtycke behövs inte.",
      samtycke: "När skyldigheten inte gäller och uppgifterna är sekretessbelagda.",
      frivilligt: "Till exempel en släkting eller granne som berättar det den själv vet.",
    },
    start: { code: "uppgiftsskyldighet" },
    journal: "Grund",
  }),
  consentOf: about(optionalText(500), {
    label: "Vem eller vilka har samtyckt?",
    hint: "Båda vårdnadshavarna när uppgifterna gäller barnet och de har vårdnaden tillsammans; barnet självt när det kan ta ställning.",
    when: onConsent,
    needed: "Skriv vem eller vilka som har samtyckt.",
    journal: "Samtycke från",
  }),
  consentOn: about(optionalDate(), {
    past: true,
    label: "Vilken dag lämnades samtycket?",
    when: onConsent,
    needed: "Ange vilken dag samtycket lämnades.",
    journal: "Samtycke lämnat",
  }),
  way: about(choice(ways, "hur ni frågar"), { label: "Hur frågar ni?", start: { code: "brev" }, inline: true, journal: "Sätt" }),
  askedOn: about(requiredDate("vilken dag"), { past: true, label: "Dag", hint: "I dag är ifyllt.", start: "today" }),
  replyBy: about(requiredDate("vilken dag ni vill ha svar"), {
    label: "Svar önskas senast",
    hint: "Dagen läggs i arbetslistan som en påminnelse.",
    journal: "Svar önskades senast",
  }),
})
  .refine(({ askedOn, replyBy }) => replyBy > askedOn, { path: ["replyBy"], message: "Dagen måste ligga efter den dag då ni frågar." })
  .refine(({ ground, consentOn, askedOn }) => ground !== "samtycke" || consentOn === undefined || consentOn <= askedOn, {
    path: ["consentOn"],
    message: "Samtycket måste finnas när ni frågar.",
  });

export const reminderInput = formOf({
  caseId: idField,
  requestId: idField,
  remindedOn: about(requiredDate("vilken dag"), { past: true, label: "Vilken dag påminde ni?", hint: "I dag är ifyllt.", start: "today" }),
  way: about(choice(ways, "hur ni påminde"), { label: "Hur påminde ni?", start: { code: "telefon" }, inline: true, journal: "Sätt" }),
  replyBy: about(requiredDate("vilken dag ni vill ha svar"), { label: "Svar önskas nu senast", journal: "Svar önskades senast" }),
}).refine(({ remindedOn, replyBy }) => replyBy > remindedOn, {
  path: ["replyBy"],
  message: "Dagen måste ligga efter den dag då ni påminde.",
});

const answered = { field: "outcome", is: ["svar"] } as const;
const unanswered = { field: "outcome", is: ["inget svar", "behövs inte"] } as const;
const amongFindings = "stands among the findings, which are the investigation's own document and not lines of the journal";

export const replyInput = formOf({
  caseId: idField,
  requestId: idField,
  outcome: about(choice(replyOutcomes, "vad som hände"), {
    label: "Vad hände?",
    words: {
      svar: "Svar har kommit",
      "inget svar": "Inget svar, och ni väntar inte längre",
      "behövs inte": "Uppgifterna behövs inte längre",
    },
    start: { code: "svar" },
  }),
  repliedOn: about(requiredDate("vilken dag"), {
    past: true,
    label: "Dag",
    hint: "Dagen då svaret kom in. I dag är ifyllt.",
    start: "today",
  }),
  repliedBy: about(optionalText(200), {
    label: "Vem svarade?",
    hint: "Namn eller roll. Det blir källan till uppgiften i utredningen.",
    when: answered,
    needed: "Skriv vem som svarade.",
    journal: "Svar från",
  }),
  replyForm: about(optionalChoice(codes["investigation.request_reply.reply_form"]), {
    label: "Hur kom svaret?",
    when: answered,
    needed: "Välj hur svaret kom.",
    inline: true,
    journal: "Svaret var",
  }),
  kind: about(optionalChoice(codes["investigation.finding.kind"]), {
    label: "Vad är det viktigaste i svaret?",
    words: kindWords,
    when: answered,
    needed: "Välj vad det är.",
    inline: true,
    quiet: amongFindings,
  }),
  statement: about(optionalText(), {
    label: "Vad säger svaret?",
    hint: "Sparas som en uppgift i utredningen, med den som svarade som källa. Fler uppgifter ur samma svar kan läggas till efteråt.",
    rows: 5,
    when: answered,
    needed: "Skriv vad svaret säger.",
    quiet: amongFindings,
  }),
  areaCode: optionalText(40),
  noReplyReason: about(optionalText(2000), {
    label: "Varför väntar ni inte på svar?",
    hint: "Vad ni har gjort för att få svar, och varför utredningen kan bli klar ändå.",
    rows: 3,
    when: unanswered,
    needed: "Skriv varför ni inte väntar på svar.",
    journal: "Skäl",
  }),
});
