import type { Promised } from "../promised.ts";

const population = "tests/identity/population-register.db.test.ts";
const agenda = "tests/casework/agenda.db.test.ts";
const answerLinkAbuse = "tests/survey/answer-by-link-abuse.db.test.ts";
const digitalPost = "tests/casework/digital-post.db.test.ts";
const demoAgency = "demo/agency.db.test.ts";
const remove = "demo/remove.db.test.ts";
const analyse = "src/app/cli/analyse.test.ts";
const answer = "src/app/cli/answer.db.test.ts";
const cliImport = "src/app/cli/import.db.test.ts";
const main = "src/app/cli/main.test.ts";
const survey = "src/app/cli/survey/survey.test.ts";
const tables = "src/app/cli/survey/tables.test.ts";
const keptPublication = "src/app/cli/survey/kept-publication.db.test.ts";
const clamd = "src/platform/files/clamd.test.ts";
const receive = "src/platform/files/receive.test.ts";
const register = "src/followup/register/register.db.test.ts";
const registerPages = "src/followup/register/pages/register-pages.db.test.ts";
const pagesImport = "src/followup/exchange/pages/import.db.test.ts";
const upload = "src/followup/exchange/upload.test.ts";
const recentAnswers = "src/followup/questionnaire/recent-answers.test.ts";
const leapDay = "src/platform/basics/leap-day.test.ts";
const verifyLog = "src/platform/core/verify-log.db.test.ts";
const connect = "src/platform/database/connect.db.test.ts";
const embedded = "src/platform/database/embedded.db.test.ts";
const lostConnections = "src/platform/database/lost-connections.db.test.ts";
const migrate = "src/platform/database/migrate.db.test.ts";
const upgrade = "tests/upgrade/upgrade.db.test.ts";
const server = "src/platform/database/server.test.ts";
const makePdf = "src/platform/documents/make-pdf.test.ts";
const queue = "src/platform/jobs/queue.db.test.ts";
const messages = "src/platform/messages/messages.test.ts";
const sendByButton = "src/survey/deliveries/send-by-button.db.test.ts";
const send = "src/platform/messages/send.db.test.ts";
const links = "src/survey/rounds/link.db.test.ts";
const deliveriesAtCommand = "src/app/cli/survey/deliveries.db.test.ts";
const sending = "src/survey/deliveries/sending.db.test.ts";
const clocksAbuse = "tests/casework/clocks-abuse.db.test.ts";
const whoDecides = "tests/casework/who-decides.db.test.ts";
const crash = "tests/crash/crash.test.ts";
const recovery = "tests/crash/recovery.test.ts";
const handedOut = "tests/documents/handed-out.test.ts";
const npmStart = "tests/documents/npm-start.test.ts";
const quoted = "tests/documents/quoted.test.ts";
const securitySettings = "tests/documents/security-settings.test.ts";
const agency = "tests/operations/agency.db.test.ts";
const apart = "tests/operations/apart.db.test.ts";
const backup = "tests/operations/backup.db.test.ts";
const described = "tests/operations/described.db.test.ts";
const delegationAtCommand = "src/app/cli/delegation.db.test.ts";
const ownAreas = "tests/casework/own-areas.db.test.ts";
const areaFile = "src/casework/investigation/structure-file.test.ts";
const documentedCommands = "tests/operations/documented-commands.test.ts";
const fullDisk = "tests/operations/full-disk.db.test.ts";
const hit = "tests/operations/hit.db.test.ts";
const investigate = "tests/operations/investigate.db.test.ts";
const jobs = "tests/operations/jobs.db.test.ts";
const logHeads = "tests/operations/log-heads.db.test.ts";
const watch = "tests/operations/watch.db.test.ts";
const workers = "tests/operations/workers.db.test.ts";
const drafts = "tests/pages/drafts.db.test.ts";
const emergency = "tests/security/emergency.db.test.ts";
const agencyResults = "tests/survey/agency-results.db.test.ts";
const sendings = "tests/survey/sendings.db.test.ts";
const sendCommand = "tests/survey/send-command.db.test.ts";
const formerCaseworkers = "tests/security/former-caseworkers.db.test.ts";
const limitsBeforeWork = "tests/security/limits-before-work.db.test.ts";
const limits = "tests/security/limits.db.test.ts";
const demoGuard = "tests/sign-on/demo-guard.db.test.ts";
const forgedTokens = "tests/sign-on/forged-tokens.db.test.ts";
const serve = "tests/sign-on/serve.db.test.ts";
const signOff = "tests/sign-on/sign-off.db.test.ts";

// prettier-ignore
export const promises: readonly Promised[] = [
  ["187ace7d", "How to run Förtrogen, keep its data safe, and what to do when so", null],
  ["90d59f13", "Messages are quoted as they stand on the screen, in Swedish.", [[quoted, "is on the screen or in the program's log"]]],
  ["af7c3844", "All settings are environment variables; there is no settings fil", [[described, "every setting that the program reads is described"]]],
  ["a73468b6", "`PORT` | `3000` | Port of the web server", [[serve, "says what to do when the port is taken"]]],
  ["8b5d3d7f", "`FORTROGEN_DATA` | `.data` | Folder of the embedded PostgreSQL: ", [[embedded, "keeps its secrets to itself"]]],
  ["63b355b7", "`DATABASE_URL` | – | Address of a PostgreSQL 15 or later instead", [[server, "is DATABASE_URL, acting as the program's role"], [migrate, "saves nothing of a run in which a file fails"]]],
  ["c1136b84", "`DATABASE_APP_URL` | – | A sign-in of its own for the program. `", [[apart, "says what to do where the database was never migrated, and serves after the one step"]]],
  ["858a4083", "`LOG_KEY`, `LOG_HEADS`, `LOG_HEADS_TOKEN` | – | The file of the ", [[logHeads, "writes the heads, one of two web processes alone"], [logHeads, "goes to an address"]]],
  ["0ec6da90", "`TEST_DATABASE_URL` | – | Server for the test suite. Its user ne", null],
  ["2e040baf", "`HOST` | `127.0.0.1`; `0.0.0.0` with `BASE_URL` | The address th", [[securitySettings, "listens on the machine itself"]]],
  ["9ecbb153", "`BASE_URL` | – | The address people use, such as `https://fortro", [[securitySettings, "two years of https alone"], [securitySettings, "__Host-fortrogen"]]],
  ["4b6d136f", "`OIDC_ISSUER`, `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET`, `OIDC_MAP", [[demoGuard, "serves an empty database without loading the demo"]]],
  ["906ef668", "`SESSION_IDLE_MINUTES`, `SESSION_MAX_MINUTES` | 30, 600 | How lo", [[securitySettings, "limits: 30 idle minutes"]]],
  ["022d609b", "`DRAFT_KEY` | `draft.key` in the data folder, made at the first ", [[drafts, "sealed, and gone when its days are over"], [securitySettings, "DRAFT_KEY"]]],
  ["adbb3e31", "`SURVEY_KEY` | `survey.key` in the data folder, made at the firs", [[links, "is 43 signs of an address"], [securitySettings, "SURVEY_KEY"]]],
  ["cae80621", "`SIGNING_KEYS` | `signing-keys` in the data folder | The folder ", [[deliveriesAtCommand, "a key is made and shown"], [sending, "keeps its key where its owner alone reads it"]]],
  ["95c97fb5", "`TRUST_PROXY` | – | `1` behind a proxy that sets `X-Forwarded-Fo", [[securitySettings, "X-Forwarded-For is believed only"]]],
  ["c4e49656", "`METRICS_PORT`, `METRICS_HOST`, `METRICS_TOKEN` | –, `127.0.0.1`", [[watch, "is nowhere unless asked for, and with a token only for who has it"], [watch, "on a port of its own"]]],
  ["5007ca2b", "`LOG_FORMAT` | `json` in production, else `text` | How the progr", [[watch, "the program's log"], [npmStart, "the same where the output is collected"]]],
  ["fb1d11b9", "`NODE_ENV` | – | `production`: the log is written as JSON", [[npmStart, "LOG_FORMAT or production asks for JSON"]]],
  ["f409fc0e", "`OIDC_ACR_VALUES`, `OIDC_AMR_VALUES` | – | How a person must hav", [[forgedTokens, "is asked for"]]],
  ["085eb26f", "`SMTP_HOST`, `SMTP_PORT`, `SMTP_TLS`, `SMTP_USER`, `SMTP_PASSWOR", [[messages, "send nothing anywhere unless told"], [messages, "ask for TLS before anything is said"]]],
  ["7d8c6d83", "`SMS_URL`, `SMS_SECRET` | – | The service that sends SMS, and wh", [[send, "is handed over signed"]]],
  ["3f6e811c", "`POPULATION_URL`, `POPULATION_SECRET`, `POPULATION_FOLDER` | – | ", [[population, "not where nothing is set up, where the secret is short"], [population, "takes the question by a name that tells nothing"]]],
  ["a48618cc", "`population read` | `--folder`, `--municipality`, `--format` | th", [[population, "takes the question by a name that tells nothing"]]],
  ["9164ffce", "What the register says of somebody in an open case is held again", [[population, "what is ticked is written in with its day and source"]]],
  ["279c8dd8", "What is otherwise waits there until the responsible caseworker h", [[population, "what is ticked is written in with its day and source"], [population, "that is stronger is written at once, in every case"]]],
  ["cbe204f7", "Nothing is kept of anybody else, and no address of somebody prot", [[population, "of those who are in no open case nothing is kept"], [population, "an address that was proposed before the protection"]]],
  ["47f7acbd", "**A peer** (`POPULATION_URL`, `POPULATION_SECRET`): a program of", null],
  ["9160636e", "It is asked by the button on a person's page, `{ \"ask\": \"pers", [[population, "signed, with the number in the body alone"], [population, "nothing is changed"]]],
  ["34460de0", "**A folder** (`POPULATION_FOLDER`): questions lie in `ut`; files", [[population, "takes the question by a name that tells nothing"]]],
  ["dab91267", "What is wrong with a file is told by its place, and nothing of t", [[population, "a file with a fault is told by its place"]]],
  ["e4975d57", "A record is in a form of our own: `identityNumber` (twelve digit", [[population, "what is ticked is written in with its day and source"]]],
  ["0b5b40e9", "Navet, the tax agency's service for authorities, is not spoken ", null],
  ["30fe6613", "General knowledge, not read in its description and to be checked", null],
  ["382d9465", "Such a post becomes a record field by field; the one who keeps t", null],
  ["d84f28b6", "`DIGITAL_POST_URL`, `DIGITAL_POST_SECRET` | – | The supplier of ", [[digitalPost, "is given to the supplier signed, once for each message"], [messages, "that are wrong are named and not quoted"]]],
  ["d10b3af6", "`CLAMD_HOST`, `CLAMD_PORT`, `CLAMD_SOCKET` | –, `3310`, – | The ", [[clamd, "are none, a host or a socket"], [clamd, "are refused by name where they cannot be"]]],
  ["c263286c", "`MESSAGE_PHONE` | – | The telephone number that stands in messag", [[messages, "is short enough for an SMS, with the number to ring or the switchboard"]]],
  ["48ff1d57", "`MESSAGE_OUTBOX` | `outbox` in the data folder where the demo ma", [[messages, "have an outbox in the data folder where the demo may be shown"]]],
  ["e9284de3", "`LEAP_DAY_BIRTHDAY` | `02-28` | When whoever is born on 29 Febru", [[leapDay, "born on 29 February"]]],
  ["68e8a95b", "`TMPDIR` | `/tmp` | Where an upload lies while it is imported, a", [[upload, "never outside the temporary folder"], [documentedCommands, "works as typed"]]],
  ["f349cb90", "`FORTROGEN_DEBUG` | – | `1`: an unexpected fault of a command te", [[main, "FORTROGEN_DEBUG"]]],
  ["a3f355a6", "`NO_COLOR`, `SOURCE_DATE_EPOCH`, `CHROMIUM`, `PROPERTY_SEED` | –", null],
  ["79f2ecf9", "`DATABASE_URL` is the owner's address and `DATABASE_APP_URL` the", [[apart, "with DATABASE_APP_URL alone"]]],
  ["3a1616b6", "With both, or with the program's alone, only `fortrogen migrate`", [[apart, "says what to do where the database was never migrated"], [migrate, "its program acts as fortrogen_app with the same sign-in"], [embedded, "keeps its secrets to itself"]]],
  ["143bf005", "See with a server of your own.", null],
  ["77f7887d", "Three rules are data of the municipality's own.", [[described, "the municipality's own rules are set as the statements stand there"]]],
  ["2f70d801", "The first: for how many days those who worked in a case may stil", [[formerCaseworkers, "is finished for a week by those who worked in it"]]],
  ["611c3844", "Without a row it is seven; the owner of the database adds one, f", [[formerCaseworkers, "is left at once where the municipality gives no days"], [described, "the municipality's own rules are set"]]],
  ["c302e5fb", "The second: to whom the board has entrusted decisions that canno", [[whoDecides, "are the municipality's to entrust, from a day"]]],
  ["188d4056", "Without a row it is the chair or an appointed member (`ordförand", [[whoDecides, "are the municipality's to entrust, from a day"]]],
  ["31655953", "It is written on the page _Brådskande beslut_ (`/delegation/brad", [[agenda, "the chair's urgent decisions are entrusted on a page, from a day"], [whoDecides, "are the municipality's to entrust, from a day"]]],
  ["ccd944c0", "The third: for how many hours a case may be broken open in an em", [[emergency, "where the municipality has decided so"]]],
  ["97dcf13e", "Without a row it is four, and yes:", [[emergency, "opens another unit's case for four hours"]]],
  ["bcfdbdda", "A password in an address must be URL-encoded (`@` is `%40`, `/` ", [[server, "the server that the environment names"]]],
  ["ac2c8af8", "Nothing to install: PostgreSQL 18 comes with npm.", [[embedded, "keeps its secrets to itself"]]],
  ["7b225d6c", "The first start makes the database (about one second), later sta", null],
  ["284516f8", "It listens on 127.0.0.1 only, on a free port that it remembers; ", [[embedded, "on the port it remembers"], [embedded, "keeps its secrets to itself"]]],
  ["669fff1a", "**Who it runs as.** PostgreSQL refuses root.", null],
  ["eb649547", "Started by root, Förtrogen runs it as the owner of the data, els", null],
  ["2c9989bb", "Where that user cannot enter the folders above (a clone under `/", null],
  ["a8d4c90d", "In production: start as an ordinary user, in a folder such as `/", null],
  ["1554a293", "**Several processes share it** (the web server and the command l", [[embedded, "is shared by several processes"]]],
  ["da0f8e2c", "The last one out stops it.", [[embedded, "stops when the last user leaves"]]],
  ["df9641a0", "If a process is killed, a small helper (`watchdog.mjs`) stops Po", [[embedded, "stops when its only user is killed"], [embedded, "goes on when one of two users is killed"]]],
  ["adfd619b", "**It comes back by itself.** If PostgreSQL alone is killed, the ", [[embedded, "is started again on the same port when it alone is killed"]]],
  ["e34cd8d3", "If everything is killed, the next start recovers.", [[embedded, "keeps what was acknowledged when user and PostgreSQL are killed together"]]],
  ["ca6d7784", "Every acknowledged write is on disk (`fsync` and `synchronous_co", [[crash, "in the middle of 200 concurrent writes"], [embedded, "writes to the disk before it acknowledges"]]],
  ["9932feaf", "**The folder must be on a local disk** and belong to one machine", null],
  ["5c711859", "Never share it between containers: a process cannot see across t", null],
  ["db14bb9f", "**Its log holds no personal data**: no statements, no values, no", [[embedded, "writes nothing of a row in its log"]]],
  ["c6724c10", "It cannot run on Alpine and other systems without glibc: set `DA", null],
  ["922d6382", "Do this once, as the server's administrator:", [[recovery, "docs/operations.md, to a moment and a standby"], [handedOut, "makes the roles of docs/operations.md"]]],
  ["687326ad", "Run the owner's step by itself, and the web without the owner's ", [[apart, "says what to do where the database was never migrated, and serves after the one step"]]],
  ["a5576ad2", "`serve`, `import`, `export`, `answer`, `jobs`, `municipality lis", [[apart, "with DATABASE_APP_URL alone"], [jobs, "with the program's own sign-in alone"]]],
  ["ed99a69c", "`migrate`, `municipality add`, `demo`, `backup`, `restore` and `", [[apart, "with DATABASE_APP_URL alone"], [investigate, "needs the owner"]]],
  ["28cdd9d9", "Where `DATABASE_APP_URL` is set, nothing but `fortrogen migrate`", [[apart, "says what to do where the database was never migrated"], [apart, "serve warns of a sign-in of the program's"]]],
  ["9864344d", "With `DATABASE_URL` alone the program migrates at the start and ", [[migrate, "its program acts as fortrogen_app with the same sign-in"], [server, "is DATABASE_URL, acting as the program's role"]]],
  ["ca9944ce", "That is enough to try, but a program that was taken over could t", [[apart, "serve warns of a sign-in of the program's that could take the owner's rights"]]],
  ["92d471e1", "If the owner has `CREATEROLE`, the roles are made for you.", [[migrate, "migrates once it has the roles"]]],
  ["786156b4", "The start says what is missing:", [[migrate, "is told which right it lacks and how to get it"]]],
  ["dd21139e", "”PostgreSQL 14 är för gammal. Förtrogen kräver PostgreSQL 15 ell", [[migrate, "a server that cannot be used"], [quoted, "is on the screen"]]],
  ["092bbcc6", "”Databasanvändaren … får inte skapa scheman i databasen …” | `GR", [[migrate, "is told which right it lacks and how to get it"]]],
  ["f6b6ca4d", "”Databasanvändaren … får inte skapa roller …” | `ALTER ROLE … CR", [[migrate, "is told which right it lacks and how to get it"]]],
  ["f0649711", "”Databasanvändaren … får inte arbeta som rollen …” | `GRANT fort", [[migrate, "is told when it may not act as the roles"]]],
  ["fdf07330", "The server must be built with ICU (every common distribution is)", [[connect, "sorts by the Swedish alphabet"]]],
  ["b6b271ae", "A pooler in front (PgBouncer) must be in transaction mode with `", [[server, "has a sign-in of its own for the program where DATABASE_APP_URL says so"]]],
  ["98b97007", "`compose.yml` runs the program beside a PostgreSQL of its own: i", [[handedOut, "runs the commands of docs/operations.md"], [handedOut, "makes the roles of docs/operations.md"]]],
  ["8bf23097", "The web runs as an ordinary user, writes nowhere but in its data", [[handedOut, "runs as an ordinary user"], [handedOut, "gives the web no more than it needs"]]],
  ["d93ec4d4", "Letters and digits in the passwords; other characters must be UR", null],
  ["eb81fe19", "The settings of the sign-on and of messages (`OIDC_ISSUER`, `SMT", [[handedOut, "sets nothing that docs/operations.md does not describe"]]],
  ["c782401b", "Take backups with `fortrogen backup` as the owner, from a machin", null],
  ["0690a8e8", "`/halsa` | 200 as long as the process lives; asks nothing of the", [[watch, "/halsa and /redo answer when every connection of the program is taken"], [watch, "/halsa lives on"]]],
  ["45f26d20", "`/redo` | 200 where a row can be written (and is taken back) on ", [[watch, "/redo says no where nothing can be written"], [fullDisk, "/redo says that nothing can be saved"], [watch, "/redo leaves nothing behind"]]],
  ["b4fde842", "`/matt` | 200 with measures for Prometheus, 404 unless `METRICS_", [[watch, "is nowhere unless asked for"]]],
  ["4dd03924", "`METRICS_PORT=9464` serves `/matt` and nothing else on 127.0.0.1", [[watch, "on a port of its own"]]],
  ["9215d12c", "`METRICS_TOKEN` serves it on the web's port too, for who sends i", [[watch, "with a token only for who has it"]]],
  ["074dd6fe", "No measure names a person, a case or a municipality.", [[watch, "and nothing about anybody"]]],
  ["8663b7eb", "`fortrogen_request_seconds` | how many requests and how long, by", [[watch, "tells requests by kind of page"], [described, "every measure is described"]]],
  ["696c805a", "`fortrogen_job_seconds`, `fortrogen_job_last_success_seconds` | ", [[described, "every measure is described"], [watch, "/matt tells when the logs were last checked"]]],
  ["c76138dd", "`fortrogen_jobs` | jobs that are not done, by kind and state: `w", [[described, "every measure is described"], [watch, "on a port of its own"]]],
  ["84787869", "`fortrogen_web_processes` | web processes of the machine that an", [[workers, "tell what they measured together"]]],
  ["329ee58b", "`fortrogen_database_connections` | the process's connections: in", [[lostConnections, "the pool tells who waits"], [watch, "tells requests by kind of page, connections"]]],
  ["b589bf3b", "`fortrogen_database_up` | 0 where the database could not be aske", [[described, "every measure is described"], [watch, "/redo says no where nothing can be written"]]],
  ["b8d3847c", "`fortrogen_imports_running` | imports under way | one for hours", [[watch, "tells requests by kind of page, connections, imports and the log"]]],
  ["3b498df2", "`fortrogen_log_unsealed_events`, `fortrogen_log_oldest_unsealed_", [[watch, "tells requests by kind of page, connections, imports and the log"]]],
  ["24f2cafc", "`fortrogen_log_head_age_seconds` | the age of the newest seal; g", [[described, "every measure is described"]]],
  ["a3f58e58", "`fortrogen_log_exported_age_seconds` | since the heads were told", [[watch, "/matt tells when the logs were last checked and told outside"]]],
  ["cfd5a9ea", "`fortrogen_log_checked_age_seconds` | since the check of the log", [[watch, "/matt tells when the logs were last checked and told outside"]]],
  ["8342d5a1", "`fortrogen_logs_not_whole` | municipalities whose log was not wh", [[watch, "how many were not whole"]]],
  ["fe6a978a", "The web processes of one machine tell together, whichever of the", [[workers, "tell what they measured together"]]],
  ["a5c3d537", "What the database tells is the same everywhere: take the largest", null],
  ["50429a92", "The usual measures of Node (`process_…`, `nodejs_…`) come with t", [[described, "every measure is described"]]],
  ["aacb261f", "Four processes share the port, and one more starts them: about o", [[workers, "share the port, the sign-on and the forms"]]],
  ["f823b8b7", "One that is killed is started again while the others answer; a s", [[workers, "one that is killed is started again"], [workers, "a stop finishes what is asked for"]]],
  ["844a851b", "Sign-on, sessions, forms, drafts, limits and jobs stand in the d", [[workers, "share the port, the sign-on and the forms"], [workers, "count limits together"]]],
  ["8db43265", "Lines of the log name the process (`worker`).", [[workers, "one that is killed is started again"]]],
  ["84cace07", "Each may take 17 connections of the database's `max_connections`", [[described, "the connections and the jobs"]]],
  ["a79969f4", "The same holds for several machines, where `DRAFT_KEY`, `SURVEY_", null],
  ["37792208", "Two things are remembered by each process for itself, and may di", [[recentAnswers, "until it is thirty seconds old"], [described, "the connections and the jobs"]]],
  ["0ea69f7f", "What is not done while somebody waits is a job in the database: ", [[queue, "is there when the transaction is saved, and not otherwise"], [queue, "is done once, however many processes work"]]],
  ["3a8136f6", "It is tried again with growing pauses (3, 7, 20, 55 seconds and ", [[queue, "waits longer each time it fails"], [queue, "is left to the operator at last"], [described, "the connections and the jobs"]]],
  ["a7c6ba91", "A process that is killed leaves its jobs to the others within ha", [[jobs, "a job whose process is killed with -9"]]],
  ["8d123ac6", "A job holds identifiers only, and of a fault its kind.", [[queue, "carries nothing but identifiers, numbers and codes"], [queue, "keeps the kind of its fault and none of its words"]]],
  ["b377ff72", "`log.seal` | seals the log | every 2 seconds, where lines wait", [[described, "the connections and the jobs"]]],
  ["f4e20650", "`log.export` | tells the log's heads outside | looks every minut", [[described, "the connections and the jobs"], [logHeads, "is done once an hour"]]],
  ["66915cf7", "`log.watch` | says where the log is not as it should be | every ", [[described, "the connections and the jobs"]]],
  ["a68fae0e", "`access.purge` | takes away old sessions, drafts, counts of atte", [[described, "the connections and the jobs"], [drafts, "gone when its days are over"]]],
  ["f958e5f2", "`case.recount-clocks` | counts every day by which something must", [[described, "the connections and the jobs"], [clocksAbuse, "a rule that is corrected is right in what runs already"]]],
  ["be4c0ab6", "`register.remind` | plans the reminders of routines whose review", [[described, "the connections and the jobs"], [register, "go out once before the day and once on it"]]],
  ["6b55d670", "`rounds.send` | sends what agencies have planned for today | eve", [[described, "the connections and the jobs"], [sendings, "waits for its day and the morning"]]],
  ["a58bd720", "`results.publish` | makes a publication of an agency's round | w", [[described, "the connections and the jobs"], [agencyResults, "is kept with its number, digest, program"]]],
  ["848f756a", "`survey.send-to-agency` | sends signed answers to an agency; 12 ", [[described, "the connections and the jobs"], [sendByButton, "is tried so often and then no more"]]],
  ["6d87744f", "`exchange.tidy` | puts right what imports left behind that died ", [[described, "the connections and the jobs"], [pagesImport, "shows a run that nobody works at as stopped"]]],
  ["4adbf992", "`exchange.import` | imports an upload, in a child process; on th", [[described, "the connections and the jobs"], [pagesImport, "waits for its job as long as nobody works"]]],
  ["059537a5", "`messages.send` | sends a message; 14 tries, about a day and a h", [[described, "the connections and the jobs"], [send, "is left to the operator with the code of its fault"]]],
  ["7ecdc828", "tells what waits and what was given up, with numbers.", [[jobs, "lists, tries again and takes away"]]],
  ["faa9f50a", "`npx fortrogen jobs retry 17` lets number 17 be tried at once, a", [[jobs, "lists, tries again and takes away"]]],
  ["9e18ea40", "Neither touches a job that is at work.", [[queue, "that is at work is neither tried again nor dropped"]]],
  ["15f9441e", "A message by e-mail or SMS says that there is something from the", [[messages, "says nothing but who it is from and how to reach them"]]],
  ["2cf7c74f", "Only what an agency writes to the units of a survey has words of", [[sendings, "goes once to every unit with its own link"]]],
  ["fdb2d14e", "Which ways there are follows from the settings, which are checke", [[messages, "the settings"], [messages, "send nothing anywhere unless told"]]],
  ["5454a59b", "A way that is not set up cannot be chosen.", [[send, "is a way that the operator has not set up"]]],
  ["bba78955", "**By mail** where `SMTP_HOST` is set.", [[send, "a message by SMTP"]]],
  ["e2fc1e0a", "`SMTP_FROM` is the sender, and where what bounces comes back to:", [[logHeads, "holds the log against every head in the folder"], [logHeads, "finds that the heads have not been told for hours while the log grew"], [quoted, "is on the screen"]]],
  ["e28b05be", "`SMTP_TLS` is `required` (STARTTLS, or nothing is sent), `implic", [[messages, "ask for TLS before anything is said"], [send, "is not sent in the clear"]]],
  ["bdaceeea", "The server's certificate is checked; `SMTP_CA` is a file with ce", [[messages, "trust certificates of the operator's own beside the usual ones"], [send, "nor to a server whose certificate nobody vouches for"]]],
  ["aa888eb2", "**By SMS** where `SMS_URL` and `SMS_SECRET` are set: POST of `{ ", [[send, "is handed over signed"]]],
  ["ae86f380", "The header `fortrogen-signature` is `v1=` and the HMAC-SHA256 wi", [[send, "is handed over signed"]]],
  ["e61aa3db", "`idempotency-key` is the message's identifier: the receiver send", [[send, "is given again where it was not taken, by the same identifier, and not where it was refused"]]],
  ["55996ab0", "**By digital post** (Mina meddelanden, Kivra) where `DIGITAL_POS", [[digitalPost, "is given to the supplier signed, once for each message"], [messages, "have an outbox in the data folder"]]],
  ["530312aa", "It is asked first whether there is one: POST of `{ ", [[digitalPost, "is given to the supplier signed, once for each message"], [digitalPost, "to somebody without a letter box goes nowhere"]]],
  ["64e085fa", "Then the letter: POST of `{ ", [[digitalPost, "is given to the supplier signed, once for each message"]]],
  ["eace2ad1", "Subject and text say nothing of what it is about.", [[digitalPost, "is given to the supplier signed, once for each message"]]],
  ["d5d28dd6", "Both are signed as those to the SMS service are, the letter has ", [[digitalPost, "is given to the supplier signed, once for each message"], [digitalPost, "is tried again where the supplier %s, by the same identifier"], [digitalPost, "refuses for good is not tried again"]]],
  ["907726be", "Whoever has no letter box gets nothing: the case says so and ask", [[digitalPost, "to somebody without a letter box goes nowhere"]]],
  ["847c82a2", "To somebody whose identity is protected nothing is ever sent so,", [[digitalPost, "whose identity is protected: not offered, refused, and a constraint"], [digitalPost, "who has got a protected identity"]]],
  ["db3c1574", "**In a folder**, a file for each message that the program's acco", [[messages, "keeps each message as one file that only the program can read"]]],
  ["64198e0f", "Messages of a made-up municipality go nowhere else.", [[send, "is sending for a made-up municipality by another way than the outbox"]]],
  ["9b83541e", "What could not be sent is tried again as jobs are, with the code", [[send, "is left to the operator with the code of its fault"]]],
  ["01f9f3e1", "By mail a message is sent at most once: where the line broke aft", [[send, "is not tried again where the line broke after the server had begun to take it"]]],
  ["51f839bd", "The service's log says `message not sent` with the message's ide", [[send, "has every outcome by the message's identifier, and no address"]]],
  ["36373a23", "What a mail server sends back after it has taken a message is re", [[send, "is not tried again where the line broke after the server had begun to take it"]]],
  ["9f4e254a", "The identifier by which the log knows it stands in its `Message-", [[send, "has every outcome by the message's identifier, and no address"]]],
  ["e39e9e26", "So it is, too, with an SMS or a letter that its service could no", null],
  ["3cc947fe", "A file that is attached lies in the database, and so in its back", [[backup, "gives the files that are kept, byte for byte"], [registerPages, "too large a body is not read"]]],
  ["b1b7dbba", "It is looked through for harmful code by ClamAV's daemon (`clamd", [[clamd, "clamd's INSTREAM"], [registerPages, "is attached, looked through"]]],
  ["36e52aba", "An infected file is refused, and so is every file while the daem", [[clamd, "waits no longer than it may"], [receive, "refused where it is infected or nobody can tell"], [registerPages, "is refused where the scanner gives no answer"]]],
  ["16dab67e", "Without a scanner files are taken: the start says so, and so do ", [[registerPages, "taken with a word of it where none is set up"]]],
  ["59b348f4", "Let the daemon take files of 20 MB (`StreamMaxLength`, `MaxFileS", [[clamd, "takes nothing for clean where"]]],
  ["60ceb8f6", "Nothing waits for ever.", [[lostConnections, "waiting ends"]]],
  ["5eb26397", "Who was hit is told in Swedish what to do and when (`Retry-After", [[hit, "of a form: nothing is saved, what was typed is in the page"], [hit, "of the API: the Problem says that it may be saved"]]],
  ["1767fa18", "A lost connection to the database | at once; the next request ta", [[lostConnections, "between two statements of a transaction"], [hit, "of a page: 503"]]],
  ["686234d2", "Waiting for a free connection | 5 s | 503", [[lostConnections, "for a connection when all are taken"], [watch, "the pages say that many are at work"]]],
  ["a6492ca1", "Waiting for a row or lock that somebody else holds (`lock_timeou", [[lostConnections, "for a lock that somebody else holds"], [hit, "for a form: not a wait but the form again"]]],
  ["292ba69a", "A statement of a page (`statement_timeout`) | 30 s | 503", [[lostConnections, "for a statement that takes too long"], [lostConnections, "after five seconds for a lock, thirty for a statement"]]],
  ["1111b1b3", "Silence from the network (`query_timeout`, `keepAlive` after 10 ", [[lostConnections, "for an answer from a network that has gone silent"]]],
  ["40c6278f", "A transaction left without a statement (`idle_in_transaction_ses", [[lostConnections, "for who left a transaction standing"]]],
  ["0dcd53fc", "The head of a request, a form, the next piece of an upload, a wh", [[limitsBeforeWork, "what comes too slowly is not waited for"], [described, "the limits are the program's"]]],
  ["352cdf35", "A document as PDF, in a child process: two at once in each web p", [[makePdf, "a template that never ends is ended"], [makePdf, "so many are made at a time"], [described, "the limits are the program's"]]],
  ["c9bf117b", "A page whose answer is written when the process is told to stop ", [[workers, "a stop finishes what is asked for"]]],
  ["d36dc262", "Commands have no limit on statements and locks: an import may ta", [[lostConnections, "never in the command line"]]],
  ["e2ffab41", "What is larger than is taken is refused before it is read (413):", [[limitsBeforeWork, "that says so is refused at once, with nothing of it read"], [described, "the limits are the program's"]]],
  ["d66486d6", "Over all web processes together, counted in the database: 30 fai", [[answerLinkAbuse, "is answered in the same words as one that is withdrawn"], [limits, "failed sign-ons over two web processes"], [limits, "searching for a person over two web processes"], [signOff, "forged tokens by the back channel"], [described, "the limits are the program's"]]],
  ["d990db44", "`npx fortrogen <command> --help` says more.", [[main, "explains %s in Swedish"]]],
  ["15bba248", "Every command ends with 0 done, 1 the data is wrong, 2 wrong usa", [[main, "says what is wrong with"], [cliImport, "lists every error and leaves with 1"], [cliImport, "leaves with 2 when used wrongly"]]],
  ["9f87c353", "`serve` | `--no-demo`, `--workers` | the web, in one process or ", [[described, "every command and option is described"], [workers, "--workers %s is refused"], [demoGuard, "serves an empty database without loading the demo"]]],
  ["cac15b99", "`migrate` | `--format` | brings the database up to date, as its ", [[described, "every command and option is described"], [apart, "says what to do where the database was never migrated"]]],
  ["38c5da6a", "`municipality add`, `municipality list` | `--agency`, `--format`", [[described, "every command and option is described"], [agency, "is added once by its organisation number"], [main, "shows the shipped list without a database"]]],
  ["6265eb02", "`import` | `--municipality`, `--skip-errors`, `--replace`, `--fo", [[described, "every command and option is described"], [cliImport, "imports, exports and imports again without a change"]]],
  ["f5658226", "`export uttag` | `--out`, `--municipality`, `--format` | the ope", [[described, "every command and option is described"], [cliImport, "imports, exports and imports again without a change"]]],
  ["8efc46f6", "`answer` | `--period`, `--format`, `--municipality`, `--all`, `-", [[described, "every command and option is described"], [answer, "prints the JSON of the open extract"]]],
  ["53911729", "`analyse` | `--out`, `--language`, `--format` | a survey report ", [[described, "every command and option is described"], [analyse, "writes a Swedish page and the figures, without a database"]]],
  ["8dbe734d", "`survey list`, `survey check`, `survey codebook`, `survey previe", [[described, "every command and option is described"], [survey, "fortrogen survey, without a database"]]],
  ["3aa1a99d", "`survey invite`, `survey remind` | `--round`, `--agency`, `--day", [[described, "every command and option is described"], [sendCommand, "is the sending that the page plans"]]],
  ["e7cb5ca8", "`survey tables` | `--answers`, `--frame`, `--round`, `--publicat", [[described, "every command and option is described"], [tables, "gives the printed tables in the fixed form, without a database"], [keptPublication, "writes the publication as it is kept, in the same form as of files, and the log says so"]]],
  ["3bc5b44a", "`survey key`, `survey send`, `survey receive` | `--show`, `--rep", [[deliveriesAtCommand, "a key is made and shown, the answers are sent, written and taken"]]],
  ["eb5d8dd8", "`backup` | `--out`, `--format` | a backup", [[described, "every command and option is described"], [documentedCommands, "works as typed"]]],
  ["4b2b7313", "`restore` | `--format` | a restore into something new", [[described, "every command and option is described"], [documentedCommands, "works as typed"]]],
  ["75ba7e9f", "`restore-drill` | `--in`, `--format` | the rehearsal", [[described, "every command and option is described"], [documentedCommands, "works as typed"]]],
  ["42d2e31c", "`verify-log` | `--municipality`, `--expect`, `--public-key`, `--", [[described, "every command and option is described"], [logHeads, "fortrogen verify-log --expect"]]],
  ["734de02a", "`areas check`, `areas load` | `--format`; `--from`, `--logo`, `--m", [[described, "every command and option is described"], [ownAreas, "the program loads it at the command line, and nobody is named"]]],
  ["b717da97", "Investigations are written in a neutral structure until a municip", [[ownAreas, "it holds from its day, unchanged, and what was begun before keeps its own"]]],
  ["cd04960b", "`fortrogen areas check` says every fault of the file with its lin", [[areaFile, "with the line that each stands at, in order"]]],
  ["b1fba701", "`delegation show`, `delegation check`, `delegation csv`, `delega", [[described, "every command and option is described"], [delegationAtCommand, "a workbook is checked, read in as a proposal, adopted, shown"]]],
  ["4e2fcb87", "The board's delegation order is a row for each point, in an Exce", [[delegationAtCommand, "a workbook is checked, read in as a proposal, adopted, shown"]]],
  ["cb6dc657", "`fortrogen delegation check` says every fault of the file with i", [[delegationAtCommand, "every fault of a workbook is told at once with its row and column, and nothing is kept"]]],
  ["e8d44063", "It holds from the day that the page or `fortrogen delegation ado", [[delegationAtCommand, "a workbook is checked, read in as a proposal, adopted, shown"]]],
  ["9ff9e375", "`fortrogen delegation show --out ordning.xlsx` writes it again, ", [[delegationAtCommand, "a workbook is checked, read in as a proposal, adopted, shown"]]],
  ["84b68ec0", "`log-key create`, `log-key show` | `--format` | the key that the", [[described, "every command and option is described"], [logHeads, "makes a key that only its owner can read"]]],
  ["ddd1c325", "`jobs list`, `jobs retry`, `jobs drop` | `--format` | the jobs t", [[described, "every command and option is described"], [jobs, "lists, tries again and takes away"]]],
  ["f316509b", "`investigate` | `--municipality`, `--case`, `--staff`, `--from`,", [[described, "every command and option is described"], [investigate, "finds by case, by its number or id, by person and by day"]]],
  ["3ca73e34", "`demo load`, `demo reset`, `demo remove`, `demo extract`, `demo ", [[demoAgency, "has a round of 303 units"], [described, "every command and option is described"], [remove, "takes every row of it from every table"], [survey, "the made up survey of trust is written with its plan"]]],
  ["93f3cc5a", "The same three commands for the embedded server and for one of y", [[documentedCommands, "works as typed, on the embedded server"], [backup, "a backup that is put back"]]],
  ["4f3ab885", "A backup holds the most secret data a municipality has: encrypt ", null],
  ["184c63c8", "It needs the owner's address (`DATABASE_URL`), or the folder of ", [[backup, "where there is nothing to back up"], [apart, "with DATABASE_APP_URL alone"]]],
  ["4603c157", "The service runs on meanwhile; all rows are of one moment.", [[backup, "takes one moment, makes nobody wait"]]],
  ["1011c5be", "The file, `fortrogen-<time in UTC>.zip`, can be read by its owne", [[backup, "can be read by its owner alone"], [backup, "where it is stopped"], [backup, "where a backup of that name is there already"]]],
  ["0fd55db4", "It holds every table as text (COPY), and last a list of contents", [[backup, "leaves no table out"], [backup, "from a file whose rows were exchanged"]]],
  ["4768c6a0", "Left out are sessions (everybody signs in anew) and the counters", [[backup, "signs everybody off: no session is in it"], [backup, "leaves no table out"]]],
  ["e286af57", "Passwords and keys are never in it.", [[backup, "holds no password, key, token or session"]]],
  ["6fc5c74c", "Keep these in the safe for secrets:", null],
  ["bd06df1b", "Passwords of the database (`server.json`, or the addresses) | th", [[embedded, "sets new passwords when server.json is lost"]]],
  ["702ac3fa", "`OIDC_CLIENT_SECRET` | get a new one from the provider", null],
  ["e33d557b", "`SMTP_PASSWORD`, `SMS_SECRET`, `DIGITAL_POST_SECRET` | get or ag", null],
  ["9f23ed7c", "`SURVEY_KEY` | no letter of a survey is sent until each unit has", [[sendings, "is not sent where the key is another"]]],
  ["2085fe83", "keys in `SIGNING_KEYS` | `fortrogen survey key` makes a new one, ", [[deliveriesAtCommand, "a key is made and shown"], [sending, "a new key is taken when the agency has registered it"]]],
  ["fee41f3c", "`LOG_KEY` | make a new key; note the old public key for the head", null],
  ["e1492f5f", "Takes the latest backup in the folder (or a file), restores it i", [[documentedCommands, "works as typed, on the embedded server"]]],
  ["6ac3f8fa", "Exit code 1 where anything is amiss.", [[backup, "a restore is refused, with words, and touches nothing"]]],
  ["8a2b6107", "It needs neither the living database nor its secrets, and free d", [[documentedCommands, "works as typed, on the embedded server"]]],
  ["cc68158c", "Always into something new and empty: a restore never writes over", [[backup, "over a living database"]]],
  ["39be503c", "Into a new folder for the embedded server:", [[documentedCommands, "works as typed, on the embedded server"]]],
  ["f94b576b", "Into a new database of your own server: make it as the administr", [[backup, "gives the same tables, rights, gates, functions and rows, to the byte"]]],
  ["f0d9ec8e", "A backup of the embedded server can be restored to your own, and", [[backup, "gives the same tables, rights, gates, functions and rows, to the byte"]]],
  ["d9eee815", "Everything is put back in one transaction, or nothing.", [[backup, "leaves an empty database where it is stopped, and can be done again"]]],
  ["91bdf668", "”Databasen … är inte tom …” | Name a new folder or a new databas", [[backup, "over a living database"], [quoted, "is on the screen"]]],
  ["0f8969a3", "”Säkerhetskopian … är skadad eller inte hel.” | Take another cop", [[backup, "a restore is refused, with words, and touches nothing"], [quoted, "is on the screen"]]],
  ["203f0483", "”Säkerhetskopian är tagen med en senare version …” | Install the", [[backup, "from a backup that a later version has taken"], [quoted, "is on the screen"]]],
  ["655a7bc0", "”Disken är full …”, ”Databasens disk är full.” | Free space and ", [[quoted, "is on the screen"]]],
  ["b9f02048", "A backup every night may lose a day.", null],
  ["d306f4d1", "For a service that may lose no more than minutes, or nothing, se", null],
  ["a469d7a4", "With a server of your own, pgBackRest keeps every change as it i", [[recovery, "docs/operations.md, to a moment and a standby"]]],
  ["d010eab3", "`npm run drill:recovery` does what stands here, block by block, ", [[recovery, "docs/operations.md, to a moment and a standby"], [documentedCommands, "of the recovery drill is asked for there"]]],
  ["af365d08", "It says how long everything took, and ends with 1 where a write ", [[recovery, "docs/operations.md, to a moment and a standby"]]],
  ["37a5afd1", "Where PostgreSQL or pgBackRest is not installed it says that it ", [[recovery, "docs/operations.md, to a moment and a standby"]]],
  ["7705d4b7", "Install them (`apt-get install postgresql pgbackrest`), and writ", [[documentedCommands, "of the recovery drill is asked for there"]]],
  ["84e4a8a2", "The repository belongs on another machine than the database, and", null],
  ["0fe353a5", "Add to `postgresql.conf` and restart:", [[documentedCommands, "of the recovery drill is asked for there"]]],
  ["e1945004", "Then, as `postgres`, once; the last line every night from then o", [[documentedCommands, "of the recovery drill is asked for there"]]],
  ["7c636f60", "On another machine, or in another folder, never over the damaged", [[recovery, "docs/operations.md, to a moment and a standby"]]],
  ["5b4ff778", "Start PostgreSQL there with `archive_mode = off`, wait until `se", [[recovery, "docs/operations.md, to a moment and a standby"]]],
  ["5417c800", "On the primary:", [[documentedCommands, "of the recovery drill is asked for there"]]],
  ["d55d67a3", "On the standby, in an empty folder, as `postgres`; then start it", [[documentedCommands, "of the recovery drill is asked for there"]]],
  ["0bff158c", "On the primary again: from now on no write is acknowledged befor", [[recovery, "docs/operations.md, to a moment and a standby"]]],
  ["d079b551", "With a single standby this also means that nothing is saved whil", null],
  ["677b7504", "When the primary is gone for certain (switch it off: two primari", [[recovery, "docs/operations.md, to a moment and a standby"]]],
  ["ba3a8dbc", "and lead the address in `DATABASE_APP_URL` to it (a virtual addr", [[recovery, "docs/operations.md, to a moment and a standby"]]],
  ["aa0489de", "The web need not be restarted: it says ”Försök igen” until it re", [[hit, "a server that is gone: pages and the API say so"], [crash, "in the middle of 200 concurrent writes"]]],
  ["6da81789", "The log is sealed in a chain; whoever owns the database could st", [[verifyLog, "finds a chain that was sealed anew after a change, by the hash noted before"]]],
  ["6527b8e5", "So its last link is told outside, signed:", [[logHeads, "is done once an hour"]]],
  ["b0c901b4", "Note the public key that the first command shows, outside the se", [[logHeads, "shows its public half"]]],
  ["6e6403d6", "`serve` writes a file at the start and every hour (one of severa", [[logHeads, "writes the heads, one of two web processes alone"], [logHeads, "is done once an hour"]]],
  ["4a9a6077", "`LOG_HEADS` should be where the database's administrators cannot", [[logHeads, "goes to an address"]]],
  ["b25e1dd1", "Check the log against all of them every night, from a third plac", [[logHeads, "holds the log against every head in the folder, as owner and as the program"]]],
  ["e2fc2651", "Exit code 1 and ”INTE HEL” where a log is not whole, ends before", null],
  ["b58cefae", "What was found is written down, and `serve` says `log not whole`", [[logHeads, "says in its log where a check found a log changed"], [logHeads, "says when it is late"]]],
  ["5c87112a", "`fortrogen investigate` shows refused requests with what they at", [[investigate, "shows who tried what on which case"]]],
  ["5880bcb0", "Take a backup: `npx fortrogen backup --out /srv/backup`.", [[documentedCommands, "works as typed"]]],
  ["7a208bf5", "Stop Förtrogen, fetch the new version, `npm ci` (under Node 24),", null],
  ["f48888e4", "Where `DATABASE_APP_URL` is set, run `npx fortrogen migrate` as ", [[migrate, "lets many migrate at once"], [migrate, "saves nothing of a run in which a file fails"], [apart, "says what to do where the database was never migrated"]]],
  ["108c8820", "If a migration fails, nothing of any of them remains: ”Migrering", [[migrate, "saves nothing of a run in which a file fails"]]],
  ["82bb365c", "Go back to the old version, or correct the cause named in the me", null],
  ["c9acfcba", "An older program refuses a newer database (”Databasen har migrer", [[migrate, "refuses a database that a later version has migrated"], [quoted, "is on the screen"]]],
  ["767eaf18", "There is no way back but the backup.", null],
  ["fc3b75af", "Databases and backups of commit `d1058cc` and later are taken as", [[upgrade, "is what a new one is"], [upgrade, "has every row with every value that it had"], [upgrade, "a backup that the kept version took is put back"]]],
  ["66293777", "An older database is refused (”Databasen är från en version av F", [[upgrade, "in the midst of what was folded is refused with what to do, and not touched"], [quoted, "is on the screen"]]],
  ["77da9777", "When the embedded PostgreSQL gets a new major version (”Database", [[embedded, "says what to do when the data are of another version"], [quoted, "is on the screen"]]],
  ["2301327e", "”Den inbyggda PostgreSQL startade inte: se loggen.” | The reason", [[quoted, "is on the screen"]]],
  ["ac15ad6e", "”… startade inte: disken är full.” | The disk is full. Nothing a", [[quoted, "is on the screen"]]],
  ["104e604b", "”Mappen … går inte att skriva i.” | Another user owns the folder", [[quoted, "is on the screen"]]],
  ["bc0fba7b", "”… filerna ägs av en annan användare” or ”… mappens rättigheter ", [[quoted, "is on the screen"]]],
  ["8acce75c", "”… en annan PostgreSQL använder samma filer” | Two machines or c", [[quoted, "is on the screen"]]],
  ["5391495a", "”Lösenordet i server.json är inte databasens.” | `server.json` i", [[quoted, "is on the screen"], [embedded, "sets new passwords when server.json is lost"]]],
  ["80f8bf52", "”Användaren … når inte mapparna …” | PostgreSQL's user cannot en", [[quoted, "is on the screen"]]],
  ["ce5a12c8", "”PostgreSQL svarar inte (ECONNREFUSED).” | Your own server is do", [[quoted, "is on the screen"], [migrate, "a server that cannot be used"]]],
  ["967747b7", "”PostgreSQL godtar inte användaren eller lösenordet.” | Wrong pa", [[quoted, "is on the screen"], [migrate, "a wrong password and a missing database are told apart"]]],
  ["7c54c630", "The start waits for minutes | PostgreSQL recovers after a crash ", null],
  ["fb5458d2", "An import stands as ”avbruten” without a reason | Its child proc", [[pagesImport, "shows a run that nobody works at as stopped"], [upload, "never outside the temporary folder"], [described, "the limits are the program's"]]],
  ["c05d0bf9", "`web process broke` in the log, again and again | A web process ", [[quoted, "is on the screen or in the program's log"], [workers, "one that is killed is started again"]]],
  ["2bfc2623", "”canceling statement due to statement timeout” in the log of a s", [[lostConnections, "for a statement that takes too long"]]],
  ["79b0927b", "”PANIC: … checksum” or ”invalid page” | The disk gives back othe", null],
  ["b49aa921", "`fortrogen verify-log` finds a fault | Someone changed the log o", [[verifyLog, "finds a forged event"]]],
  ["245874cf", "Is PostgreSQL still running though nothing uses it?", null],
  ["79d48452", "`cat .data/postgres/postmaster.pid` (first line is the process),", null],
  ["8cce4a05", "`kill -9` is never needed; if it happens, the next start recover", [[embedded, "keeps what was acknowledged when user and PostgreSQL are killed together"]]],
];
