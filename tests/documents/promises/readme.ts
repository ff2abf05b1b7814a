import type { Promised } from "../promised.ts";

const extract = "demo/extract.test.ts";
const load = "demo/load.db.test.ts";
const remove = "demo/remove.db.test.ts";
const examples = "packages/statistics/examples/examples.test.ts";
const page = "packages/analysis-plan/src/page/page.test.ts";
const run = "packages/analysis-plan/src/run.test.ts";
const checkRepository = "scripts/check-repository.test.ts";
const analyse = "src/app/cli/analyse.test.ts";
const answer = "src/app/cli/answer.db.test.ts";
const cliImport = "src/app/cli/import.db.test.ts";
const main = "src/app/cli/main.test.ts";
const rules = "src/casework/participation/rules.test.ts";
const brokenExtracts = "src/followup/exchange/broken-extracts.db.test.ts";
const exportExtract = "src/followup/exchange/export-extract.db.test.ts";
const importExtract = "src/followup/exchange/import-extract.db.test.ts";
const questionnaireAnswers = "src/followup/questionnaire/answers.test.ts";
const pagesAnswers = "src/followup/questionnaire/pages/answers.db.test.ts";
const verifyLog = "src/platform/core/verify-log.db.test.ts";
const migrate = "src/platform/database/migrate.db.test.ts";
const work = "src/portals/desk/work.test.ts";
const refusals = "tests/casework/refusals.db.test.ts";
const caseworkWholeWay = "tests/casework/whole-way.db.test.ts";
const contributing = "tests/documents/contributing.test.ts";
const handedOut = "tests/documents/handed-out.test.ts";
const readme = "tests/documents/readme.test.ts";
const accessPages = "tests/e2e/access-pages.test.ts";
const everyPage = "tests/e2e/every-page.test.ts";
const exchange = "tests/e2e/exchange.test.ts";
const e2eWholeWay = "tests/e2e/whole-way.test.ts";
const described = "tests/operations/described.db.test.ts";
const lockFile = "tests/operations/lock-file.test.ts";
const nationalSurvey = "tests/pages/national-survey.db.test.ts";
const oracleAnswers = "tests/oracle/answers.db.test.ts";
const delivery = "tests/oracle/delivery.db.test.ts";
const disclosure = "tests/oracle/disclosure.test.ts";
const demoEmergency = "tests/security/demo-emergency.db.test.ts";
const httpSecrecy = "tests/security/http-secrecy.db.test.ts";
const selfGiven = "tests/security/self-given.db.test.ts";
const deliver = "src/survey/deliveries/deliver.db.test.ts";
const fieldwork = "src/survey/fieldwork/fieldwork.db.test.ts";
const roundPages = "tests/survey/round-pages.db.test.ts";
const agencyResults = "tests/survey/agency-results.db.test.ts";
const demoGuard = "tests/sign-on/demo-guard.db.test.ts";
const firstPerson = "tests/sign-on/first-person.db.test.ts";

// prettier-ignore
export const promises: readonly Promised[] = [
  ["d366f8d1", "The open system for Swedish municipal child and family social se", null],
  ["97ddf31f", "It runs the case from the first report of concern to the last fo", [[caseworkWholeWay, "a report of concern goes all the way to a closed follow-up"], [oracleAnswers, "the national questionnaire beside the independent calculation"]]],
  ["c5cd9307", "_Väl förtrogen_: well acquainted with.", null],
  ["923796e1", "_Förtroende_: trust.", null],
  ["6d773faa", "Licence: EUPL-1.2.", [[handedOut, "has what the standard asks for, and the licence of the program"]]],
  ["2a1c6f8b", "You need Node.js (20 or later, any) and git.", [[contributing, "the Node that is asked for"]]],
  ["0f115aec", "Nothing else: the right Node, PostgreSQL and a browser for the t", [[lockFile, "holds Node itself, pinned to one version for every platform"], [lockFile, "no script of ours fetches a program"]]],
  ["87b28931", "The start page leads with one press to the questionnaire already", [[everyPage, "leads to the answers and to the work list at one press"], [e2eWholeWay, "three clicks from the front page"]]],
  ["ccd736b0", "Below them one can be anybody in _Demokommunen_, where every per", [[everyPage, "every link answers and every kind of page is sound"], [demoEmergency, "every one of the demo's staff that the front page offers"]]],
  ["70a88d55", "As **Karin Lindahl, socialsekreterare**: the work list.", [[load, "the people that the README names are there to be"]]],
  ["af67e2ab", "Open a case, record a conversation, take in a report of concern ", [[e2eWholeWay, "a report of concern goes all the way to a closed case"]]],
  ["a7259bb4", "As **Fatima Warsame, kvalitetsutvecklare**: the national questio", [[load, "the people that the README names are there to be"], [exchange, "the analyst mends a delivery, imports it, reads the answers"]]],
  ["0ee1d5dc", "Whole surveys are answered under _Enkäter_, read as forms under ", [[nationalSurvey, "the whole form is answered, signed and fetched"], [everyPage, "every page"]]],
  ["1cbbb170", "What you do stays until the demo is reset with `npx fortrogen de", [[remove, "gives the same as a fresh one, whatever was done in it"]]],
  ["c02858e5", "Where `OIDC_ISSUER` or `BASE_URL` is set the demo is neither loa", [[demoGuard, "beside the municipality's sign-on, or an address for others, there is no demo"], [remove, "takes every row of it from every table, its log too"]]],
  ["ba8f3020", "Caseworker | shows what must happen in my cases, by when and by ", [[work, "sorts what must be done by day"], [e2eWholeWay, "an ordinary conversation is recorded from the keyboard alone"]]],
  ["c89b251e", "Team leader | distributes cases, sees what is getting late, sees", [[selfGiven, "of two leaders who distribute a case the second is told"], [accessPages, "a case is broken open from the search"], [httpSecrecy, "those who may see the case"]]],
  ["e3ee00ab", "Quality analyst | answers the national questionnaire with one co", [[questionnaireAnswers, "the answers"], [disclosure, "hidden cells"], [answer, "prints a table no wider than 100 characters"]]],
  ["007df308", "A municipality with another case system | delivers the open extr", [[delivery, "from a delivered folder to the answered questionnaire"], [exportExtract, "gives back any extract it was given"]]],
  ["0384c4aa", "Operator | one program, one PostgreSQL (operations), the municip", [[lockFile, "no script of ours fetches a program"], [verifyLog, "finds an untouched log whole"], [firstPerson, "lets the first operator and the first caseworker in"]]],
  ["08a6cbeb", "Agency | asks the municipalities by link or signed delivery, fol", [[roundPages, "of five questions is set up and sent to all 303"], [deliver, "is kept byte for byte, answered with a receipt"], [fieldwork, "by day: the true days, received and signed"], [agencyResults, "is kept with its number, digest, program"]]],
  ["ca57ecb2", "In every phase the child is **informed**, **heard**, **weighed**", [[rules, "nothing recorded: all four, in order"]]],
  ["6d2383de", "Each step has a record, or a reason and, where it makes sense, a", [[rules, "participation-step"], [rules, "reasons"]]],
  ["b5172d73", "The database refuses to close a phase otherwise: there is no row", [[caseworkWholeWay, "a phase is not closed, and nothing is saved, while a step has neither record nor reason"], [refusals, "record the last two steps: the phase is closed"]]],
  ["0d8191cf", "The first line makes up a delivery such as the present case syst", [[extract, "the extract keeps the format"], [readme, "every command of the README works as typed"]]],
  ["28b6f668", "A folder, a zip or an Excel workbook.", [[importExtract, "stores the same rows whatever the dress of the delivery"], [extract, "a zip holds the same"]]],
  ["3996df04", "Every error is listed with file, row, column and what to do, and", [[cliImport, "lists every error and leaves with 1"], [brokenExtracts, "a broken delivery"]]],
  ["3a7d92d2", "Running it again changes nothing.", [[cliImport, "imports, exports and imports again without a change"]]],
  ["8cd94b17", "`--help` on every command; exit 0 done, 1 the data is wrong, 2 w", [[main, "explains %s in Swedish"], [cliImport, "leaves with 2 when used wrongly"]]],
  ["893edba8", "`--format json|csv|xlsx` for machines and spreadsheets, `--all` ", [[answer, "prints an array for all municipalities, by code"], [answer, "writes CSV with Swedish column names and a workbook"]]],
  ["3499d5e4", "Each answer carries its population, numerator, denominator and r", [[questionnaireAnswers, "explain every missing figure in plain words and every figure by its rule"]]],
  ["271a1889", "The same as a page: _Nationella enkäten_.", [[pagesAnswers, "shows every question of a part with its answer"]]],
  ["e4d67029", "A plan names data (CSV or Parquet), design, margins, disclosure ", [[examples, "examples"], [run, "run"]]],
  ["871dac5b", "The folder gets a page with charts and tables in Swedish or, as ", [[analyse, "writes a Swedish page and the figures, without a database"], [page, "page"]]],
  ["7407e5bb", "It needs no database.", [[analyse, "writes a Swedish page and the figures, without a database"]]],
  ["eb53610e", "`PORT` | port of the web server (3000)", [[described, "every setting that the program reads is described"]]],
  ["add6f075", "`FORTROGEN_DATA` | folder of the embedded database (`.data/`)", [[described, "every setting that the program reads is described"]]],
  ["dc61c91b", "`DATABASE_URL` | a PostgreSQL 15 or later instead of the embedde", [[migrate, "a server that cannot be used"]]],
  ["3eff3356", "`OIDC_…` | the municipality's own sign-on, see security", [[described, "every setting that the program reads is described"]]],
  ["5ca270cb", "Architecture · the law as dated data · glossary · security · ope", [[checkRepository, "the check of the repository"]]],
];
