import type { Words } from "./gate-words.ts";

/** What the database says of the delegation order and of what goes to the board. */
export const delegationGates: Readonly<Record<string, Words>> = {
  reserved_is_not_delegated: {
    message: "Det får bara utskott eller nämnden besluta.",
    hint: "Välj utskott eller nämnd, eller skriv vilka insatser punkten gäller.",
    at: ["level"],
  },
  order_holds_from_its_decision: {
    message: "Delegationsordningen kan inte gälla före nämndens beslut.",
    hint: "Rätta någon av dagarna.",
    at: ["validFrom"],
  },
  some_always_need_assessment: {
    message: "Insatsen kräver alltid individuell behovsprövning (11 kap. 5 § SoL).",
    hint: "Välj med behovsprövning.",
    at: ["type"],
  },
  offered_from_its_decision: {
    message: "Insatsen kan inte gälla före nämndens beslut.",
    hint: "Rätta någon av dagarna.",
    at: ["validFrom"],
  },
  what_is_granted_has_a_type: {
    message: "Råd och öppen verksamhet som alla får ta del av beviljas inte efter behovsprövning.",
    hint: "Välj utan behovsprövning, eller en annan insats.",
    at: ["type"],
  },
  offered_without_is_decided: {
    message: "En insats utan behovsprövning har ett beslut, villkor och ett sätt att dokumentera; en med behovsprövning har inget av det.",
    hint: "Fyll i beslutet, villkoren och hur insatsen dokumenteras.",
    at: ["assessment"],
  },
  without_identity_says_why: {
    message: "Särskilda skäl skrivs när insatsen ges utan identitet, och bara då.",
    hint: "Skriv skälen, eller välj ett annat sätt att dokumentera.",
    at: ["specialReasons"],
  },
  advice_is_advice: {
    message: "Rådgivning dokumenteras som rådgivning, och inget annat gör det.",
    hint: "Välj hur insatsen dokumenteras.",
    at: ["documentation"],
  },
  offer_has_been_decided: { message: "Nämndens beslut har inte fattats än.", hint: "Ange dagen för beslutet.", at: ["decidedOn"] },
  month_has_begun: { message: "Månaden har inte börjat.", hint: "Välj en månad som har varit eller pågår.", at: ["month"] },
  agenda_is_for_a_day_to_come: { message: "Sammanträdet har redan varit.", hint: "Välj ett som kommer.", at: ["meetingOn"] },
  agenda_other_outcome_says_which: {
    message: "Det står inte vad som beslutades.",
    hint: "Skriv vad utskottet beslutade.",
    at: ["otherDecision"],
  },
  mandate_is_given_by_another: {
    message: "Ingen skriver sin egen nivå eller behörighet.",
    hint: "Be en annan gruppledare, socialchefen eller systemförvaltaren.",
  },
  slip_makes_nothing_worse: { message: "En rättelse gör inget sämre för den enskilde.", hint: "Välj ändring.", at: ["kind"] },
  worse_only_for_the_reasons_in_law: {
    message: "Ett gynnande beslut ändras till nackdel bara av de skäl som lagen räknar upp.",
    hint: "Välj skälet.",
    at: ["worseBecause"],
  },
  unnamed_level_holds_from_its_decision: {
    message: "Regeln kan inte gälla före nämndens beslut.",
    hint: "Rätta någon av dagarna.",
    at: ["validFrom"],
  },
  second_eyes_from_now_on: { message: "Regeln gäller från i dag eller senare.", hint: "Välj en annan dag.", at: ["validFrom"] },
  nobody_approves_their_own: { message: "Ingen godkänner sitt eget förslag.", hint: "Be en annan gruppledare.", at: ["answer"] },
  returned_with_a_reason: { message: "Det står inte varför förslaget lämnas tillbaka.", hint: "Skriv skälet.", at: ["reason"] },
  approval_of_more_time_names_day: {
    message: "Det står inte till vilken dag det förlängs.",
    hint: "Skriv dagen.",
    at: ["extendedTo"],
  },
  approval_of_grant_names_intervention: {
    message: "Det står inte vilken insats förslaget gäller.",
    hint: "Välj insatsen.",
    at: ["interventionType"],
  },
  maker_delegated_by_point: {
    message: "Punkten finns inte i delegationsordningen som gällde den dagen.",
    hint: "Välj punkten som gäller.",
    at: ["delegationPoint"],
  },
};
