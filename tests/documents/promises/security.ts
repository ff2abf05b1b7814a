import type { Promised } from "../promised.ts";

const sendings = "tests/survey/sendings.db.test.ts";
const deliver = "src/survey/deliveries/deliver.db.test.ts";
const sending = "src/survey/deliveries/sending.db.test.ts";
const sendByButton = "src/survey/deliveries/send-by-button.db.test.ts";
const outgoingUrl = "src/platform/basics/outgoing-url.test.ts";
const answerLink = "tests/survey/answer-by-link.db.test.ts";
const answerLinkAbuse = "tests/survey/answer-by-link-abuse.db.test.ts";
const kindsAttack = "tests/security/attack/kinds.db.test.ts";
const receive = "src/platform/files/receive.test.ts";
const registerPages = "src/followup/register/pages/register-pages.db.test.ts";
const remove = "demo/remove.db.test.ts";
const makePdf = "src/platform/documents/make-pdf.test.ts";
const journalExtract = "tests/casework/journal-extract.db.test.ts";
const guardianView = "src/portals/desk/journal/guardian-view.test.ts";
const messages = "src/platform/messages/messages.test.ts";
const sends = "src/platform/messages/send.db.test.ts";
const digitalPost = "tests/casework/digital-post.db.test.ts";
const intakeInFull = "tests/casework/intake-in-full.db.test.ts";
const siblings = "tests/casework/siblings.db.test.ts";
const parties = "tests/casework/parties.db.test.ts";
const partyLetters = "tests/casework/party-letters.db.test.ts";
const partyWaits = "tests/casework/party-messages-that-wait.db.test.ts";
const delegation = "tests/casework/delegation.db.test.ts";
const meetings = "tests/casework/meetings.db.test.ts";
const signOn = "src/platform/access/sign-on/sign-on.test.ts";
const verifyLog = "src/platform/core/verify-log.db.test.ts";
const lostConnections = "src/platform/database/lost-connections.db.test.ts";
const schema = "src/platform/database/schema.db.test.ts";
const races = "tests/casework/races.db.test.ts";
const randomWays = "tests/casework/random-ways.db.test.ts";
const refusals = "tests/casework/refusals.db.test.ts";
const securitySettings = "tests/documents/security-settings.test.ts";
const forms = "tests/identity/forms.db.test.ts";
const knownChild = "tests/identity/known-child.db.test.ts";
const peopleOfCase = "tests/identity/people-of-a-case.db.test.ts";
const detailsOfPeople = "tests/identity/details-of-people.db.test.ts";
const withoutNumber = "tests/identity/without-number.db.test.ts";
const overTheLimit = "tests/identity/over-the-limit.db.test.ts";
const moveReport = "tests/identity/move-report.db.test.ts";
const apart = "tests/operations/apart.db.test.ts";
const investigate = "tests/operations/investigate.db.test.ts";
const logHeads = "tests/operations/log-heads.db.test.ts";
const caseTable = "tests/pages/case-table.db.test.ts";
const drafts = "tests/pages/drafts.db.test.ts";
const administrator = "tests/security/administrator.db.test.ts";
const attack = "tests/security/attack/attack.db.test.ts";
const alike = "tests/security/attack/alike.test.ts";
const pages = "tests/security/attack/pages.db.test.ts";
const walked = "tests/security/attack/walked.test.ts";
const demoEmergency = "tests/security/demo-emergency.db.test.ts";
const door = "tests/security/door.db.test.ts";
const emergency = "tests/security/emergency.db.test.ts";
const formerCaseworkers = "tests/security/former-caseworkers.db.test.ts";
const guardianClaims = "tests/security/guardian-claims.db.test.ts";
const httpAbuse = "tests/security/http-abuse.db.test.ts";
const httpSecrecy = "tests/security/http-secrecy.db.test.ts";
const limitsBeforeWork = "tests/security/limits-before-work.db.test.ts";
const limits = "tests/security/limits.db.test.ts";
const movesReviewed = "tests/security/moves-reviewed.db.test.ts";
const ownFamily = "tests/security/own-family.db.test.ts";
const permissionMatrix = "tests/security/permission-matrix.db.test.ts";
const refusalsLogged = "tests/security/refusals-logged.db.test.ts";
const selfGiven = "tests/security/self-given.db.test.ts";
const accounts = "tests/sign-on/accounts.db.test.ts";
const api = "tests/sign-on/api.db.test.ts";
const browser = "tests/sign-on/browser.db.test.ts";
const demoGuard = "tests/sign-on/demo-guard.db.test.ts";
const everywhere = "tests/sign-on/everywhere.db.test.ts";
const firstPerson = "tests/sign-on/first-person.db.test.ts";
const forgedTokens = "tests/sign-on/forged-tokens.db.test.ts";
const openId = "tests/sign-on/open-id.db.test.ts";
const sessions = "tests/sign-on/sessions.db.test.ts";
const signOff = "tests/sign-on/sign-off.db.test.ts";
const unplaced = "tests/sign-on/unplaced.db.test.ts";

// prettier-ignore
export const promises: readonly Promised[] = [
  ["446ad981", "What Förtrogen protects: children's and families' most sensitive", null],
  ["0fe82f16", "This page says what we defend against, how, and where the proof ", null],
  ["9dc1ff67", "What the municipality must do itself stands last.", null],
  ["970a60ea", "Somebody without business in a case reads it | the one door: per", [[permissionMatrix, "in a case: %s"], [httpSecrecy, "sees nothing of the case at any address"], [pages, "is let to the pages of the own roles and to no others"]]],
  ["03f7174d", "One municipality sees another's rows | municipality first in eve", [[schema, "keeps municipalities apart in every table, by the one policy"], [schema, "starts every key with the municipality"], [schema, "is no one special and cannot act as anyone else"], [door, "one municipality sees nothing of another, whatever it asks for"]]],
  ["40c4e449", "A page or a permit of a child, a guardian, a provider or a respo", [[kindsAttack, "sees no row of any table or view"], [kindsAttack, "is answered nothing of a case by any question"]]],
  ["45c8ba39", "Somebody guesses, keeps or passes on the link of a unit that is ", [[answerLinkAbuse, "is answered in the same words as one that is withdrawn"], [answerLinkAbuse, "that is withdrawn ends what it had opened"], [answerLinkAbuse, "opens so many sessions at once and no more"], [answerLink, "leads on to addresses without it"]]],
  ["f1a67e6b", "Whoever answers for one unit reads or changes another's, or is t", [[answerLinkAbuse, "reaches neither another unit's answers nor another agency's"], [answerLinkAbuse, "is refused at every other page of the house"], [answerLinkAbuse, "is another than the staff who are signed on in the same browser"]]],
  ["095f81d2", "A unit's signed delivery or the agency's receipt is forged, alte", [[deliver, "whoever is not known is told the same whatever was wrong"], [deliver, "sent again gives the same receipt and no second row"], [deliver, "after many failures from a network, nothing is read"], [sending, "and nowhere in the database or the log"], [sending, "keeps no receipt that is altered, forged, unsigned"]]],
  ["ed435c2b", "The sending of answers is turned against another machine, or a r", [[sendByButton, "with an address of deliveries and nothing else"], [sendByButton, "on the machine itself where the municipality is made up"], [sendByButton, "refuses, leads elsewhere, or is no receipt"], [sendByButton, "is the receipt of what was signed before"], [sendByButton, "a byte at a time"], [outgoingUrl, "is not sent to"]]],
  ["a45fd84f", "Staff look out of curiosity, or at their own family | every read", [[door, "a reading is logged with who was seen"], [door, "the log holds ids only"], [attack, "gets in where the rules say so and nowhere else"]]],
  ["153b02dd", "The log is changed afterwards | append-only through a function o", [[schema, "can do nothing but read the log"], [verifyLog, "finds a chain that was sealed anew after a change"], [logHeads, "is done once an hour, however many processes ask at once, signed"]]],
  ["133d65fb", "A stolen password | Förtrogen has no passwords; the municipality", [[openId, "lets a person with a mapped role in"], [forgedTokens, "is asked for"]]],
  ["67f1a9bf", "A sign-on answer that is forged, replayed or meant for someone e", [[openId, "asks for a code with PKCE, state and nonce"], [openId, "refuses a wrong state"], [openId, "refuses a wrong nonce"], [openId, "refuses a code that was used before"], [forgedTokens, "another key"]]],
  ["fded5fb4", "A role that was taken away lives on | roles and unit are rewritt", [[everywhere, "counts in every municipality where the person has an account"], [everywhere, "counts when the sign-on is refused, also to nothing at all"], [signOff, "ends the sessions that came from one session at the provider"], [accounts, "closes an account: its sessions end at once"], [accounts, "ends the sessions of an account, which may sign on again"]]],
  ["b10c547f", "A session is stolen from the database or a backup | only a hash ", [[sessions, "stores only a hash of its token"]]],
  ["c6694d99", "A session is planted beforehand (fixation) | new token at each s", [[sessions, "takes no token that somebody planted, and ends the session that was there before"], [signOn, "of the same name sent twice are believed by nobody"], [securitySettings, "__Host-fortrogen"]]],
  ["0e14e9b9", "A computer left open | 30 idle minutes, 10 hours at most, warnin", [[sessions, "ends after thirty idle minutes, and not before"], [sessions, "ends after ten hours however busy"], [sessions, "is not kept alive by a page that polls"], [browser, "loses nothing when the session ends while writing"]]],
  ["63986e14", "Another site sends forms in the person's name | SameSite=Lax, `S", [[sessions, "refuses the token of another session"], [httpAbuse, "a forged form"], [httpAbuse, "the interface takes JSON from its own origin alone"], [signOn, "are new each time and belong to one secret"], [api, "refuses another origin, another content type"]]],
  ["2159f737", "Forged forms, foreign identifiers, odd bodies, prototype names, ", [[httpAbuse, "a forged form"], [httpAbuse, "identifiers of another case are refused everywhere, and leave nothing"], [httpAbuse, "that reach for the prototype change nothing"], [httpAbuse, "where one is led"], [openId, "never leads outside after sign-on"]]],
  ["896f7bab", "Somebody does things in an order nobody thought of, or twice at ", [[randomWays, "whatever anybody does in whatever order, the gates hold"], [races, "of two who do the same thing, the second is told"]]],
  ["d197413c", "Words from a case become script (XSS) | everything is escaped by", [[httpSecrecy, "see its words escaped on every page, and never in a title"], [httpAbuse, "comes back as words"], [sessions, "are never stored, and carry the strict policy"], [securitySettings, "the policy lets nothing foreign in"]]],
  ["70106487", "What is written in a case becomes code in a document | values are", [[makePdf, "each stands as it was written, and makes no heading, title or page of its own"], [makePdf, "as input or in memory, is refused in words"], [makePdf, "a template that never ends is ended"]]],
  ["9b49b6b4", "A guardian is handed what is somebody else's, or what the child h", [[journalExtract, "holds the journal and none of what is kept"], [journalExtract, "a claim is no guardian"], [guardianView, "is decided for every field of a case"]]],
  ["60b0794e", "A message by e-mail or SMS tells what it is about, goes to more ", [[messages, "says nothing but who it is from and how to reach them"], [messages, "cannot ask for anything else"], [messages, "is one address without blanks"], [sends, "goes to letters of every alphabet, and to nobody else"], [sends, "is an address for somebody whose identity is protected, unless it is said why it is safe"], [meetings, "%s: no address that is not cleared"]]],
  ["062fb511", "A letter by digital post finds somebody who must not be found, o", [[digitalPost, "whose identity is protected: not offered, refused, and a constraint"], [digitalPost, "who has got a protected identity, or another number, since it was planned"], [digitalPost, "to the child, to somebody without a number"], [digitalPost, "goes anew with what holds when the meeting is moved"]]],
  ["2d04fb8a", "The link of a unit is read out of the database, a log, a job or", [[sendings, "goes once to every unit with its own link"]]],
  ["c6363d54", "A file that is attached harms whoever opens it, is another than ", [[receive, "is seen by its content"], [receive, "is none that is taken"], [receive, "is looked through where a scanner is set up"], [registerPages, "as nothing but a file to save"], [registerPages, "is refused where the scanner gives no answer"]]],
  ["b4a5fae9", "A message is sent twice, or lost | planned in the transaction of", [[sends, "is not sent when what it comes of is not saved"], [sends, "is a rule of the database: no try follows one whose outcome is not that nothing was sent"], [sends, "is sent by the workers of the queue, once"], [sends, "calls unknown what a lost process had begun by SMTP"], [sends, "waits where the server is down, and goes when it is up again"]]],
  ["36729461", "A summons shows one guardian something of the other's, or what i", [[meetings, "to a guardian has nothing that is written to the child"], [meetings, "a guardian's extract has the meetings that the guardian is called to"]]],
  ["d4acff4b", "Who reported is told to those whom the report concerns, though s", [[intakeInFull, "no part of the case holds it, the page that tells it is asked for by itself and logged"]]],
  ["d4f109f7", "A report of several children tells of a sibling to whoever may n", [[siblings, "learns neither of it nor of the child, from the registration to the case page"]]],
  ["2a0cd80b", "A letter shows a party what is another's or kept back, or finds ", [[partyLetters, "nothing kept back and nothing of the other's"], [partyLetters, "is refused to whoever is no party any more, kept uninformed"], [parties, "somebody with a protected identity by post"], [partyWaits, "is not sent when the identity has become protected since"]]],
  ["9aaaa2f9", "Somebody gives themselves the right to decide, or alters the ord", [[delegation, "nobody says their own level"], [delegation, "adds nothing to a version that is written, and delegates nothing that the law reserves"], [delegation, "somebody without the degree"]]],
  ["6247657e", "Our pages inside another's frame | `frame-ancestors 'none'` | he", [[securitySettings, "the policy lets nothing foreign in"], [securitySettings, "what is not used is closed"]]],
  ["d9b3ae65", "Personal data leaks through addresses, titles, logs or the brows", [[sessions, "are logged by template, without ids"], [httpSecrecy, "the program's log has nothing of the case"], [httpSecrecy, "never in a title"], [api, "take no identity number or other free words in an address"], [browser, "leave nothing in the browser"]]],
  ["e93006e0", "An error tells too much | fixed Swedish pages with a reference; ", [[sessions, "answers 403, 404 and 500 in Swedish, and never tells what the fault was"]]],
  ["ee3ba423", "The same form sent twice | idempotency key made when the form is", [[sessions, "does the action once for one shown form"], [door, "the same form sent twice, also at the same time, acts once"]]],
  ["54aa3430", "A flood | body limits (1 MB unless a page says otherwise), limit", [[sessions, "takes nothing over its size"], [limitsBeforeWork, "that says so is refused at once, with nothing of it read"], [limits, "are refused after thirty from one address"], [lostConnections, "statement_timeout"], [securitySettings, "limits: 30 idle minutes"]]],
  ["b46d2aa4", "Somebody uses the limits to shut others out | only failed sign-o", [[limits, "a right sign-on from the same address is let in all the while"], [limits, "holds in each process while the database is gone, and shuts nobody else out"], [limits, "keeps no address and no person, and what has run out is taken away"], [limits, "is refused to the person who is over it"]]],
  ["07a55bc1", "The demo's open sign-in in production | where `OIDC_ISSUER` or `", [[demoGuard, "the demo's way in is not there, whatever is sent to it"], [demoGuard, "serves an empty database without loading the demo"], [demoGuard, "the first page offers nobody to be"], [remove, "is loaded nowhere in a database where somebody has signed on"]]],
  ["502ba260", "Content-Security-Policy | `default-src 'none'`; script, style, f", [[securitySettings, "the policy lets nothing foreign in"], [registerPages, "as nothing but a file to save"]]],
  ["0c6a467d", "Strict-Transport-Security | two years, with subdomains, when `BA", [[securitySettings, "two years of https alone"]]],
  ["242b2f66", "Cache-Control | `no-store`, except style and script, whose addre", [[sessions, "are never stored, and carry the strict policy"]]],
  ["e1959ec2", "Referrer-Policy | `same-origin` | other sites learn nothing. `no", [[securitySettings, "what is not used is closed"]]],
  ["41fa30e1", "Permissions-Policy, Cross-Origin-Opener-Policy, Cross-Origin-Res", [[securitySettings, "what is not used is closed"]]],
  ["f6a05f17", "The cookie holds the municipality's code and 32 random bytes; th", [[sessions, "gives an HttpOnly SameSite=Lax cookie, and stores only a hash of its token"]]],
  ["f741bb8e", "Over https it is `__Host-fortrogen`, Secure, HttpOnly, SameSite=", [[securitySettings, "__Host-fortrogen"]]],
  ["ade67e89", "Limits: `SESSION_IDLE_MINUTES` (30) and `SESSION_MAX_MINUTES` (6", [[securitySettings, "limits: 30 idle minutes"]]],
  ["533c1e7b", "Signing off ends the session here and signs off at the provider ", [[signOff, "signing off always ends the session"], [openId, "signs off at the provider too"]]],
  ["46c5e87f", "It ends the session whatever state the page, the session or the ", [[signOff, "with a body that is no form"], [signOff, "of a session past its time"], [signOff, "when the provider is down"]]],
  ["62745803", "Everybody sees and ends their own sign-ons at _Mina inloggningar", [[accounts, "are shown to everybody: from where, since when"], [accounts, "can be ended one by one, or all the others"]]],
  ["63fa1f96", "What somebody has begun to write is a draft on the server (`src/", [[drafts, "a draft belongs to one form of one case"], [drafts, "a draft is its author's alone, sealed"], [administrator, "but not read what a draft says"]]],
  ["994ce29c", "Row-level security shows it to its author alone, in no role to a", [[drafts, "a draft is its author's alone, sealed"]]],
  ["82e29685", "It is offered with its time and never filled in unasked; it ends", [[drafts, "it is offered with its time, and filled in only when asked for"], [drafts, "and gone when its days are over"], [drafts, "ends when the form is sent"]]],
  ["df718348", "A form that arrives after the session has ended is kept in the s", [[drafts, "written when the session had run out"], [sessions, "gives a form written while the session ended back to the one who wrote it"]]],
  ["39d5165a", "Nothing of it is kept in the browser (`tests/pages/drafts.db.tes", [[browser, "leave nothing in the browser"]]],
  ["f775023a", "A form says whose it is in a sealed mark of its own (`src/app/we", [[forms, "without a mark of ours, with another form's, a forged or an old one"]]],
  ["3bb029db", "When the cookie is gone what was typed is kept as a draft of the ", [[forms, "a lost cookie: every tab's words"], [forms, "a forged or an old one: nothing is kept"]]],
  ["5e621737", "A form that somebody else has left open at the computer is kept f", [[forms, "a tab left open when another signs in here"]]],
  ["70fe90c2", "A form that was sent is remembered for seven days, sealed in the ", [[forms, "writes nothing twice: shows what was sent beside what is typed"]]],
  ["c316c80e", "A known identity number beside other words joins nobody unasked (", [[knownChild, "stops: %s, and nothing is written"], [knownChild, "stops; kept or corrected by an answer"]]],
  ["8227adb9", "Where the question alone would tell that the number is known (a p", [[knownChild, "is neither stopped nor told that the number is known"]]],
  ["953547bb", "The stop is limited, watched and logged as a search is (`tests/id", [[knownChild, "is counted, watched and logged as one who searches"]]],
  ["6afbb032", "Over the limit a known number and an unknown one get the same an", [[overTheLimit, "a known number and an unknown one get the same answer"], [overTheLimit, "but a child whose case one works in is joined as always"]]],
  ["f4cc57c9", "A child that no number is known of is found by name and birth d", [[withoutNumber, "is told that the very words are known and nothing else"], [withoutNumber, "and guesses is counted, watched and logged"], [withoutNumber, "is told nothing of %s: a case opens as for any other"]]],
  ["a94ae72b", "Only one function of the database can move a report to another ca", [[moveReport, "the program cannot move anything around the trace"], [moveReport, "stands in both journals with the reason"]]],
  ["d2c50937", "`OIDC_ISSUER`, `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET`, `BASE_URL", [[firstPerson, "lets the first operator and the first caseworker in, as typed"]]],
  ["144172a8", "`municipality` may instead be `{ \"claim\": \"kommunkod\" }`; somebo", [[openId, "lets a person of several municipalities choose one of them"]]],
  ["72871290", "`unit` may be `{ \"always\": \"Barn och familj\" }`; a unit that is ", [[signOn, "gives one unit to all where the mapping says so"], [firstPerson, "lets the first operator"]]],
  ["7c0f0601", "`identityNumber` lets the core rules know the person's own case ", [[ownFamily, "the same name is a match"], [emergency, "what may be own family, while nobody has looked: by number"]]],
  ["372d8cfc", "A person whose number is absent, malformed or another open accou", [[forgedTokens, "the identity number"], [everywhere, "that is another open account's is refused"]]],
  ["a690a97e", "With `{ \"claim\": \"personnummer\", \"whenMissing\": \"warn\" }`, or wi", [[everywhere, "one without is warned of on every page"], [accounts, "what is missing"]]],
  ["877c69e8", "The return address to register is `BASE_URL/logga-in/retur`, the", [[firstPerson, "lets the first operator"], [signOff, "signing off there ends the session here by the back channel"]]],
  ["1b7c5126", "`OIDC_ACR_VALUES` (words with spaces between; the token must car", [[forgedTokens, "the strength of the sign-on"]]],
  ["b4e61a2f", "Map a group of the directory to `operator` and others to casewor", null],
  ["12cb3b40", "`municipality add` says the same when it ends.", [[firstPerson, "lets the first operator"]]],
  ["44d2ca3a", "Whoever is in the operators' group then signs on and sees at _Ko", [[firstPerson, "lets the first operator"]]],
  ["44d9a624", "The account and the unit are made by the sign-on; nobody can giv", [[firstPerson, "lets the first operator"], [accounts, "has no way to give anybody a role"]]],
  ["fd84575a", "A refused sign-on is logged with its reason and the address it c", [[unplaced, "keeps a refused sign-on that names"], [unplaced, "writes it in the log of the municipality that it names"], [unplaced, "is shown to the one who investigates"]]],
  ["00bbed94", "After thirty from one address the rest are only refused.", [[everywhere, "and stops filling the log"]]],
  ["f1000746", "One predicate, `maySeeCase` in `src/platform/access/need-to-know", [[attack, "gets in where the rules say so"], [httpSecrecy, "sees nothing of the case at any address"], [httpSecrecy, "is told nothing by the programming interface"]]],
  ["12088c04", "It is asked in SQL, before anything about the input is told, so ", [[door, "a stranger learns nothing about the input"], [permissionMatrix, "in no case that there is"]]],
  ["d178ee69", "a caseworker assigned to the case | the case, as long as the ass", [[permissionMatrix, "in a case: %s"], [formerCaseworkers, "reads, writes and finds nothing once the team leader has ended it"]]],
  ["0e0b315d", "the same, after the case is closed | the closed case for seven d", [[formerCaseworkers, "is finished for a week by those who worked in it"]]],
  ["9e727689", "who works in the child's next case | the child's closed cases in", [[formerCaseworkers, "is read again by whoever works in the child's next case in the unit"]]],
  ["14f54499", "a caseworker of the unit | the unit's cases that nobody is respo", [[permissionMatrix, "in a case: %s"]]],
  ["12aee9af", "the team leader of the unit | the unit's cases, and who has look", [[permissionMatrix, "in a case: %s"], [refusalsLogged, "does not stand among those who looked at the case"]]],
  ["85597dfe", "the municipality's other team leaders | cases whose unit has no ", [[ownFamily, "a unit without a leader is led by the other leaders"]]],
  ["e8c617dc", "who has broken a case open | that case for some hours, to read a", [[emergency, "opens another unit's case for four hours"]]],
  ["440c981d", "a quality analyst | figures about groups, the open extract, the r", [[permissionMatrix, "without a case"], [attack, "gets in where"]]],
  ["8ba77ff0", "the director | the register of routines and surveys, never a case", [[permissionMatrix, "without a case"], [permissionMatrix, "in a case: %s"]]],
  ["b48207d4", "an operator | nothing about any child", [[permissionMatrix, "without a case"], [attack, "gets in where"]]],
  ["27714b06", "anybody, about themselves or their own child | nothing, whatever", [[attack, "gets in where"], [refusals, "one's own family"], [emergency, "own family, found by a second person"]]],
  ["c05079c7", "A search finds cases by identity number, case number or name onl", [[emergency, "the search offers the case while it is open"], [door, "a search finds a case one may not open only as the unit"], [caseTable, "a name finds open and closed cases that one may see"]]],
  ["c379d71a", "By name it looks among the cases that the searcher may see, and ", [[caseTable, "a name finds open and closed cases that one may see"], [caseTable, "nobody finds their own family by name or in a list"]]],
  ["807d9c49", "Where the searcher may not see the case that a number finds, onl", [[door, "only as the unit to turn to, and never a protected person"], [ownFamily, "nobody learns by searching"]]],
  ["0b4a83a4", "Whoever registers a report about a child whose case is another", [[guardianClaims, "tells nothing of a case that one may not see"], [ownFamily, "is not made responsible by it"]]],
  ["c89360ed", "Whose number is known under another name, birth date or sex is", [[knownChild, "stops: %s, and nothing is written"]]],
  ["73cab4ad", "The stop shows the known name, birth date and sex, also to who", [[knownChild, "is shown no more than the two versions, may not correct"]]],
  ["248f82ab", "It tells neither the case nor its unit, is counted, watched an", [[knownChild, "is shown no more than the two versions, may not correct"], [knownChild, "is counted, watched and logged as one who searches"], [knownChild, "is neither stopped nor told that the number is known"], [knownChild, "a birth date that is wrong in itself tells nothing"]]],
  ["9200373e", "A child that only an import knows, whom a search does not find", [[knownChild, "of a child that only an import knows, is counted and logged too"]]],
  ["1d8692e4", "To confirm somebody as a guardian in a case of one's own gives", [[knownChild, "whoever confirms it in a case of their own never reads the known name"], [knownChild, "does not make one the one who corrects what others know"], [knownChild, "what becomes of the name elsewhere is not read"]]],
  ["bcb44cdf", "Everybody in a case has a page there, as that case knows them: a", [[detailsOfPeople, "what another case has written of the same person is shown in neither answer"], [peopleOfCase, "nothing that another case has written, nor that there is one"]]],
  ["03b5b4ee", "A protection of somebody's identity holds in every case at once,", [[detailsOfPeople, "a protection in either case hides in both"], [peopleOfCase, "is lowered by whoever sees every case"]]],
  ["690bb448", "How a protected person is reached stands on a page that is asked", [[peopleOfCase, "takes the guardian's telephone from every answer but the one that is asked for it"], [peopleOfCase, "whoever has broken the case open sees the child's page"], [peopleOfCase, "a new identity"]]],
  ["de273fe3", "A child's number is not corrected to one that is somebody else's", [[peopleOfCase, "is not taken: the same words, counted as a search and logged"]]],
  ["9c64c94a", "An assignment ends when the team leader or the responsible casew", [[formerCaseworkers, "the program can neither change an assignment nor an ending"], [formerCaseworkers, "is ended by the one responsible too"]]],
  ["0ce3e4be", "A closed case is read, not written in: the database refuses ever", [[refusals, "is read, not written in"]]],
  ["df4b8392", "A refused attempt is logged with who, when and from which networ", [[refusalsLogged, "the address that a request came from is in the log"]]],
  ["4bdd4039", "What it asked for (ids by field, never words) stands in a table ", [[refusalsLogged, "says which ids were asked for, out of the pages"], [refusalsLogged, "cannot be read as the program"], [investigate, "is logged itself, and not on the case"]]],
  ["31d56cfa", "The first permit that holds is enough, none means no; an operati", [[permissionMatrix, "the matrix has something to walk"], [walked, "every operation that is written anywhere in the house is walked"]]],
  ["d8a912be", "The matrix test walks every operation × every kind of staff × se", [[permissionMatrix, "the matrix has something to walk"]]],
  ["fa59ef05", "What a report says of guardians is a claim: it gives nobody righ", [[guardianClaims, "shuts nobody out, whoever is named"], [guardianClaims, "gives nobody rights"]]],
  ["12da5412", "When somebody who works here may be the child or a guardian of i", [[ownFamily, "the database itself refuses a finding by the one concerned"], [ownFamily, "whoever confirmed it is no second person"], [ownFamily, "without a number on either side the same name is a match"]]],
  ["a61110a1", "Until then whoever has access keeps it, but cannot take the cas", [[emergency, "what may be own family, while nobody has looked"], [ownFamily, "shutting another out"], [movesReviewed, "may not move a report away before a second person has looked"]]],
  ["5ad1e82d", "A case is broken open (_nödöppning_) for four hours, or what the", [[emergency, "opens another unit's case for four hours"], [emergency, "protected identity"], [emergency, "somebody whose own number is not known"], [emergency, "where the municipality has decided so"]]],
  ["2e8f0223", "It is seen on the case with its end, and the leader reviews it (", [[emergency, "is seen on the case with its end"], [demoEmergency, "a case is broken open, everything that its page offers can be sent"]]],
  ["bb427b20", "Access that people give themselves, what they move out of a cas", [[selfGiven, "stands first on the leader"], [selfGiven, "that finds many cases of others stands on the leader"], [movesReviewed, "stands on the list of the leader of the case that it left"]]],
  ["94a8043c", "Searches are limited to 40 an hour for each person (`tests/secur", [[selfGiven, "is throttled for each person"], [securitySettings, "40 searches an hour"]]],
  ["7c76969e", "The attack in `tests/security/attack/` walks every operation on ", [[attack, "every operation on a case was walked"]]],
  ["9dfcbe5c", "The caseworker tries every operation in every such situation; ev", [[attack, "gets in where the rules say so"], [alike, "alike are only those that the door asks the very same permits of"], [alike, "everybody's turn comes many times"]]],
  ["ad13526c", "Whoever has the owner's password or is superuser of the database", null],
  ["93debfe5", "read everything, what refused requests attempted too;", [[administrator, "read everything, what refused requests attempted too"]]],
  ["458eb260", "change or remove casework: the chain covers the log, not the jou", [[administrator, "change or remove casework"]]],
  ["2bfb57b9", "make accounts, roles and sessions, and use the program in anybod", [[administrator, "make accounts, roles and sessions"]]],
  ["a597fbf4", "remove drafts, limits and the refused sign-ons of no municipalit", [[administrator, "remove drafts, limits"]]],
  ["8c7dd1d0", "write false lines in the log, in anybody's name, that are sealed", [[administrator, "write false lines in the log"]]],
  ["b5102d48", "change or remove lines that are not sealed yet (sealing comes ev", [[administrator, "change lines that are not sealed yet"]]],
  ["2aa5f7d4", "replace the functions that the log is written through, so that l", [[administrator, "replace the functions that the log is written through"]]],
  ["36f728a4", "What cannot be done unseen, as long as the signing key and the t", [[logHeads, "holds the log against every head in the folder"], [verifyLog, "finds the last seal taken away"]]],
  ["1088089b", "`fortrogen verify-log --expect` finds it (`tests/operations/log-", [[logHeads, "fortrogen verify-log --expect"]]],
  ["f1cd907f", "With the embedded server, the machine's administrator is also th", null],
  ["83b71c4a", "The web process signs in as `fortrogen_app` and needs no more (`", [[apart, "fortrogen serve with the program's sign-in"], [administrator, "whoever takes the web process over"]]],
  ["c5982690", "TLS and a proxy that limits traffic; strong authentication at th", null],
  ["14da2a81", "Set `TRUST_PROXY=1` only behind a proxy that sets `X-Forwarded-F", [[securitySettings, "X-Forwarded-For is believed only"], [refusalsLogged, "believed of a proxy only when told to"]]],
];
