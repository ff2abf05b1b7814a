import type { Promised } from "../promised.ts";

const extract = "demo/extract.test.ts";
const cliImport = "src/app/cli/import.db.test.ts";
const brokenExtracts = "src/followup/exchange/broken-extracts.db.test.ts";
const values = "src/followup/exchange/check/values.test.ts";
const exportExtract = "src/followup/exchange/export-extract.db.test.ts";
const foreignExtracts = "src/followup/exchange/foreign-extracts.db.test.ts";
const format = "src/followup/exchange/format.test.ts";
const importExtract = "src/followup/exchange/import-extract.db.test.ts";
const ownRows = "src/followup/exchange/own-rows.db.test.ts";
const pagesImport = "src/followup/exchange/pages/import.db.test.ts";
const questionnaireAnswers = "src/followup/questionnaire/answers.test.ts";
const extractDeciders = "tests/casework/extract-deciders.db.test.ts";
const systematicFollowUp = "tests/casework/systematic-follow-up.db.test.ts";
const delivery = "tests/oracle/delivery.db.test.ts";

// prettier-ignore
export const promises: readonly Promised[] = [
  ["92cfe707", "Det här är en specifikation att lämna till leverantören av ert v", null],
  ["c14e55be", "Med sex filer ur det kan Förtrogen räkna fram barnens delaktighe", [[delivery, "from a delivered folder to the answered questionnaire"]]],
  ["8b4eef90", "Förtrogen skriver ut sina egna uppgifter i samma format (`fortro", [[ownRows, "gives the same answers in an empty municipality"], [exportExtract, "gives back any extract it was given"]]],
  ["9edbd196", "En mapp med CSV-filer, en zip av mappen, eller en arbetsbok (.xl", [[importExtract, "stores the same rows whatever the dress of the delivery"]]],
  ["a7553c2a", "Bladet heter som filen utan `.csv`.", [[importExtract, "reads a workbook as a spreadsheet writes it"]]],
  ["53a75f9d", "`barn.csv` ska alltid finnas.", [[brokenExtracts, "tells of %s, once, where it is"]]],
  ["006f553c", "De andra filerna kan utelämnas, men då kan frågor som bygger på ", [[questionnaireAnswers, "say that what was never delivered is missing"]]],
  ["688cd702", "En fil med bara rubrikrad betyder att det inte fanns något att l", [[questionnaireAnswers, "say that what was never delivered is missing"], [extract, "nothing at all is six files with headings"]]],
  ["c4df201b", "Helst UTF-8 och kommatecken enligt RFC 4180.", [[exportExtract, "writes what came in, sorted, in the format's own dress"]]],
  ["dde4aaab", "Semikolon, byte order mark (BOM) och Windows-1252 går också att ", [[importExtract, "stores the same rows whatever the dress of the delivery"], [foreignExtracts, "text in every encoding and with every separator"]]],
  ["e38eebf7", "Första raden är en rubrikrad med kolumnernas namn.", [[brokenExtracts, "tells of %s, once, where it is"]]],
  ["9f5ec518", "Ordningen är fri.", [[importExtract, "stores the same rows whatever the dress of the delivery"]]],
  ["e39fc0bb", "Valfria kolumner får utelämnas.", [[foreignExtracts, "an absent column leaves what is there alone and says so"]]],
  ["2b29674b", "Okända kolumner läses inte.", [[brokenExtracts, "warns of %s and imports"]]],
  ["f4dd02cc", "Datum skrivs `ÅÅÅÅ-MM-DD` och tidpunkter `ÅÅÅÅ-MM-DDTHH:MM`.", [[values, "a cell"]]],
  ["28b962a4", "Tom cell betyder att uppgiften inte är känd.", [[foreignExtracts, "an empty cell of a column that is there empties"]]],
  ["94b4ba51", "Koder läses utan hänsyn till stora och små bokstäver och blankte", [[values, "a cell"]]],
  ["77ad6c42", "Flera värden i samma cell skiljs med `|`.", [[values, "a cell"]]],
  ["9b83890d", "Id är avsändarens egna, högst 200 tecken, och unika inom filen.", [[brokenExtracts, "tells of %s, once, where it is"]]],
  ["82ae2f22", "De ska vara desamma i varje leverans.", [[importExtract, "counts what is new, changed, unchanged and missing"]]],
  ["7fbad717", "Använd inte personnummer som id.", [[values, "never shows what could be an identity number"]]],
  ["a1d0c87b", "Version 1 har fått kolumner som inte fanns från början: vem som ", [[extractDeciders, "who decided, in the open extract"], [systematicFollowUp, "leaves with the open extract by its latest day"]]],
  ["136cb6de", "De är valfria.", [[extractDeciders, "is left alone by a delivery without the columns"]]],
  ["b43e84cb", "En kolumn som utelämnas lämnar det som redan är läst in orört.", [[foreignExtracts, "an absent column leaves what is there alone and says so"]]],
  ["9e5a6218", "Namn på barn, vårdnadshavare, anmälare eller handläggare behövs ", [[extractDeciders, "an employee by identifier"]]],
  ["d3588bad", "★ = obligatorisk kolumn.", [[format, "is what the page for suppliers says"]]],
  ["5a7a512b", "Varje fel anges med fil, rad (rubrikraden är rad 1), kolumn, vad", [[cliImport, "lists every error and leaves with 1"], [brokenExtracts, "tells of %s, once, where it is"]]],
  ["6c8a417b", "Finns det fel läses ingenting in, om man inte väljer `--skip-err", [[importExtract, "imports nothing on an error, and what is right when asked"], [importExtract, "keeps the earlier version of a row that is wrong this time"]]],
  ["ffdf384c", "Fel är bland annat:", null],
  ["7bc49a6d", "en fil, kolumn eller rad som inte går att läsa, eller en obligat", [[brokenExtracts, "tells of %s, once, where it is"], [foreignExtracts, "a null byte is an error with row and column"]]],
  ["32936872", "en kod, ett datum eller en tidpunkt som inte finns", [[brokenExtracts, "tells of %s, once, where it is"]]],
  ["957634a6", "samma id på två rader, eller samma personnummer på två barn", [[brokenExtracts, "tells of %s, once, where it is"]]],
  ["899d0835", "en hänvisning till ett barn, en utredning eller en insats som va", [[brokenExtracts, "tells of %s, once, where it is"], [importExtract, "knows the rows of earlier deliveries"]]],
  ["8570cc23", "en hänvisning till ett annat barns utredning eller insats", [[brokenExtracts, "tells of %s, once, where it is"]]],
  ["4b0a4ab0", "ett slut före början (`avslutad` före `inledd`, `forlangd_till` ", [[brokenExtracts, "tells of %s, once, where it is"]]],
  ["5e434f92", "ett personnummer med fel kontrollsiffra, ett födelsedatum i fram", [[brokenExtracts, "tells of %s, once, where it is"]]],
  ["37b3922a", "Varningar stoppar inte inläsningen:", [[brokenExtracts, "warns of %s and imports"]]],
  ["9feec1b7", "en okänd fil eller kolumn", [[brokenExtracts, "warns of %s and imports"]]],
  ["2661195f", "ett samtal i fas utredning utan `utredning_id`, eller i fas plan", [[brokenExtracts, "warns of %s and imports"]]],
  ["d25aba7a", "planering eller uppföljning av en placering: bara öppna insatser", [[brokenExtracts, "warns of %s and imports"]]],
  ["62adb8f1", "datum i framtiden, datum i ovanlig ordning, ett personnummer var", [[brokenExtracts, "warns of %s and imports"]]],
  ["5aa2503d", "Samma leverans två gånger ändrar ingenting.", [[importExtract, "counts what is new, changed, unchanged and missing"]]],
  ["b51d3e76", "En ny leverans lägger till nya rader och ändrar dem som har ändr", [[importExtract, "counts what is new, changed, unchanged and missing"]]],
  ["1696baf9", "Rader som fanns tidigare men saknas i leveransen finns kvar och ", [[importExtract, "counts what is new, changed, unchanged and missing, and removes only when asked to replace"]]],
  ["e8a75238", "`fortrogen import <mapp, zip, xlsx eller ods>` läser in, och sid", [[cliImport, "imports, exports and imports again without a change"], [pagesImport, "imports in the web"]]],
];
