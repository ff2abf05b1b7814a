import type { Words } from "./gate-words.ts";

/** What a person is told of parties: what each was told, answered and appealed. */
export const gatesOfParties: Readonly<Record<string, Words>> = {
  delay_is_to_a_day_to_come: {
    message: "Dagen måste ligga efter den dag då parten underrättas.",
    hint: "Välj en senare dag, eller lämna tomt.",
    at: ["expectedOn"],
  },
  decision_is_asked_for_once: {
    message: "Parten har redan begärt att ärendet avgörs, och det prövas en gång.",
    hint: "Läs begäran som finns.",
  },
  notified_says_when_and_how: {
    message: "Det saknas när eller hur parten fick beslutet.",
    hint: "Fyll i det som saknas.",
    at: ["way"],
  },
  not_notified_says_why: { message: "Det står inte varför parten inte underrättas.", hint: "Skriv skälen.", at: ["reason"] },
  notified_after_the_decision: { message: "Beslutet var inte fattat den dagen.", hint: "Välj en senare dag.", at: ["sentOn"] },
  got_after_it_was_sent: { message: "Parten kan inte ha fått beslutet innan det skickades.", hint: "Välj en senare dag.", at: ["gotOn"] },
  appealable_is_told_how: {
    message: "Beslutet får överklagas, och parten är inte underrättad om hur.",
    hint: "Lämna också upplysningen om hur man överklagar.",
    at: ["withGuidance"],
  },
  appeal_of_what_can_be_appealed: {
    message: "Beslutet går inte att överklaga till förvaltningsrätten.",
    hint: "Kontrollera vilket beslut det gäller.",
  },
  appeal_comes_after_the_decision: { message: "Beslutet var inte fattat den dagen.", hint: "Välj en senare dag.", at: ["receivedOn"] },
  tried_after_it_came: { message: "Överklagandet hade inte kommit in den dagen.", hint: "Välj en senare dag.", at: ["decidedOn"] },
  three_weeks_from_when_it_was_got: {
    message: "Sista dagen att överklaga stämmer inte med när parten fick beslutet.",
    hint: "Kontrollera dagen.",
    at: ["gotOn"],
  },
  in_time_or_late: { message: "Överklagandet stämmer inte med sista dagen.", hint: "Kontrollera dagarna.", at: ["gotOn"] },
  late_is_dismissed_or_has_a_ground: {
    message: "Ett överklagande som kom in för sent avvisas, om inget undantag gäller.",
    hint: "Kontrollera undantaget (45 § FvL).",
    at: ["guidanceWrong"],
  },
  dismissed_is_not_forwarded: { message: "Överklagandet är avvisat och lämnas inte över.", hint: "Läs beslutet i ärendet." },
  forwarded_after_it_was_tried: { message: "Överklagandet var inte prövat den dagen.", hint: "Välj en senare dag.", at: ["forwardedOn"] },
  communicated_to_somebody: { message: "Det står inte vem som fick del av materialet.", hint: "Välj vilken part.", at: ["personId"] },
  reply_after_it_was_sent: {
    message: "Sista dagen att svara måste ligga efter dagen då parten fick del av materialet.",
    hint: "Välj en senare dag.",
    at: ["replyBy"],
  },
  left_out_is_told_otherwise: {
    message: "Det står inte hur parten ändå får veta vad materialet innebär.",
    hint: "Skriv det (10 kap. 3 § OSL).",
    at: ["toldOtherwise"],
  },
  communicated_says_what_and_until_when: {
    message: "Det saknas vad parten fick del av, hur, eller sista dag att svara.",
    hint: "Fyll i det som saknas.",
    at: ["material"],
  },
  exception_says_ground_and_reason: {
    message: "Undantaget saknar grund eller skäl.",
    hint: "Välj vilket undantag som gäller och skriv skälen.",
    at: ["reason"],
  },
  insight_decided_after_it_was_asked: {
    message: "Parten hade inte begärt insyn den dagen.",
    hint: "Välj en senare dag.",
    at: ["decidedOn"],
  },
  insight_outcome_is_what_is_given: {
    message: "Beslutet stämmer inte med genomgången.",
    hint: "Ladda om sidan och gå igenom materialet igen.",
  },
  withheld_says_why_and_is_told_otherwise: {
    message: "Det saknas varför något inte lämnas ut, eller hur parten ändå får veta vad det innebär.",
    hint: "Skriv båda (10 kap. 3 § OSL).",
    at: ["reasons"],
  },
  reservation_is_of_what_is_given: {
    message: "Förbehåll görs bara när något lämnas ut.",
    hint: "Lämna förbehållet tomt, eller lämna ut något.",
    at: ["reservation"],
  },
  delay_by_message_is_digital_post: {
    message: "Brevet skickas bara som digital post.",
    hint: "Välj digital post eller ett annat sätt.",
    at: ["way"],
  },
  insight_answered_after_the_decision: { message: "Beslutet var inte fattat den dagen.", hint: "Välj en senare dag.", at: ["answeredOn"] },
  given_out_is_kept: { message: "Det som lämnas ut ska sparas som det lämnades.", hint: "Ladda om sidan och försök igen." },
  reply_says_what: { message: "Det står inte vad parten svarade.", hint: "Skriv vad parten har yttrat.", at: ["content"] },
};
