/** What came in, in words: what has happened of it, and what the case holds of it. Pure. */
import { journalLines, termOf } from "../../platform/core/about.ts";
import { protectionInput } from "./actions/assess-protection.ts";
import { notToOpenInput } from "./actions/decide-not-to-open.ts";
import { preliminaryExtensionInput } from "./actions/extend-preliminary.ts";
import { feedbackInput } from "./actions/give-feedback.ts";
import { intakeInput } from "./actions/register-intake.ts";
import type { WordsFor } from "../../platform/basics/codes.ts";
import { formatDateTime, stockholmDate, stockholmTime } from "../../platform/basics/dates.ts";
import { capital } from "../../platform/basics/text.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { bothDays, extendedWords, makerWords, reportEvents, reportRows } from "../part/made-words.ts";
import { sentencesOf } from "../part/work.ts";
import type { Content, ContentRow, Outlook } from "../part/work.ts";
import type { PhasePart } from "../participation/case-part.ts";
import type { IntakePart } from "./intake-schema.ts";
import { intakeLinks } from "./links.ts";

/** "Anmälan från skola"; for what came in some other way in words that can stand before "från"; alone where it is not told from whom. */
export function intakeWords(one: Pick<IntakePart, "type" | "reporter_category">): string {
  const what = one.type === "annat sätt" ? "Uppgifter" : one.type === "begäran från annan myndighet" ? "Begäran" : capital(one.type);
  return one.reporter_category === "" || one.reporter_category === null ? what : `${what} från ${one.reporter_category}`;
}

/** What has happened of something that came in. */
export function intakeEvents(one: IntakePart): CaseEvent[] {
  const received = stockholmTime(new Date(one.received_at));
  const events: CaseEvent[] = [
    {
      on: one.received_on,
      at: received,
      recordedAt: one.recorded_at,
      kind: "inkommet",
      heading: intakeWords(one),
      text: one.concern,
      by: one.taken_by ? `${one.taken_by}, registrerad av ${one.by ?? ""}` : one.by,
    },
  ];
  for (const protection of one.protections) {
    const { assessed_at, assessed_by, result, by: writtenBy, recorded_at: recordedAt } = protection;
    const by = assessed_by === null ? writtenBy : `${assessed_by}, skriven av ${writtenBy}`;
    const assessed = new Date(assessed_at);
    const heading = `Skyddsbedömning: ${result}`;
    const text = protectionLines(protection);
    events.push({ on: stockholmDate(assessed), at: stockholmTime(assessed), recordedAt, kind: "beslut", heading, text, by });
  }
  if (one.preliminary) events.push(...contactEvents(one.preliminary));
  for (const { decided_on: on, extended_to, exceptional_reasons: text, made, recorded_at: recordedAt } of one.preliminary?.extensions ??
    []) {
    const heading = `Förhandsbedömningen förlängdes till ${extended_to}: synnerliga skäl`;
    events.push({ on, recordedAt, kind: "beslut", heading, text, by: makerWords(made) }, ...reportEvents(made));
  }
  const decision = one.preliminary?.decision;
  if (decision) {
    const { decided_on: on, result, reasoning: text, made, recorded_at: recordedAt } = decision;
    events.push({ on, recordedAt, kind: "beslut", heading: preliminaryWords(result), text, by: makerWords(made) }, ...reportEvents(made));
  }
  if (one.outcome) {
    const { outcome, decided_on: on, withdrawn_by: by, reasoning, made, recorded_at: recordedAt } = one.outcome;
    const heading = by === null ? `Utredning inleds inte: ${outcome}` : `${capital(one.type)} återtogs av ${by}`;
    events.push({ on, recordedAt, kind: "beslut", heading, text: reasoning, by: makerWords(made) }, ...reportEvents(made));
  }
  if (one.feedback_request) {
    const { requested_on: on, recorded_at: recordedAt, by } = one.feedback_request;
    events.push({ on, recordedAt, kind: "inkommet", heading: "Anmälaren begärde återkoppling", by });
  }
  if (one.feedback) {
    const { outcome, told, given_on: on, content: text, recorded_at: recordedAt, by } = one.feedback;
    const given = `Återkoppling lämnad till anmälaren${told === null ? "" : `: ${told}`}`;
    const heading = outcome === "lämnad" ? given : "Återkoppling till anmälaren var olämplig";
    events.push({ on, recordedAt, kind: "inkommet", heading, text, by });
  }
  for (const { outcome, happened_on: on, what_was_said: text, recorded_at: recordedAt, by, participants } of one.meetings) {
    events.push({ on, recordedAt, kind: "möte", heading: meetingWords({ outcome, participants }), text, by });
  }
  return events;
}

type Preliminary = NonNullable<IntakePart["preliminary"]>;

/** "Maria Testsson samtycker till samtal med barnet: barnet enskilt". */
export function consentWords({
  given_by,
  answer,
  presence,
}: Pick<Preliminary["consents"][number], "given_by" | "answer" | "presence">): string {
  return `${given_by} ${answer} till samtal med barnet${presence === null ? "" : `: ${presence}`}`;
}

/** "Vårdnadshavare, Maria Testsson, telefon". */
export function contactWords({ kind, who, how }: Pick<Preliminary["contacts"][number], "kind" | "who" | "how">): string {
  return capital([kind, who, how].filter(Boolean).join(", "));
}

function contactEvents({ consents, contacts }: Preliminary): CaseEvent[] {
  return [
    ...consents.map((one): CaseEvent => ({
      ...{ on: one.given_on, recordedAt: one.recorded_at, kind: "delaktighet", heading: consentWords(one), by: one.by },
      text: [capital(one.how), one.conditions].filter(Boolean).join(". "),
    })),
    ...contacts.map((one): CaseEvent => ({
      ...{ on: one.happened_on, at: one.happened_at?.slice(0, 5), recordedAt: one.recorded_at, kind: "anteckning" },
      ...{ heading: `Samtal: ${contactWords(one)}`, text: one.what_was_said, by: one.by },
    })),
  ];
}

type Meeting = IntakePart["meetings"][number];
const meetingOutcomes: Readonly<Record<Meeting["outcome"], string>> = {
  erbjudet: "Möte med anmälaren erbjöds",
  hållet: "Möte med anmälaren hölls",
  avböjt: "Möte med anmälaren avböjdes",
  "inte lämpligt": "Möte med anmälaren erbjöds inte",
};

/** "Möte med anmälaren hölls: barnet, vårdnadshavare". */
function meetingWords({ outcome, participants }: Pick<Meeting, "outcome" | "participants">): string {
  return participants.length === 0 ? meetingOutcomes[outcome] : `${meetingOutcomes[outcome]}: ${participants.join(", ")}`;
}

/** When it came in and how, who took it in, and when it was registered by whom where that is later or another. */
export function receivedWords(of: Pick<IntakePart, "received_at" | "channel" | "taken_by" | "recorded_at" | "by">): string {
  const [received, recorded] = [new Date(of.received_at), new Date(of.recorded_at)];
  const came = `${formatDateTime(received)}, ${of.channel}${of.taken_by === null ? "" : `. Togs emot av ${of.taken_by}`}`;
  const isLater = of.taken_by !== null || stockholmDate(received) !== stockholmDate(recorded);
  return isLater ? `${came}. Registrerades ${formatDateTime(recorded)}${of.by ? ` av ${of.by}` : ""}` : came;
}

/** Who reported, in words; that it is secret where it is (26 kap. 5 § OSL). */
export function reporterWords(
  of: Pick<IntakePart, "reporter_category" | "reporter_name" | "reporter_contact" | "reporter_masked">,
): string {
  if (of.reporter_masked) return "Hemligt (26 kap. 5 § OSL)";
  return capital([of.reporter_category, of.reporter_name, of.reporter_contact].filter(Boolean).join(", "));
}

/** Each protection assessment with its hour, who made it and who wrote it. */
export function protectionRows({ protections }: Pick<IntakePart, "protections">): ContentRow[] {
  return protections.map((protection) => {
    const { assessed_at, assessed_by, recorded_at, result, by } = protection;
    const [assessed, written] = [new Date(assessed_at), formatDateTime(new Date(recorded_at))];
    const isLater = assessed_by !== null || stockholmDate(assessed) !== stockholmDate(new Date(recorded_at));
    const who = isLater ? `${assessed_by ?? by}, skriven ${written} av ${by}` : by;
    const value = `${capital(result)} (${formatDateTime(assessed)}, ${who})\n${protectionLines(protection)}`;
    return { term: "Skyddsbedömning", value };
  });
}

/** What an assessment stands on, and what is done to protect the child. */
const protectionLines = (one: IntakePart["protections"][number]): string =>
  journalLines(protectionInput.shape, one, "reasoning", "measure").join("\n");

/** "Förhandsbedömning: utredning inleds". */
function preliminaryWords(result: string): string {
  const words: WordsFor<CodeOf<"intake.preliminary_decision.result">> & WordsFor<string> = {
    inleda: "utredning inleds",
    "inte inleda": "utredning inleds inte",
    "pågående utredning finns": "anmälan förs till den pågående utredningen",
  };
  return `Förhandsbedömning: ${words[result] ?? result}`;
}

/** What the case holds of what came in, the latest first; open until an investigation has begun. */
export function intakeContents(
  parts: {
    readonly intakes: readonly IntakePart[];
    readonly phases: readonly PhasePart[];
    readonly child: { readonly birth_date_known: string };
  },
  outlook: Outlook,
): readonly Content[] {
  const open = !parts.phases.some((one) => one.kind === "utredning");
  return parts.intakes.toReversed().map((one) => intakeContent(one, outlook, { open, isBorn: parts.child.birth_date_known !== "väntat" }));
}

const feedbackTerm = termOf(feedbackInput.shape, "outcome");

function intakeContent(of: IntakePart, outlook: Outlook, { open, isBorn }: { open: boolean; isBorn: boolean }): Content {
  const rows: ContentRow[] = [
    { term: "Kom in", value: receivedWords(of) },
    { term: of.type === "ansökan" ? "Sökande" : "Anmälare", value: reporterWords(of) },
    { term: termOf(intakeInput.shape, "reasons"), value: capital(of.reasons.join(", ")) },
    { term: termOf(intakeInput.shape, "concern"), value: of.concern },
  ];
  if (of.protections.length > 0) rows.push(...protectionRows(of));
  else if (of.type === "anmälan") rows.push({ term: "Skyddsbedömning", value: isBorn ? "Inte gjord än" : "Görs när barnet är fött" });
  if (of.preliminary) {
    const { decision, id, extensions } = of.preliminary;
    const value = decision
      ? `${preliminaryWords(decision.result)} (${bothDays(decision.decided_on, decision.recorded_at)}, ${decision.legal_provision}, ${makerWords(decision.made)})\n${journalLines(notToOpenInput.shape, decision, "reasoning", "contacts").join("\n")}`
      : `Pågår. ${sentencesOf(outlook, id, "preliminary-assessment", "violence-means-investigation")}`;
    rows.push({ term: "Förhandsbedömning", value }, ...reportRows(decision?.made ?? null));
    for (const one of of.preliminary.consents)
      rows.push({
        term: "Samtycke",
        value: [`${consentWords(one)} (${bothDays(one.given_on, one.recorded_at)}, ${one.how})`, one.conditions].filter(Boolean).join("\n"),
      });
    for (const one of of.preliminary.contacts) {
      const consent = one.consent_by === null ? "" : ` Samtycke: ${one.consent_by}.`;
      rows.push({
        term: "Samtal",
        value: `${contactWords(one)} (${bothDays(one.happened_on, one.recorded_at)}).${consent}\n${one.what_was_said}`,
      });
    }
    for (const one of extensions) {
      rows.push({
        term: "Förlängd",
        value: extendedWords(one, ...journalLines(preliminaryExtensionInput.shape, one, "exceptionalReasons")),
      });
    }
  }
  if (of.outcome) {
    const { outcome, withdrawn_by: by, decided_on: on, legal_provision: law, reasoning, recorded_at } = of.outcome;
    const when = [bothDays(on, recorded_at), by ? "" : law, makerWords(of.outcome.made)].filter(Boolean).join(", ");
    const value = `${capital(outcome)}${by ? ` av ${by}` : ""} (${when})\n${reasoning}`;
    rows.push({ term: by ? "Återtagen" : "Utreds inte", value }, ...reportRows(of.outcome.made));
  }
  for (const one of of.meetings)
    rows.push({
      term: "Möte med anmälaren",
      value: `${meetingWords(one)} ${bothDays(one.happened_on, one.recorded_at)}\n${one.what_was_said}`,
    });
  if (of.feedback) {
    const { outcome, told, given_on: on, content } = of.feedback;
    rows.push({ term: feedbackTerm, value: `${capital(outcome)} ${on}${told === null ? "" : `: ${told}`}\n${content}` });
  }
  if (of.feedback === null && (of.feedback_requested || of.feedback_request)) {
    const asked = of.feedback_request ? `Begärd av anmälaren ${of.feedback_request.requested_on}` : "Begärd av anmälaren";
    rows.push({ term: feedbackTerm, value: [asked, sentencesOf(outlook, of.id, "feedback-to-reporter")].filter(Boolean).join("\n") });
  }
  const movable = !of.preliminary?.decision && !of.outcome && !outlook.closed;
  const move = movable ? intakeLinks.moveIntake(outlook.caseId, of.id) : undefined;
  return { id: of.id, heading: `${intakeWords(of)} ${of.received_on}`, rows, open, move };
}
