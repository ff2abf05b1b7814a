import type { Words } from "./gate-words.ts";

/** The gates of an investigation's body. */
export const investigationGates: Readonly<Record<string, Words>> = {
  analysis_rests_on_something: {
    message: "Analysen vilar inte på någon uppgift.",
    hint: "Kryssa för vad barnet har sagt, eller vilka uppgifter, som analysen vilar på.",
    at: ["restsUpon"],
  },
  finding_of_a_guardian_says_which: { message: "Ange vilken vårdnadshavare det är.", hint: "Välj vårdnadshavaren.", at: ["personId"] },
  finding_of_others_says_who: {
    message: "Ange vem eller vad uppgiften kommer från.",
    hint: "Skriv till exempel rektor på skolan.",
    at: ["sourceName"],
  },
  finding_withheld_says_why: {
    message: "Ange varför vårdnadshavare inte får ta del av uppgiften.",
    hint: "Skriv skälet.",
    at: ["withheldReason"],
  },
  logo_is_a_small_png: { message: "Logotypen ska vara en PNG på högst 100 kB.", hint: "Spara om bilden och välj den igen.", at: ["logo"] },
  request_is_answered_later: { message: "Dagen måste ligga efter den dag då ni frågade.", hint: "Välj en senare dag.", at: ["replyBy"] },
  reminder_is_answered_later: { message: "Dagen måste ligga efter den dag då ni påminde.", hint: "Välj en senare dag.", at: ["replyBy"] },
  request_on_duty_is_of_somebody_who_has_it: {
    message: "Enskilda personer och familjerådgivningen är inte skyldiga att lämna uppgifter till utredningen.",
    hint: "Välj samtycke, eller att uppgifterna lämnas frivilligt.",
    at: ["ground"],
  },
  request_on_consent_says_whose: {
    message: "Ange vem som har samtyckt, och vilken dag.",
    hint: "Skriv båda när grunden är samtycke.",
    at: ["consentOf"],
  },
  request_follows_its_consent: {
    message: "Samtycket måste finnas när ni frågar.",
    hint: "Ange dagen för samtycket, eller en senare dag för begäran.",
    at: ["consentOn"],
  },
  reply_says_by_whom_or_why_none: {
    message: "Ange vem som svarade och hur, eller varför ni inte väntar på svar.",
    hint: "Fyll i det som saknas.",
    at: ["repliedBy"],
  },
  visit_unannounced_says_why: {
    message: "Skriv varför besöket var oanmält.",
    hint: "Skriv skälet.",
    at: ["whyUnannounced"],
  },
  visit_says_whose_home: { message: "Ange vems hem det är.", hint: "Välj eller skriv vem som bor där.", at: ["home"] },
  visit_inside_says_on_which_ground: {
    message: "Ange på vilken grund ni gick in.",
    hint: "Skriv vem som samtyckte, eller vilken annan grund det var.",
    at: ["ground"],
  },
  visit_inside_says_what_was_seen: {
    message: "Skriv vilka som var där, vad ni såg och om barnets rum.",
    hint: "Fyll i det som saknas.",
    at: ["seen"],
  },
  visit_withheld_says_why: {
    message: "Ange varför vårdnadshavare inte får ta del av uppgiften.",
    hint: "Skriv skälet.",
    at: ["withheldReason"],
  },
  instrument_about_a_guardian_says_which: {
    message: "Ange vilken vårdnadshavare det är.",
    hint: "Välj vårdnadshavaren.",
    at: ["personId"],
  },
  instrument_withheld_says_why: {
    message: "Ange varför vårdnadshavare inte får ta del av uppgiften.",
    hint: "Skriv skälet.",
    at: ["withheldReason"],
  },
  passage_withheld_says_why: {
    message: "Ange varför vårdnadshavare inte får ta del av texten.",
    hint: "Skriv skälet.",
    at: ["withheldReason"],
  },
};
