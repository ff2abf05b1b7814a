/** What a person is told when a gate is shut; `at` names the fields of forms that it is told at, the first that the form has. */
export type Words = { readonly message: string; readonly hint: string; readonly at?: readonly string[] };

/**
 * What the database says when a gate is shut, and what a person is told. The gates are constraints; the forms
 * check the same things first, so these words are for races and for the API.
 */
export const gates: Readonly<Record<string, Words>> = {
  phase_needs_informed: missing("informerats"),
  phase_needs_heard: missing("fått komma till tals"),
  phase_needs_weighed: missing("fått sin åsikt beaktad"),
  phase_needs_told: missing("fått veta vad som beslutades"),
  conclusion_needs_informed: missing("informerats"),
  conclusion_needs_heard: missing("fått komma till tals"),
  conclusion_needs_weighed: missing("fått sin åsikt beaktad"),
  conclusion_needs_decision: { message: "Utredningen saknar beslut.", hint: "Skriv beslutet först." },
  conclusion_needs_best_interests: { message: "Barnets bästa är inte bedömt.", hint: "Bedöm barnets bästa först." },
  granting_needs_consent_basis: {
    message: "En insats kan inte beviljas utan samtycke eller en lagregel som gör att det ändå går.",
    hint: "Ange vem som samtycker, eller vilken regel beslutet stöds på.",
  },
  deciding_without_guardian_needs_reasons: {
    message: "Skälen för att besluta utan vårdnadshavarens samtycke saknas.",
    hint: "Skriv varför det är lämpligt.",
    at: ["consentReasoning"],
  },
  one_guardian_alone_says_why_it_cannot_wait: {
    message: "Skälen till att beslutet inte kan vänta saknas.",
    hint: "Skriv varför beslutet inte kan skjutas upp utan olägenhet fast en vårdnadshavare är förhindrad (6 kap. 13 § FB).",
    at: ["cannotWait"],
  },
  far_reaching_alone_is_clearly_demanded: {
    message: "Beslutet är av ingripande betydelse för barnets framtid.",
    hint: "Skriv varför barnets bästa uppenbarligen kräver det fast en vårdnadshavare är förhindrad (6 kap. 13 § FB).",
    at: ["clearlyDemanded"],
  },
  ground_covers_what_is_granted: {
    message: "Lagrummet, insatsen och samtycket hör inte ihop.",
    hint: "Välj ett lagrum som omfattar insatsen och samtycket.",
    at: ["legalGround"],
  },
  against_guardian_is_for_the_board: {
    message: "När en av två vårdnadshavare inte samtycker beslutar socialnämnden eller utskott.",
    hint: "Skriv vem som har beslutat, vilken dag och paragrafen i protokollet.",
    at: ["decider"],
  },
  private_home_is_for_the_board: {
    message: "Vård i ett enskilt hem beslutas av socialnämnden eller utskott.",
    hint: "Skriv vem som har beslutat, vilken dag och paragrafen i protokollet.",
    at: ["decider"],
  },
  round_ends_after_it_opens: {
    message: "Sista svarsdagen är före den dag då enkäten öppnar.",
    hint: "Rätta någon av dagarna.",
    at: ["lastDay"],
  },
  refusal_can_be_appealed: {
    message: "Ett avslag ska kunna överklagas.",
    hint: "Välj ett lagrum som går att överklaga.",
    at: ["legalGround"],
  },
  board_report_of_urgent_decision: {
    message: "Bara det som ordföranden eller en ledamot har beslutat anmäls så.",
    hint: "Ladda om sidan för att se det senaste.",
    at: ["decisionIds"],
  },
  identity_number_is_one_persons: {
    message: "Kontots personnummer hör till ett annat öppet konto i kommunen.",
    hint: "Stäng först det konto som inte ska användas.",
  },
  assignment_other_reason_says_which: {
    message: "Skälet är ”annat” men inte beskrivet.",
    hint: "Skriv varför uppdraget avslutas.",
    at: ["note"],
  },
  withdrawn_says_by_whom: { message: "Det står inte vem som har återtagit ansökan.", hint: "Välj vem.", at: ["withdrawnBy"] },
  step_done_or_reason: { message: "Ange antingen att det är gjort eller varför det inte är det.", hint: "Välj ett skäl.", at: ["reason"] },
  step_done_says_how: { message: "Beskriv hur det gick till.", hint: "En mening räcker.", at: ["content"] },
  step_other_reason_says_which: {
    message: "Skälet är ”annat” men inte beskrivet.",
    hint: "Skriv vilket skälet är.",
    at: ["reasonText", "notHeardText", "notToldText"],
  },
  step_try_again: { message: "Ange när ni försöker igen.", hint: "Skriv ett datum.", at: ["tryAgainOn"] },
  step_try_again_later: {
    message: "Dagen att försöka igen måste ligga senare än dagen för försöket.",
    hint: "Välj en senare dag.",
    at: ["tryAgainOn"],
  },
  promise_is_for_a_day_from_then: {
    message: "Dagen kan inte ligga före den dag då det lovades.",
    hint: "Välj en senare dag.",
    at: ["promisedFor"],
  },
  promise_told_where_the_child_asked: {
    message: "Barnet har bett om att få veta hur det gick.",
    hint: "Skriv hur barnet fick veta det.",
    at: ["toldHow"],
  },
  plan_needs_closed_planning: {
    message: "Planeringen är inte avslutad.",
    hint: "Fyll i barnets fyra delaktighetssteg i planeringen först.",
  },
  plan_says_why_not_passed_on: {
    message: "Ange varför barnets uppgifter inte fördes vidare i sin helhet.",
    hint: "Välj ett skäl.",
  },
  ending_needs_closed_follow_up: {
    message: "Uppföljningen är inte avslutad.",
    hint: "Fyll i barnets fyra delaktighetssteg i uppföljningen först.",
  },
  not_begun_needs_closed_phase: {
    message: "Barnet har inte varit med klart.",
    hint: "Fyll i barnets delaktighetssteg först, eller skriv varför de inte är gjorda.",
  },
  not_begun_needs_told: missing("fått veta att insatsen inte blir av"),
  follow_up_needs_the_child: {
    message: "Uppföljningen saknar barnet.",
    hint: "Dokumentera vad barnet tycker, ett samtal eller varför barnet inte har kommit till tals.",
    at: ["childView"],
  },
  follow_up_needs_heard: {
    message: "Uppföljningen saknar barnet.",
    hint: "Dokumentera vad barnet tycker, ett samtal eller varför barnet inte har kommit till tals.",
    at: ["childView"],
  },
  follow_up_needs_beginning: { message: "Insatsen har inte börjat än.", hint: "Skriv först vilken dag den började.", at: ["beganOn"] },
  ending_needs_beginning: { message: "Insatsen har inte börjat än.", hint: "Skriv först vilken dag den började.", at: ["beganOn"] },
  interruption_needs_beginning: { message: "Insatsen har inte börjat än.", hint: "Skriv först vilken dag den började." },
  execution_report_says_why_or_when: {
    message: "Rapporten saknar skälen för fördröjningen.",
    hint: "Skriv dem kortfattat.",
    at: ["reason"],
  },
  mandated_reporter_has_a_name: {
    message: "Den som är skyldig att anmäla kan inte vara anonym.",
    hint: "Skriv vem som anmäler.",
    at: ["reporterName"],
  },
  not_told_is_tried_again: { message: "Ange när skälen prövas igen.", hint: "Skriv ett datum.", at: ["reviewOn"] },
  not_told_is_tried_again_later: {
    message: "Dagen då skälen prövas igen måste ligga senare.",
    hint: "Välj en senare dag.",
    at: ["reviewOn"],
  },
  protection_needed_says_what: {
    message: "Barnet behöver skydd, men det står inte vad som görs.",
    hint: "Skriv vilken åtgärd ni vidtar nu.",
    at: ["measure"],
  },
  masking_says_the_danger: {
    message: "Det står inte vad som kan antas hända om det kommer fram vem som har anmält.",
    hint: "Välj vad det kan antas att någon utsätts för, eller att det inte är hemligt.",
    at: ["ground", "maskGround"],
  },
  meeting_held_says_with_whom: { message: "Det står inte vilka som var med på mötet.", hint: "Välj minst en.", at: ["participants"] },
  feedback_says_what_was_told: {
    message: "Det står inte vad anmälaren fick veta.",
    hint: "Ladda om sidan och skriv återkopplingen på nytt.",
    at: ["outcome"],
  },
  talk_consent_says_in_which_way: {
    message: "Det står inte hur samtalet får hållas.",
    hint: "Välj hur, eller att svaret är nej.",
    at: ["presence"],
  },
  reference_is_asked_with_consent: {
    message: "En referens kontaktas bara med samtycke under förhandsbedömningen.",
    hint: "Skriv vem som har samtyckt och när.",
    at: ["consentBy"],
  },
  reporter_is_not_named_again: {
    message: "Det står inte vem ni talade med, eller anmälaren är nämnd en gång till.",
    hint: "Skriv vem, utom för den som har anmält.",
    at: ["who"],
  },
  preliminary_decision_names_investigation: {
    message: "Beslutet stämmer inte med om det finns en utredning.",
    hint: "Välj ett annat resultat.",
    at: ["result"],
  },
  nobody_reviews_their_own_family: {
    message: "Granskningen ska göras av någon annan än den som uppgiften gäller.",
    hint: "Be en annan gruppledare att granska.",
  },
  nobody_reviews_their_own_access: {
    message: "Den som har tagit del av ärendet granskar inte sig själv.",
    hint: "Be en annan gruppledare att granska.",
  },
  review_says_what_was_found: { message: "Det står inte vad granskningen visade.", hint: "Skriv vad du har sett.", at: ["note"] },
  board_report_comes_after: { message: "Beslutet kan inte anmälas innan det är fattat.", hint: "Välj en senare dag.", at: ["reportedOn"] },
  board_report_has_been: {
    message: "Dagen för anmälan till nämnden har inte varit än.",
    hint: "Välj en tidigare dag.",
    at: ["reportedOn"],
  },
  answer_has_day_and_form: {
    message: "Ett svar saknar dag eller form.",
    hint: "Skriv när och hur var och en har svarat.",
    at: ["guardians"],
  },
  maker_body_has_minutes: {
    message: "Nämndens eller utskottets beslut saknar paragraf i protokollet.",
    hint: "Skriv paragrafen, till exempel § 45.",
    at: ["minutesNumber"],
  },
  maker_chair_is_named: {
    message: "Det står inte vem som har beslutat.",
    hint: "Skriv namnet på den som har beslutat.",
    at: ["chairName"],
  },
  maker_chair_says_why_it_could_not_wait: {
    message: "Skälen till att beslutet inte kunde vänta på nämnden saknas.",
    hint: "Skriv dem, och dagen för nämndens nästa sammanträde.",
    at: ["urgency"],
  },
  maker_employee_is_named: {
    message: "Det står inte vem som har beslutat.",
    hint: "Välj tjänstemannen eller skriv namnet.",
    at: ["decisionMakerId"],
  },
  maker_has_decided: { message: "Beslutsdagen har inte varit än.", hint: "Välj en tidigare dag.", at: ["decidedOn", "endedOn"] },
  maker_next_meeting_comes_after: {
    message: "Sammanträdet måste ligga efter beslutet.",
    hint: "Välj en senare dag.",
    at: ["nextMeetingOn"],
  },
  assignment_ends_after_it_begins: { message: "Uppdraget kan inte sluta innan det började.", hint: "Välj en senare dag.", at: ["endedOn"] },
  moved_to_another_case: {
    message: "Det som kom in hör redan till det ärendet.",
    hint: "Kontrollera vilket barn det gäller.",
    at: ["identityNumber"],
  },
  extract_against_child_says_why: {
    message: "Skälen för att lämna ut mot barnets vilja saknas.",
    hint: "Skriv skälen.",
    at: ["childViewReason"],
  },
  extract_for_guardian_says_for_whom: {
    message: "Det står inte vilken vårdnadshavare utdraget är till.",
    hint: "Välj vårdnadshavaren.",
    at: ["guardianshipId"],
  },
  extract_for_guardian_says_why: {
    message: "Bedömningen av om utlämnandet skadar saknas.",
    hint: "Skriv den, och om anmälaren visas.",
    at: ["harmReasoning"],
  },
  extract_without_reporter_says_why: {
    message: "Skälen för att utelämna anmälaren saknas.",
    hint: "Skriv skälen.",
    at: ["reporterReason"],
  },
  extended_beyond_the_decision: {
    message: "Den nya sista dagen måste ligga efter beslutet.",
    hint: "Välj en senare dag.",
    at: ["extendedTo"],
  },
  withheld_says_why: {
    message: "Det står inte varför uppgiften inte ska visas för vårdnadshavare.",
    hint: "Skriv varför.",
    at: ["withheldReason"],
  },
  claim_confirmed_or_says_why_not: {
    message: "Det står inte varför uppgiften om vårdnadshavare inte stämmer.",
    hint: "Skriv varför.",
    at: ["reason"],
  },
  guardianship_ends_after_it_begins: {
    message: "Vårdnaden kan inte sluta innan den började.",
    hint: "Välj en senare dag.",
    at: ["validTo", "endedOn"],
  },
  nobody_is_their_own_guardian: {
    message: "Barnet kan inte vara sin egen vårdnadshavare.",
    hint: "Kontrollera numret.",
    at: ["identityNumber", "guardian1Number"],
  },
  guardianship_end_has_a_day: { message: "Det står inte när vårdnaden slutade.", hint: "Skriv ett datum.", at: ["endedOn"] },
  guardianship_withdrawn_says_why: { message: "Det står inte varför uppgiften var fel.", hint: "Skriv varför.", at: ["reason"] },
  guardianship_word_of_mouth_says_whose: {
    message: "Det står inte vem som har lämnat uppgiften.",
    hint: "Skriv vem.",
    at: ["sourceDetail"],
  },
  correction_has_source_and_day: {
    message: "Rättelsen saknar källa eller dag.",
    hint: "Välj var uppgiften står och vilken dag du läste den.",
    at: ["correctionSource", "source"],
  },
  correction_by_word_of_mouth_says_whose: {
    message: "Det står inte vem som har lämnat uppgiften.",
    hint: "Skriv vem.",
    at: ["correctionSourceDetail", "sourceDetail"],
  },
};

function missing(what: string): { message: string; hint: string } {
  return {
    message: `Det saknas uppgift om att barnet har ${what}, eller skäl till varför inte.`,
    hint: "Fyll i steget eller skriv varför det inte är gjort.",
  };
}
