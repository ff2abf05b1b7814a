import type { Problem } from "../basics/result.ts";

/**
 * What the database says when a gate is shut, and what a person is told. The gates are constraints; the forms
 * check the same things first, so these words are for races and for the API.
 */
const gates: Readonly<Record<string, { message: string; hint: string }>> = {
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
  },
  one_guardian_alone_says_why_it_cannot_wait: {
    message: "Skälen till att beslutet inte kan vänta saknas.",
    hint: "Skriv varför beslutet inte kan skjutas upp utan olägenhet fast en vårdnadshavare är förhindrad (6 kap. 13 § FB).",
  },
  far_reaching_alone_is_clearly_demanded: {
    message: "Beslutet är av ingripande betydelse för barnets framtid.",
    hint: "Skriv varför barnets bästa uppenbarligen kräver det fast en vårdnadshavare är förhindrad (6 kap. 13 § FB).",
  },
  ground_covers_what_is_granted: {
    message: "Lagrummet, insatsen och samtycket hör inte ihop.",
    hint: "Välj ett lagrum som omfattar insatsen och samtycket.",
  },
  against_guardian_is_for_the_board: {
    message: "När en av två vårdnadshavare inte samtycker beslutar socialnämnden eller utskott.",
    hint: "Skriv vem som har beslutat, vilken dag och paragrafen i protokollet.",
  },
  private_home_is_for_the_board: {
    message: "Vård i ett enskilt hem beslutas av socialnämnden eller utskott.",
    hint: "Skriv vem som har beslutat, vilken dag och paragrafen i protokollet.",
  },
  refusal_can_be_appealed: { message: "Ett avslag ska kunna överklagas.", hint: "Välj ett lagrum som går att överklaga." },
  board_report_of_urgent_decision: {
    message: "Bara det som ordföranden eller en ledamot har beslutat anmäls så.",
    hint: "Ladda om sidan för att se det senaste.",
  },
  identity_number_is_one_persons: {
    message: "Kontots personnummer hör till ett annat öppet konto i kommunen.",
    hint: "Stäng först det konto som inte ska användas.",
  },
  assignment_other_reason_says_which: { message: "Skälet är ”annat” men inte beskrivet.", hint: "Skriv varför uppdraget avslutas." },
  withdrawn_says_by_whom: { message: "Det står inte vem som har återtagit ansökan.", hint: "Välj vem." },
  step_done_or_reason: { message: "Ange antingen att det är gjort eller varför det inte är det.", hint: "Välj ett skäl." },
  step_done_says_how: { message: "Beskriv hur det gick till.", hint: "En mening räcker." },
  step_other_reason_says_which: { message: "Skälet är ”annat” men inte beskrivet.", hint: "Skriv vilket skälet är." },
  step_try_again: { message: "Ange när ni försöker igen.", hint: "Skriv ett datum." },
  step_try_again_later: { message: "Dagen att försöka igen måste ligga senare än dagen för försöket.", hint: "Välj en senare dag." },
  plan_needs_closed_planning: {
    message: "Planeringen är inte avslutad.",
    hint: "Fyll i barnets fyra delaktighetssteg i planeringen först.",
  },
  plan_says_why_not_passed_on: { message: "Ange varför barnets uppgifter inte fördes vidare i sin helhet.", hint: "Välj ett skäl." },
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
  },
  follow_up_needs_heard: {
    message: "Uppföljningen saknar barnet.",
    hint: "Dokumentera vad barnet tycker, ett samtal eller varför barnet inte har kommit till tals.",
  },
  follow_up_needs_beginning: { message: "Insatsen har inte börjat än.", hint: "Skriv först vilken dag den började." },
  ending_needs_beginning: { message: "Insatsen har inte börjat än.", hint: "Skriv först vilken dag den började." },
  interruption_needs_beginning: { message: "Insatsen har inte börjat än.", hint: "Skriv först vilken dag den började." },
  execution_report_says_why_or_when: { message: "Rapporten saknar skälen för fördröjningen.", hint: "Skriv dem kortfattat." },
  mandated_reporter_has_a_name: {
    message: "Den som är skyldig att anmäla kan inte vara anonym.",
    hint: "Skriv vem som anmäler.",
  },
  not_told_is_tried_again: { message: "Ange när skälen prövas igen.", hint: "Skriv ett datum." },
  not_told_is_tried_again_later: { message: "Dagen då skälen prövas igen måste ligga senare.", hint: "Välj en senare dag." },
  protection_needed_says_what: {
    message: "Barnet behöver skydd, men det står inte vad som görs.",
    hint: "Skriv vilken åtgärd ni vidtar nu.",
  },
  preliminary_decision_names_investigation: {
    message: "Beslutet stämmer inte med om det finns en utredning.",
    hint: "Välj ett annat resultat.",
  },
};

/** What is done once. Somebody was first; the form that was second shows what stands. */
const once: Readonly<Record<string, { message: string; hint: string }>> = {
  best_interests_once: {
    message: "Barnets bästa är redan bedömt i utredningen.",
    hint: "Läs bedömningen. Vill du ändra den skriver du en ny som bygger på den.",
  },
  best_interests_corrects: { message: "Någon annan har just skrivit en ny bedömning av barnets bästa.", hint: "Läs den och bygg på den." },
  protection_assessed_once: {
    message: "Skyddsbedömningen är redan gjord.",
    hint: "Läs den. Har något nytt hänt skriver du en anteckning.",
  },
  reporter_told_once: { message: "Återkopplingen är redan antecknad.", hint: "Läs den i ärendet." },
  granted_once: { message: "Beslutet har redan lett till en insats.", hint: "Ladda om sidan för att se den." },
  investigated_once: {
    message: "Det som kom in är redan utrett eller utreds.",
    hint: "Registrera det nya som har hänt som en ny anmälan eller ansökan.",
  },
  decided_once: { message: "Utredningen har redan ett beslut.", hint: "Läs beslutet i ärendet." },
  conclusion_pkey: { message: "Utredningen är redan avslutad.", hint: "Läs beslutet i ärendet." },
  preliminary_decision_pkey: { message: "Förhandsbedömningen är redan beslutad.", hint: "Läs beslutet i ärendet." },
  application_outcome_pkey: { message: "Det är redan avslutat utan utredning.", hint: "Läs skälen i ärendet." },
  plan_pkey: { message: "Insatsen är redan planerad.", hint: "Läs planen i ärendet." },
  not_begun_pkey: { message: "Det är redan antecknat att insatsen inte blir av.", hint: "Läs det i ärendet." },
  ending_pkey: { message: "Insatsen är redan avslutad.", hint: "Läs om avslutet i ärendet." },
  case_closure_pkey: { message: "Ärendet är redan avslutat.", hint: "Läs i ärendet vem som avslutade det och varför." },
  assignment_ending_pkey: { message: "Uppdraget är redan avslutat.", hint: "Ladda om sidan för att se det senaste." },
  note_corrects: { message: "Någon annan har just rättat anteckningen.", hint: "Läs rättelsen. Rätta den om något fortfarande är fel." },
  conversation_corrects: {
    message: "Någon annan har just rättat samtalet.",
    hint: "Läs rättelsen. Rätta den om något fortfarande är fel.",
  },
};

/** Errors raised by triggers, by SQLSTATE. */
const raised: Readonly<Record<string, { message: string; hint: string }>> = {
  FT001: {
    message: "Ärendet har en fas som inte är avslutad.",
    hint: "Avsluta fasen: informera, lyssna, väg in och berätta, eller skriv varför inte.",
  },
  FT002: { message: "Ärendet har en insats som pågår.", hint: "Avsluta insatsen först." },
  FT003: { message: "En anmälan saknar omedelbar skyddsbedömning.", hint: "Gör skyddsbedömningen först." },
  FT005: {
    message: "Insatsen har börjat eller är redan avslutad.",
    hint: "Har insatsen börjat avslutas den på sidan Avsluta insatsen.",
  },
  FT006: { message: "Insatsen är avslutad: den blev inte av.", hint: "Ladda om sidan för att se det senaste." },
  FT007: {
    message: "En ansökan har inte lett till någon utredning.",
    hint: "Inled utredning, eller skriv att ansökan är återtagen.",
  },
  FT031: {
    message: "En ansökan har inte fått något svar.",
    hint: "Besluta om bifall eller avslag, som kan överklagas, eller skriv att ansökan är återtagen.",
  },
  FT032: { message: "En ansökan kan inte avfärdas utan beslut.", hint: "Inled utredning och besluta om bifall eller avslag." },
  FT033: { message: "Svaren bär inte det samtycke som beslutet vilar på.", hint: "Kontrollera vad var och en har svarat." },
  FT034: { message: "Ett samtycke är från en senare dag än beslutet.", hint: "Kontrollera dagarna." },
  FT035: { message: "Beslutet vilar på något som hände senare.", hint: "Kontrollera dagarna." },
  FT011: {
    message: "Granskningen ska göras av någon annan än den som uppgiften gäller och den som har lämnat den.",
    hint: "Be en annan gruppledare att granska.",
  },
  FT020: { message: "Insatsen är redan avbruten eller avslutad.", hint: "Ladda om sidan för att se det senaste." },
  FT004: { message: "Ärendet är avslutat.", hint: "Registrera en ny anmälan eller ansökan för att öppna ett nytt ärende." },
};

/** Integrity errors that no form explains: somebody else was first, or what is pointed at is not in this case. */
const general: Readonly<Record<string, Problem>> = {
  "23503": { code: "not-in-case", message: "Det som åtgärden gäller finns inte i ärendet.", hint: "Ladda om sidan och försök igen." },
  "23505": { code: "already-done", message: "Det är redan gjort.", hint: "Ladda om sidan för att se det senaste." },
  "22021": { code: "invalid-input", message: "En text har ett tecken som inte går att spara.", hint: "Ta bort tecknet och försök igen." },
  "22P05": { code: "invalid-input", message: "En text har ett tecken som inte går att spara.", hint: "Ta bort tecknet och försök igen." },
  "40001": { code: "try-again", message: "Någon annan ändrade samtidigt.", hint: "Försök igen.", retryAfter: 1 },
  "40P01": { code: "try-again", message: "Någon annan ändrade samtidigt.", hint: "Försök igen.", retryAfter: 1 },
  "55P03": { code: "try-again", message: "Någon annan arbetar med samma sak.", hint: "Försök igen.", retryAfter: 2 },
};

/** The problem that a database error stands for, or nothing when it is a fault of ours. */
export function problemOfDatabaseError(error: unknown): Problem | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  const { code } = error;
  if (typeof code !== "string") return undefined;
  const constraint = "constraint" in error && typeof error.constraint === "string" ? error.constraint : "";
  const gate = gates[constraint] ?? raised[code];
  if (gate) return { code: "gate-closed", ...gate };
  const first = once[constraint];
  if (first) return { code: "already-done", ...first };
  return general[code];
}

/**
 * The problem of a code, or a text, that a column does not take: its own check, `<table>_<column>_check`. Told at the field of that name among
 * `fields` ("reporterCategory" for reporter_category, "type" for intervention_type), so that a list that has drifted from the database's is a
 * fault at a field and never an answer that something went wrong. Nothing when it is no such check.
 */
export function problemOfCheck(error: unknown, fields: readonly string[]): Problem | undefined {
  if (typeof error !== "object" || error === null || !("code" in error) || error.code !== "23514") return undefined;
  const { table, constraint } = error as { table?: unknown; constraint?: unknown };
  if (typeof table !== "string" || typeof constraint !== "string" || !constraint.startsWith(`${table}_`)) return undefined;
  const [, column] = /^(.+)_check\d*$/.exec(constraint.slice(table.length + 1)) ?? [];
  if (column === undefined) return undefined;
  const snake = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const field = fields.find((one) => snake(one) === column) ?? fields.find((one) => column.endsWith(`_${snake(one)}`));
  const problem = { code: "invalid-input", message: "En uppgift går inte att spara så som den är ifylld." };
  if (field === undefined) return { ...problem, hint: "Välj något annat och försök igen." };
  return { ...problem, fields: [{ field, message: "Det går inte att spara. Välj något annat." }] };
}

/** Every constraint and error code that has words; the schema test checks that each of them exists in the database. */
export const knownGates: readonly string[] = [...Object.keys(gates), ...Object.keys(once), ...Object.keys(raised)];

function missing(what: string): { message: string; hint: string } {
  return {
    message: `Det saknas uppgift om att barnet har ${what}, eller skäl till varför inte.`,
    hint: "Fyll i steget eller skriv varför det inte är gjort.",
  };
}
