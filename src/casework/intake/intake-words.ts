/** What came in, in words: what has happened of it, and what the case holds of it. Pure. */
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
  return one.reporter_category === "" ? what : `${what} från ${one.reporter_category}`;
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
      by: one.by,
    },
  ];
  if (one.protection) {
    const { assessed_at, measure, reasoning, result, by, recorded_at: recordedAt } = one.protection;
    const assessed = new Date(assessed_at);
    const heading = `Skyddsbedömning: ${result}`;
    const text = reasoning + (measure ? `\nÅtgärd: ${measure}` : "");
    events.push({ on: stockholmDate(assessed), at: stockholmTime(assessed), recordedAt, kind: "beslut", heading, text, by });
  }
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
    const { outcome, given_on: on, content: text, recorded_at: recordedAt, by } = one.feedback;
    const heading = outcome === "lämnad" ? "Återkoppling lämnad till anmälaren" : "Återkoppling till anmälaren var olämplig";
    events.push({ on, recordedAt, kind: "inkommet", heading, text, by });
  }
  return events;
}

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
  parts: { readonly intakes: readonly IntakePart[]; readonly phases: readonly PhasePart[] },
  outlook: Outlook,
): readonly Content[] {
  const open = !parts.phases.some((one) => one.kind === "utredning");
  return parts.intakes.toReversed().map((one) => intakeContent(one, outlook, open));
}

function intakeContent(of: IntakePart, outlook: Outlook, open: boolean): Content {
  const reporter = [of.reporter_category, of.reporter_name, of.reporter_contact].filter(Boolean).join(", ");
  const rows: ContentRow[] = [
    { term: "Kom in", value: `${formatDateTime(new Date(of.received_at))}, ${of.channel}` },
    { term: of.type === "ansökan" ? "Sökande" : "Anmälare", value: capital(reporter) },
    { term: "Orsaker", value: capital(of.reasons.join(", ")) },
    { term: "Vad det gäller", value: of.concern },
  ];
  if (of.protection) {
    const { assessed_at, result, reasoning, measure, by } = of.protection;
    rows.push({
      term: "Skyddsbedömning",
      value: `${capital(result)} (${formatDateTime(new Date(assessed_at))}, ${by})\n${reasoning}${measure ? `\nÅtgärd: ${measure}` : ""}`,
    });
  } else if (of.type === "anmälan") rows.push({ term: "Skyddsbedömning", value: "Inte gjord än" });
  if (of.preliminary) {
    const { decision, id, extensions } = of.preliminary;
    const value = decision
      ? `${preliminaryWords(decision.result)} (${bothDays(decision.decided_on, decision.recorded_at)}, ${decision.legal_provision}, ${makerWords(decision.made)})\n${decision.reasoning}${decision.contacts ? `\nKontakter: ${decision.contacts}` : ""}`
      : `Pågår. ${sentencesOf(outlook, id, "preliminary-assessment", "violence-means-investigation")}`;
    rows.push({ term: "Förhandsbedömning", value }, ...reportRows(decision?.made ?? null));
    for (const one of extensions) {
      rows.push({
        term: "Förlängd",
        value: extendedWords(one, `Synnerliga skäl: ${one.exceptional_reasons}`),
      });
    }
  }
  if (of.outcome) {
    const { outcome, withdrawn_by: by, decided_on: on, legal_provision: law, reasoning, recorded_at } = of.outcome;
    const when = [bothDays(on, recorded_at), by ? "" : law, makerWords(of.outcome.made)].filter(Boolean).join(", ");
    const value = `${capital(outcome)}${by ? ` av ${by}` : ""} (${when})\n${reasoning}`;
    rows.push({ term: by ? "Återtagen" : "Utreds inte", value }, ...reportRows(of.outcome.made));
  }
  if (of.feedback)
    rows.push({ term: "Återkoppling", value: `${capital(of.feedback.outcome)} ${of.feedback.given_on}\n${of.feedback.content}` });
  else if (of.feedback_requested || of.feedback_request) {
    const asked = of.feedback_request ? `Begärd av anmälaren ${of.feedback_request.requested_on}` : "Begärd av anmälaren";
    rows.push({ term: "Återkoppling", value: [asked, sentencesOf(outlook, of.id, "feedback-to-reporter")].filter(Boolean).join("\n") });
  }
  const movable = !of.preliminary?.decision && !of.outcome && !outlook.closed;
  const move = movable ? intakeLinks.moveIntake(outlook.caseId, of.id) : undefined;
  return { id: of.id, heading: `${intakeWords(of)} ${of.received_on}`, rows, open, move };
}
