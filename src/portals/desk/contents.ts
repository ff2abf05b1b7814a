/** What a case holds, part by part, in words: for the page and for the extract. Pure. */
import { formatDateTime } from "../../platform/basics/dates.ts";
import { capital } from "../../platform/basics/text.ts";
import { notExecuted } from "../../casework/intervention/rules.ts";
import { isUnderRight } from "../../casework/intervention/rules-execution.ts";
import type { CaseParts, ConsentPart, IntakePart, InvestigationPart } from "../../casework/case/case-parts.ts";
import { intakeWords, isOver } from "../../casework/case/case-words.ts";
import { sentenceOf } from "../../casework/case/clocks.ts";
import type { InterventionPart } from "../../casework/case/intervention-parts.ts";
import { bothDays, makerWords, reportWords } from "../../casework/case/made-words.ts";
import type { MadePart } from "../../casework/case/made-parts.ts";
import type { InformedPart } from "../../casework/case/people-parts.ts";
import { preliminaryWords } from "./timeline.ts";

/** One fact of a part; a value that is empty is a question without an answer. */
export type ContentRow = { readonly term: string; readonly value: string | null | undefined };
/** A report, an investigation or an intervention. */
export type Content = {
  readonly id: string;
  readonly heading: string;
  readonly rows: readonly ContentRow[];
  /** It is going on. */
  readonly open: boolean;
  /** The report can still be moved to another case. */
  readonly movable?: boolean;
};

/** What the case holds: interventions, investigations and what came in, the latest first of each. `today` is "YYYY-MM-DD". */
export function contentsOf(parts: CaseParts, today: string): readonly Content[] {
  const dues: Dues = parts.obligations.map((one) => ({ about: one.subject_id, rule: one.rule_id, sentence: sentenceOf(one, today) }));
  const isAlone = parts.investigations.length === 0;
  return [
    ...parts.interventions.toReversed().map((one) => interventionContent(one, dues)),
    ...parts.investigations.toReversed().map((one) => investigationContent(one, dues)),
    ...parts.intakes.toReversed().map((one) => intakeContent(one, parts.file, isAlone, dues)),
  ];
}

type Dues = readonly { readonly about: string; readonly rule: string; readonly sentence: string }[];

/** What the rules say of something that waits: by when, counted how, and by which paragraph. */
function sentences(dues: Dues, about: string, ...rules: readonly string[]): string {
  const own = dues.filter((one) => one.about === about && (rules.length === 0 || rules.includes(one.rule)));
  return own.map((one) => one.sentence).join("\n");
}

function intakeContent(of: IntakePart, file: CaseParts["file"], open: boolean, dues: Dues): Content {
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
      : `Pågår. ${sentences(dues, id, "preliminary-assessment", "violence-means-investigation")}`;
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
    rows.push({ term: "Återkoppling", value: [asked, sentences(dues, of.id, "feedback-to-reporter")].filter(Boolean).join("\n") });
  }
  const movable = !of.preliminary?.decision && !of.outcome && file.closed_on === null;
  return { id: of.id, heading: `${intakeWords(of)} ${of.received_on}`, rows, open, movable };
}

function investigationContent(of: InvestigationPart, dues: Dues): Content {
  const { best_interests, decision, conclusion } = of;
  const rows: ContentRow[] = [
    { term: "Inledd", value: `${bothDays(of.started_on, of.recorded_at)} (${of.legal_provision})` },
    ...said({ term: "Beslutat av", value: makerWords(of.made) }),
    ...reportRows(of.made),
    ...of.extensions.map((one) => ({ term: "Förlängd", value: extendedWords(one, `Särskilda skäl: ${one.special_reasons}`) })),
    conclusion
      ? { term: "Avslutad", value: `${conclusion.concluded_on}: ${conclusion.outcome}` }
      : { term: "Ska vara klar", value: sentences(dues, of.id, "investigation-time") },
    { term: "Informerade om att utredningen inleddes", value: of.informed.map(informedWords).join("\n") },
    { term: "Vad som utreds", value: of.purpose },
    { term: "Plan", value: of.plan },
  ];
  if (best_interests) {
    rows.push(
      { term: "Risker", value: best_interests.risk_factors },
      { term: "Skydd", value: best_interests.protective_factors },
      { term: "Barnets bästa", value: best_interests.assessment },
    );
  }
  if (conclusion) rows.push({ term: "Bedömning", value: conclusion.assessment });
  if (decision) {
    rows.push(
      {
        term: "Beslut",
        value: `${capital(decision.outcome)}${decision.intervention_type ? `: ${decision.intervention_type}` : ""}, ${bothDays(decision.decided_on, decision.recorded_at)}`,
      },
      { term: "Skäl för beslutet", value: decision.reasoning },
      { term: "Lagrum", value: decision.legal_provision },
      { term: "Beslutat av", value: makerWords(decision.made) },
      { term: "Överklagande", value: capital(decision.appeal) },
      ...reportRows(decision.made),
    );
    if (decision.consent_basis) {
      rows.push({
        term: "Samtycke",
        value: `${capital(decision.consent_basis)}${decision.consent_provision ? ` (${decision.consent_provision})` : ""}`,
      });
      rows.push(
        ...said(
          { term: "Svaren", value: decision.consents.map(answerWords).join("\n") },
          { term: "Varför utan samtycke", value: decision.consent_reasoning },
          { term: "Varför det inte kunde vänta", value: decision.cannot_wait },
          { term: "Varför barnets bästa krävde det", value: decision.clearly_demanded },
        ),
      );
    }
  }
  const heading = `Utredning ${of.started_on}${conclusion ? `–${conclusion.concluded_on}` : ", pågår"}`;
  return { id: of.id, heading, rows, open: !conclusion };
}

/** "Till 2026-08-01, beslutat 2026-06-20, Individutskottet, § 45", with the reasons, and whether the board has been told. */
function extendedWords(
  one: { extended_to: string; decided_on: string; recorded_at: string; made: MadePart | null },
  reasons: string,
): string {
  const decided = [bothDays(one.decided_on, one.recorded_at), makerWords(one.made)].filter(Boolean).join(", ");
  return [`Till ${one.extended_to}, beslutat ${decided}`, reasons, reportWords(one.made)].filter(Boolean).join("\n");
}

/** What becomes of a decision that could not wait for the board. */
function reportRows(made: MadePart | null): ContentRow[] {
  return said({ term: "Anmälan till nämnden", value: reportWords(made) }, { term: "Varför det inte kunde vänta", value: made?.urgency });
}

/** The rows that say something; the others are not questions that were left without an answer. */
function said(...rows: readonly ContentRow[]): ContentRow[] {
  return rows.filter((row) => row.value !== null && row.value !== undefined && row.value !== "");
}

/** "Maria Testsson, vårdnadshavare: samtycker (2026-03-04, muntligt, hembesök)". */
function answerWords(one: ConsentPart): string {
  const how = [one.given_on, one.form, one.place].filter(Boolean).join(", ");
  return `${one.given_name} ${one.family_name}, ${one.capacity}: ${one.answer}${how ? ` (${how})` : ""}`;
}

function informedWords(one: InformedPart): string {
  if (one.outcome === "informerad") return `${one.name}, ${one.happened_on}: ${one.content ?? ""}`;
  return `${one.name} är inte informerad (${one.happened_on}): särskilda skäl finns och prövas igen ${one.review_on ?? ""}.`;
}

function interventionContent(of: InterventionPart, dues: Dues): Content {
  const { plan, ending, not_begun: notBegun, beginning } = of;
  const rows: ContentRow[] = [
    { term: "Beviljad", value: `${of.granted_on}, till ${of.recipient}` },
    { term: "Utförs av", value: plan?.provider ?? capital(of.provision) },
    { term: "Mål", value: plan?.goals ?? of.goals },
  ];
  if (plan) {
    rows.push(
      { term: "Barnets egna mål", value: plan.child_goals },
      { term: notBegun ? "Skulle börja" : "Planerad att börja", value: plan.started_on },
    );
    const handed = `${capital(plan.child_information_passed_on)}${plan.reason_not_passed_on ? ` (${plan.reason_not_passed_on})` : ""}`;
    rows.push({ term: "Barnets uppgifter fördes vidare", value: `${handed}${plan.passed_on ? `\n${plan.passed_on}` : ""}` });
    if (plan.is_withheld)
      rows.push({ term: "Fördes inte vidare till utföraren", value: "Får inte visas för vårdnadshavare: barnet har bett om det." });
    if (plan.withheld) rows.push({ term: "Fördes inte vidare till utföraren", value: plan.withheld });
  } else if (!notBegun) rows.push({ term: "Planering", value: "Inte gjord än" });
  if (beginning) rows.push({ term: "Började", value: beginning.began_on });
  for (const one of of.interruptions) {
    const end = one.resumed_on ? `, började igen ${one.resumed_on}` : "";
    rows.push({ term: "Avbruten", value: `${one.interrupted_on}${end}\n${one.reason}` });
  }
  const waiting = sentences(dues, of.id, "not-executed", "begin-intervention", "execution-report");
  if (waiting) rows.push({ term: "Verkställighet", value: waiting });
  for (const one of of.reports) {
    rows.push({ term: `Rapporterat ${one.reported_on}`, value: [capital(one.kind), one.reason].filter(Boolean).join("\n") });
  }
  for (const one of of.follow_ups) {
    const next = one.next_follow_up_on ? `\nNästa: ${one.next_follow_up_on}` : "";
    rows.push({
      term: `Uppföljning ${one.followed_up_on}`,
      value: `${capital(one.goal_attainment)}\n${one.summary}${one.child_view ? `\nBarnets syn: ${one.child_view}` : ""}${next}`,
    });
  }
  if (ending) rows.push({ term: "Avslutad", value: `${ending.ended_on}: ${ending.reason}, ${ending.goal_attainment}\n${ending.summary}` });
  if (notBegun) {
    const underRight = isUnderRight(of.legal_provision);
    const delay = { grantedOn: of.granted_on, startedOn: null, gaveUpOn: notBegun.decided_on, underRight, today: notBegun.decided_on };
    rows.push({ term: "Blev inte av", value: `${notBegun.decided_on}: ${notBegun.reason}\n${notBegun.explanation}` });
    rows.push({ term: "Rapportering", value: notExecuted.explain(delay, notExecuted.apply(delay)) });
  }
  const state = ending ? `avslutad ${ending.ended_on}` : notBegun ? "blev inte av" : stateOf(of);
  return { id: of.id, heading: `Insats: ${of.type}, ${state}`, rows, open: !isOver(of) };
}

/** How far an intervention that is not over has come. */
function stateOf({ plan, beginning, interruptions }: InterventionPart): string {
  if (interruptions.some((one) => one.resumed_on === null)) return "avbruten";
  if (beginning) return "pågår";
  return plan ? "planerad, har inte börjat" : "ska planeras";
}
