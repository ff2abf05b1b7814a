import type { Words } from "./gate-words.ts";
import { transferGates } from "./gate-words-of-transfer.ts";

/** What is done once. Somebody was first; the form that was second shows what stands. */
export const once: Readonly<Record<string, Words>> = {
  best_interests_once: {
    message: "Barnets bästa är redan bedömt i utredningen.",
    hint: "Läs bedömningen. Vill du ändra den skriver du en ny som bygger på den.",
  },
  investigation_plan_once: { message: "Någon annan har just skrivit en plan för utredningen.", hint: "Läs den och bygg på den." },
  investigation_plan_follows: { message: "Någon annan har just ändrat planen.", hint: "Läs den och bygg på den." },
  finding_follows: { message: "Någon annan har just rättat uppgiften.", hint: "Läs rättelsen. Rätta den om något fortfarande är fel." },
  passage_once: { message: "Någon annan har just skrivit i avsnittet.", hint: "Läs det som står och bygg på det." },
  passage_follows: { message: "Någon annan har just ändrat texten.", hint: "Läs det som står nu och bygg på det." },
  signature_pkey: { message: "Utredningen är redan underskriven.", hint: "Läs den. Rätta eller komplettera med ett tillägg." },
  best_interests_corrects: { message: "Någon annan har just skrivit en ny bedömning av barnets bästa.", hint: "Läs den och bygg på den." },
  protection_assessed_once: {
    message: "Skyddsbedömningen är redan gjord.",
    hint: "Läs den. Har något nytt hänt gör du en ny bedömning.",
  },
  protection_assessment_follows: { message: "Någon annan har just gjort en ny skyddsbedömning.", hint: "Läs den och bygg på den." },
  reporter_masked_once: { message: "Någon annan har just skrivit om det ska hållas hemligt.", hint: "Läs det som gäller nu." },
  reporter_masking_follows: { message: "Någon annan har just ändrat om det ska hållas hemligt.", hint: "Läs det som gäller nu." },
  child_once_in_report: {
    message: "Barnet finns redan i samma anmälan.",
    hint: "Kontrollera vilket barn det som kom in ska flyttas till.",
  },
  secret_passage_answer_pkey: { message: "Det är redan svarat om stycket.", hint: "Ladda om sidan för att se vad som är kvar." },
  sibling_answer_pkey: { message: "Någon annan har just svarat om barnen är syskon.", hint: "Se relationerna i genogrammet." },
  double_settled_once: {
    message: "Någon annan har just avgjort om det är samma barn.",
    hint: "Ladda om sidan för att se vad som gäller nu.",
  },
  double_outcome_follows: { message: "Någon annan har just ändrat det.", hint: "Ladda om sidan för att se vad som gäller nu." },
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
  statement_limited_says_the_words: {
    message: "Det som förs vidare i andra ord ska stå där, och bara det.",
    hint: "Skriv vad utföraren får veta i stället, eller välj något annat.",
  },
  statement_not_in_full_says_why: {
    message: "Ange varför barnets uppgifter inte fördes vidare i sin helhet.",
    hint: "Välj ett skäl.",
  },
  statement_that_was_chosen_stays: {
    message: "Det barnet har sagt här har någon valt att lämna eller inte lämna till en utförare. Det flyttas inte från ärendet.",
    hint: "Skriv i stället en anteckning om vad som hör till ett annat ärende.",
  },
  statement_chosen_once: {
    message: "Någon annan har just tagit ställning till vad utföraren får veta.",
    hint: "Ladda om sidan för att se det senaste.",
  },
  plan_pkey: { message: "Insatsen är redan planerad.", hint: "Läs planen i ärendet." },
  not_begun_pkey: { message: "Det är redan antecknat att insatsen inte blir av.", hint: "Läs det i ärendet." },
  ending_pkey: { message: "Insatsen är redan avslutad.", hint: "Läs om avslutet i ärendet." },
  case_closure_pkey: { message: "Ärendet är redan avslutat.", hint: "Läs i ärendet vem som avslutade det och varför." },
  assignment_ending_pkey: { message: "Uppdraget är redan avslutat.", hint: "Ladda om sidan för att se det senaste." },
  appeal_trial_pkey: { message: "Överklagandet är redan prövat.", hint: "Läs det i ärendet." },
  appeal_forwarding_pkey: { message: "Överklagandet är redan överlämnat.", hint: "Läs det i ärendet." },
  insight_decision_pkey: { message: "Det är redan beslutat vad som lämnas ut.", hint: "Läs beslutet i ärendet." },
  insight_answer_pkey: { message: "Parten har redan fått svar.", hint: "Läs det i ärendet." },
  reply_pkey: { message: "Svaret är redan antecknat.", hint: "Läs det i ärendet." },
  promise_outcome_pkey: { message: "Det är redan antecknat vad det blev av löftet.", hint: "Läs det i ärendet." },
  entry_correction_follows: {
    message: "Någon annan har just rättat uppgiften.",
    hint: "Läs rättelsen. Rätta den om något fortfarande är fel.",
  },
  note_corrects: { message: "Någon annan har just rättat anteckningen.", hint: "Läs rättelsen. Rätta den om något fortfarande är fel." },
  agenda_outcome_pkey: { message: "Det är redan skrivet vad som beslutades.", hint: "Läs det i ärendelistan." },
  delegated_report_pkey: { message: "Beslutet är redan anmält.", hint: "Ladda om sidan för att se det senaste." },
  urgent_mandate_pkey: { message: "Ett uppdrag gäller redan från den dagen.", hint: "Välj en annan dag." },
  delegation_version_pkey: { message: "Någon annan har just gjort en ny version av delegationsordningen.", hint: "Öppna sidan på nytt." },
  delegation_adoption_pkey: { message: "Den versionen är redan införd som beslutad.", hint: "Se den i delegationsordningen." },
  staff_mandate_pkey: { message: "Någon annan har just ändrat nivån.", hint: "Öppna sidan på nytt." },
  conversation_corrects: {
    message: "Någon annan har just rättat samtalet.",
    hint: "Läs rättelsen. Rätta den om något fortfarande är fel.",
  },
};

/** Errors raised by triggers, by SQLSTATE. */
export const raised: Readonly<Record<string, Words>> = {
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
  FT008: {
    message: "Ett löfte till barnet är inte avprickat.",
    hint: "Skriv vad det blev av löftet först.",
  },
  FT031: {
    message: "En ansökan har inte fått något svar.",
    hint: "Besluta om bifall eller avslag, som kan överklagas, eller skriv att ansökan är återtagen.",
  },
  FT032: { message: "En ansökan kan inte avfärdas utan beslut.", hint: "Inled utredning och besluta om bifall eller avslag." },
  FT033: { message: "Svaren bär inte det samtycke som beslutet vilar på.", hint: "Kontrollera vad var och en har svarat." },
  FT034: { message: "Ett samtycke är från en senare dag än beslutet.", hint: "Kontrollera dagarna." },
  FT035: { message: "Beslutet vilar på något som hände senare.", hint: "Kontrollera dagarna." },
  FT036: {
    message: "En vårdnadshavare är inte informerad om att utredningen har inletts.",
    hint: "Informera vårdnadshavaren, eller skriv vilka särskilda skäl som talar mot det. Se Parter i ärendet.",
  },
  FT037: {
    message: "En part har inte fått del av materialet, eller har tid kvar att yttra sig.",
    hint: "Kommunicera med varje part före avslaget, eller skriv vilket undantag som gäller. Se Parter i ärendet.",
  },
  FT038: {
    message: "Ingen är känd som part, så ingen har fått yttra sig.",
    hint: "Bekräfta vårdnaden, eller skriv varför ingen part är känd. Se Parter i ärendet.",
  },
  FT039: {
    message: "Ett överklagat beslut ändras bara till den enskildes fördel, och bara innan överklagandet har lämnats över (39 § FvL).",
    hint: "Är det ett skrivfel eller liknande skriver du en rättelse.",
    at: ["kind"],
  },
  ...transferGates,
  FT061: {
    message: "Beslutet vilar inte på någon punkt i delegationsordningen som gällde den dagen.",
    hint: "Välj punkten som gäller.",
    at: ["delegationPoint"],
  },
  FT062: {
    message: "Punkten i delegationsordningen gäller inte det här beslutet.",
    hint: "Välj punkten som gäller beslutet, lagrummet och insatsen.",
    at: ["delegationPoint"],
  },
  FT063: {
    message: "Den som har beslutat får inte det enligt delegationsordningen.",
    hint: "Välj vem som har beslutat, eller lämna ärendet till den som får.",
    at: ["decider"],
  },
  FT065: { message: "Beslutet kan inte rättas före den dag då det fattades.", hint: "Kontrollera dagen.", at: ["correctedOn"] },
  FT066: {
    message: "Uppgiften kräver socionomexamen eller annan relevant examen (25 kap. 1 § SoL).",
    hint: "Be någon med behörighet att göra det, eller rätta uppgiften under Delegation, Nivåer och behörighet.",
  },
  FT160: {
    message: "Gå igenom allt barnet har sagt innan det lämnas över till utföraren.",
    hint: "Ladda om sidan: något har kommit till.",
  },
  FT161: {
    message: "Det som står om vad som fördes vidare stämmer inte med det som är valt.",
    hint: "Ladda om sidan och gå igenom det barnet har sagt igen.",
  },
  FT152: { message: "Insatsen gavs inte utan behovsprövning den månaden.", hint: "Kontrollera månaden.", at: ["month"] },
  FT150: { message: "Förslaget är taget tillbaka och kan inte beslutas.", hint: "Gör ett nytt förslag." },
  FT151: { message: "Nämnden har beslutat versionen, och den kan inte tas tillbaka.", hint: "Gör en ny version i stället." },
  FT064: { message: "Versionen av delegationsordningen är skriven och ändras inte.", hint: "Gör ändringen i en ny version." },
  FT130: {
    message: "Barnet är inte fött. Det går att göra när det är fött.",
    hint: "Är barnet fött skriver du det först: ”Barnet är fött, eller en ny dag”.",
  },
  FT086: {
    message: "Ett av barnen är redan samma som ett tredje.",
    hint: "Jämför med det barnet i stället.",
    at: ["outcome"],
  },
  FT071: {
    message: "Beslutet är fattat av utskottet, nämnden eller ordföranden, och bara utskottet eller nämnden får ändra det.",
    hint: "Lämna frågan till dem. Är det ett skrivfel väljer du rättelse.",
    at: ["decider"],
  },
  FT072: {
    message: "Du får inte ändra beslutet enligt delegationsordningen.",
    hint: "Lämna det till den som får. Är det ett skrivfel väljer du rättelse.",
    at: ["decider"],
  },
  FT074: { message: "Personen är inte part i ärendet.", hint: "Kontrollera dagen och vårdnaden. Se Parter i ärendet." },
  FT075: {
    message: "Det står inte att parten fick del av beslutet den dagen, och då kan överklagandet inte avvisas.",
    hint: "Skriv först under Parter vilken dag parten fick del av beslutet, eller lämna dagen tom.",
    at: ["gotOn"],
  },
  FT076: {
    message: "Sista dagen att överklaga kan inte vara en helgdag.",
    hint: "Kontrollera dagen.",
    at: ["gotOn"],
  },
  FT077: { message: "Personen är inte vårdnadshavare för barnet.", hint: "Välj en av barnets vårdnadshavare.", at: ["personId"] },
  FT009: {
    message: "En part är inte underrättad om beslutet.",
    hint: "Skriv när och hur parten fick beslutet, eller varför det är uppenbart obehövligt. Se Parter i ärendet.",
  },
  FT081: {
    message: "Personen är redan vårdnadshavare för barnet en del av den tiden.",
    hint: "Rätta uppgiften som finns om något i den är fel.",
    at: ["validFrom"],
  },
  FT082: {
    message: "Personen var inte barnets vårdnadshavare den dagen.",
    hint: "Den som inte längre är vårdnadshavare, eller inte är det än, informeras inte.",
    at: ["happenedOn"],
  },
  FT083: {
    message: "Någon som har svarat var inte barnets vårdnadshavare när svaret lämnades eller när beslutet fattades.",
    hint: "Kontrollera dagarna mot vårdnaden.",
  },
  FT084: {
    message: "Den som relationen gäller finns inte i ärendet.",
    hint: "Lägg till personen i genogrammet först.",
    at: ["toId", "fromId"],
  },
  FT085: { message: "Relationen är redan inskriven.", hint: "Ändra den som finns om något i den är fel.", at: ["kind"] },
  FT011: {
    message: "Granskningen ska göras av någon annan än den som uppgiften gäller och den som har lämnat den.",
    hint: "Be en annan gruppledare att granska.",
  },
  FT051: {
    message: "Versionen är publicerad och ändras inte mer.",
    hint: "Gör en ny version av formuläret, och ändra i den.",
  },
  FT052: {
    message: "Formuläret har ändrats sedan du öppnade sidan.",
    hint: "Se vad som står nu, och publicera det.",
  },
  FT053: {
    message: "Versionen besvaras eller har besvarats, och kan inte dras tillbaka.",
    hint: "Gör en ny version av formuläret. Svaren på den här är kvar.",
  },
  FT054: {
    message: "Versionen är tillbakadragen och kan inte besvaras.",
    hint: "Välj ett annat formulär, eller en nyare version.",
    at: ["questionnaire"],
  },
  FT091: {
    message: "Beslutet ska godkännas av en till innan det fattas.",
    hint: "Begär godkännande i ärendet, under Godkännanden. En gruppledare i enheten godkänner, aldrig den som beslutar eller skriver in beslutet.",
    at: ["decider"],
  },
  FT092: { message: "Bara en gruppledare som leder ärendets enhet godkänner.", hint: "Be gruppledaren i enheten." },
  FT120: { message: "Genomgången stämmer inte med beslutet.", hint: "Ladda om sidan och gå igenom materialet igen." },
  FT096: { message: "Utredningen är underskriven och ändras inte mer.", hint: "Rätta eller komplettera med ett daterat tillägg." },
  FT099: {
    message: "Utredningen väntar på uppgifter från andra.",
    hint: "Skriv vad som har kommit in, eller varför ni inte väntar på svaret. Skriv sedan under.",
  },
  FT100: { message: "Begäran är redan besvarad, eller dagen ligger före begäran.", hint: "Ladda om sidan för att se det senaste." },
  FT101: { message: "Det finns ingen ansökan i ärendet som väntar på svar.", hint: "Ladda om sidan för att se det senaste." },
  FT102: {
    message: "Ansökan har inte väntat sex månader än.",
    hint: "Skriv begäran när sex månader har gått (12 § FvL).",
    at: ["receivedOn"],
  },
  FT153: { message: "Barnet är fött, och blir inte väntat igen.", hint: "Rätta dagen bland barnets uppgifter." },
  FT131: {
    message: "Instrumentet stod inte i kommunens lista den dagen.",
    hint: "Välj ett instrument som användes då, eller rätta dagen.",
    at: ["instrumentId"],
  },
  FT132: { message: "Uppgiften kan inte strykas: en analys vilar på den.", hint: "Skriv vad som är fel i stället." },
  FT133: { message: "Det som analysen ska vila på är struket som felskrivet.", hint: "Välj något annat.", at: ["restsUpon"] },
  FT098: { message: "Utredningen är avslutad och ändras inte mer.", hint: "Ladda om sidan för att se beslutet." },
  FT097: {
    message: "Utredningen saknar en rubrik som alla utredningar har.",
    hint: "Skriv barnets åsikt, hur åsikten vägs, barnets bästa, konsekvenserna för barnet och analysen. Skriv sedan under.",
  },
  FT020: { message: "Insatsen är redan avbruten eller avslutad.", hint: "Ladda om sidan för att se det senaste." },
  // disk_full, of PostgreSQL's own.
  "53100": {
    message: "Det får inte plats, och inget är sparat.",
    hint: "Försök igen om en stund. Hjälper det inte, kontakta systemförvaltaren.",
  },
  FT004: { message: "Ärendet är avslutat.", hint: "Registrera en ny anmälan eller ansökan för att öppna ett nytt ärende." },
};
