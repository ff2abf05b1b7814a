/** What the room contributes of a case: the investigations. The room of decisions adds the decision that each has come to. */
import { describedBy, journalLines, termOf } from "../../platform/core/about.ts";
import { informedInput } from "./actions/inform-concerned.ts";
import { extensionInput } from "./actions/extend-investigation.ts";
import { investigationFields, openInvestigationInput } from "./actions/open-investigation.ts";
import { bestInterestsInput } from "./actions/assess-best-interests.ts";
import { columnsOf, oneRowOf, rowsOf } from "../part/rows-of.ts";
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { byOf } from "../part/by-of.ts";
import type { CaseEvent } from "../part/case-event.ts";
import type { CaseQuestion, Finishing } from "../part/case-part.ts";
import { all, madeShown, within } from "../part/guardian-showing.ts";
import { madePart, writer } from "../part/made-parts.ts";
import { bothDays, extendedWords, makerWords, reportEvents, reportRows } from "../part/made-words.ts";
import { said, sentencesOf } from "../part/work.ts";
import type { ContentRow, Outlook } from "../part/work.ts";
import { nameInCase } from "../people/name-in-case.ts";
import { bodiesPart } from "./body-part.ts";
import { informationOutcomes } from "./codes.ts";
import { requestsPart } from "./request-part.ts";
import { investigationTime } from "./rules.ts";
import { instrumentsPart, visitsPart } from "./visit-part.ts";

const informedPart = describedBy(
  informedInput.shape,
  z.object({
    person_id: answer.id,
    name: answer.fullName,
    outcome: answer.oneOf(informationOutcomes),
    happened_on: answer.day,
    /** How it was told; null for särskilda skäl, which are asked for by themselves (`get-withheld`). */
    content: answer.text(2000).nullable(),
    review_on: answer.day.nullable(),
    recorded_at: answer.momentText,
    by: answer.text(200),
  }),
  { personId: "name" },
);
type InformedPart = z.output<typeof informedPart>;

/** A decision to give an investigation more time. */
const extensionPart = describedBy(
  extensionInput.shape,
  z.object({
    decided_on: answer.day,
    extended_to: answer.day,
    special_reasons: answer.text(),
    made: madePart.nullable(),
    recorded_at: answer.momentText,
  }),
);

/** An investigation, without its decision. */
export const investigationRow = describedBy(
  openInvestigationInput.shape,
  z.object({
    id: answer.id,
    phase_id: answer.id,
    intake_id: answer.id,
    started_on: answer.day,
    /** The last day in law and the day as counted, without extensions, as the rule gives them. */
    due_on: answer.day,
    target_on: answer.day,
    extended_to: answer.day.nullable(),
    /** The decisions to extend, the latest day last. */
    extensions: answer.list(extensionPart),
    /** What each guardian was told of its opening, the latest last. */
    informed: answer.list(informedPart),
    purpose: answer.text(),
    plan: answer.text().nullable(),
    legal_provision: answer.text(100),
    made: madePart.nullable(),
    recorded_at: answer.momentText,
    best_interests: describedBy(
      bestInterestsInput.shape,
      z.object({
        id: answer.id,
        assessed_on: answer.day,
        risk_factors: answer.text().nullable(),
        protective_factors: answer.text().nullable(),
        assessment: answer.text(),
        recorded_at: answer.momentText,
        by: answer.text(200),
      }),
    ).nullable(),
    conclusion: z
      .object({
        concluded_on: answer.day,
        outcome: answer.code,
        assessment: answer.text(50_000),
        recorded_at: answer.momentText,
        by: writer,
      })
      .nullable(),
  }),
  { decidedOn: "started_on" },
);
export type InvestigationRow = z.output<typeof investigationRow>;

/** Investigations that are going on. */
export function openInvestigations<Row extends Pick<InvestigationRow, "conclusion">>(parts: {
  readonly investigations: readonly Row[];
}): readonly Row[] {
  return parts.investigations.filter((one) => one.conclusion === null);
}

/** The investigations of a case; `decision` is a subquery that gives the decision of the investigation `i`. */
export const investigationsSql = ({ m, c }: CaseQuestion, decision: RawBuilder<unknown>): RawBuilder<unknown> =>
  rowsOf(sql`select i.*,
          ${rowsOf(sql`select x.* from investigation.extension x
            where x.municipality_id = i.municipality_id and x.case_id = i.case_id and x.investigation_id = i.id order by x.extended_to, x.recorded_at`)} as extensions,
          ${rowsOf(sql`select ${columnsOf("o", informedPart, "person_id", "name", "content", "by")},
              people.now_guardian(o.municipality_id, (select f.child_id from intake.case_file f where f.municipality_id = o.municipality_id and f.id = o.case_id),
                o.person_id, o.recorded_at) as person_id, n.given_name || ' ' || n.family_name as name,
              case when o.outcome = 'informerad' then o.content end as content, w.name as by
            from investigation.opened_information o cross join lateral ${nameInCase("o", sql`o.case_id`, sql`o.person_id`)} n
            join access.staff w on w.municipality_id = o.municipality_id and w.id = o.recorded_by
            where o.municipality_id = i.municipality_id and o.case_id = i.case_id and o.investigation_id = i.id order by o.recorded_at`)} as informed,
          ${oneRowOf(sql`select b.*, w.name as by from investigation.best_interests b
            join access.staff w on w.municipality_id = b.municipality_id and w.id = b.recorded_by
            where b.municipality_id = i.municipality_id and b.case_id = i.case_id and b.investigation_id = i.id order by b.recorded_at desc limit 1`)} as best_interests,
          ${decision} as decision,
          ${oneRowOf(sql`select e.*, ${byOf("e")} from investigation.conclusion e
            where e.municipality_id = i.municipality_id and e.case_id = i.case_id and e.investigation_id = i.id`)} as conclusion
      from investigation.investigation i where i.municipality_id = ${m} and i.case_id = ${c} order by i.started_on`);

type Days = "made" | "extended_to" | "extensions" | "due_on" | "target_on";
/** As the database gives it: who decided apart, and without the days that the rule counts. */
export type Recorded<Row extends InvestigationRow> = Omit<Row, Days> & {
  readonly extensions: readonly (Omit<Row["extensions"][number], "made"> & { readonly id: string })[];
};

/** Who decided, and the days of an investigation. */
export function investigationDays(one: Recorded<InvestigationRow>, { made }: Finishing): Pick<InvestigationRow, Days> {
  const { dueOn, targetOn } = investigationTime.apply({ openedOn: one.started_on });
  return {
    due_on: dueOn,
    target_on: targetOn,
    extended_to: one.extensions.at(-1)?.extended_to ?? null,
    extensions: one.extensions.map((each) => ({ ...each, made: made(each.id) })),
    made: made(one.id),
  };
}

/** What of an investigation a guardian is shown. */
export const investigationShown = {
  ...all("shown", "id", "phase_id", "intake_id", "started_on", "due_on", "target_on", "extended_to", "legal_provision", "recorded_at"),
  ...all("text", "purpose", "plan"),
  ...madeShown("made"),
  ...within("shown", "extensions[]", "decided_on", "extended_to", "recorded_at"),
  ...within("text", "extensions[]", "special_reasons"),
  ...madeShown("extensions[].made"),
  // Only what the guardian was told: rows of others, and särskilda skäl, are taken out before.
  ...within("shown", "informed[]", "person_id", "name", "outcome", "happened_on", "recorded_at", "by"),
  ...within("text", "informed[]", "content"),
  ...within("never", "informed[]", "review_on"),
  ...within("shown", "best_interests", "id", "assessed_on", "recorded_at", "by"),
  ...within("text", "best_interests", "risk_factors", "protective_factors", "assessment"),
  ...within("shown", "conclusion", "concluded_on", "outcome", "recorded_at", "by"),
  ...within("text", "conclusion", "assessment"),
};

/** Those rows of what was told that a guardian may know of: the own, without särskilda skäl. */
export const toldTo = (informed: InvestigationRow["informed"], personId: string): InvestigationRow["informed"] =>
  informed.filter((each) => each.person_id === personId && each.outcome !== "särskilda skäl");

/** Särskilda skäl for which a guardian is not told of an investigation. */
export const untoldSql = ({ m, c }: Pick<CaseQuestion, "m" | "c">, conversationId: string | null): RawBuilder<unknown> => sql`
  select o.id, o.happened_on as "on", o.content as text, p.given_name || ' ' || p.family_name || ' är inte informerad om utredningen' as reason
      from investigation.opened_information o
      cross join lateral ${nameInCase("o", sql`o.case_id`, sql`o.person_id`)} p
      where o.municipality_id = ${m} and o.case_id = ${c}::uuid and o.outcome = 'särskilda skäl'
        and ${conversationId}::uuid is null`;

/** What happened while it went on. */
export function startEvents(one: InvestigationRow): CaseEvent[] {
  const by = makerWords(one.made);
  const events: CaseEvent[] = [
    { on: one.started_on, recordedAt: one.recorded_at, kind: "beslut", heading: "Utredning inleddes", text: one.purpose, by },
    ...reportEvents(one.made),
  ];
  for (const { decided_on: on, extended_to, special_reasons: text, made, recorded_at: recordedAt } of one.extensions) {
    const heading = `Utredningen förlängdes till ${extended_to}: särskilda skäl`;
    events.push({ on, recordedAt, kind: "beslut", heading, text, by: makerWords(made) }, ...reportEvents(made));
  }
  for (const { name, outcome, happened_on: on, content, review_on, by, recorded_at: recordedAt } of one.informed) {
    const told = outcome === "informerad";
    const heading = told ? `${name} informerades om att utredningen har inletts` : `${name} informerades inte: särskilda skäl`;
    events.push({
      on,
      recordedAt,
      kind: "beslut",
      heading,
      text: told ? (content ?? undefined) : `Skälen prövas igen ${review_on ?? ""}.`,
      by,
    });
  }
  if (one.best_interests) {
    const { assessed_on: on, assessment: text, by, recorded_at: recordedAt } = one.best_interests;
    events.push({ on, recordedAt, kind: "delaktighet", heading: "Barnets bästa bedömdes", text, by });
  }
  return events;
}

/** What the case holds of it, without its decision. */
export function investigationRows(of: InvestigationRow, outlook: Outlook): readonly ContentRow[] {
  const { best_interests, conclusion } = of;
  const rows: ContentRow[] = [
    { term: "Inledd", value: `${bothDays(of.started_on, of.recorded_at)} (${of.legal_provision})` },
    ...said({ term: "Beslutat av", value: makerWords(of.made) }),
    ...reportRows(of.made),
    ...of.extensions.map((one) => ({
      term: "Förlängd",
      value: extendedWords(one, ...journalLines(extensionInput.shape, one, "specialReasons")),
    })),
    conclusion
      ? { term: "Avslutad", value: `${conclusion.concluded_on}: ${conclusion.outcome}` }
      : { term: "Ska vara klar", value: sentencesOf(outlook, of.id, "investigation-time") },
    { term: "Informerade om att utredningen inleddes", value: of.informed.map(informedWords).join("\n") },
    { term: termOf(investigationFields, "purpose"), value: of.purpose },
    { term: termOf(investigationFields, "plan"), value: of.plan },
  ];
  if (best_interests) {
    const asked = bestInterestsInput.shape;
    rows.push(
      { term: termOf(asked, "riskFactors"), value: best_interests.risk_factors },
      { term: termOf(asked, "protectiveFactors"), value: best_interests.protective_factors },
      { term: termOf(asked, "assessment"), value: best_interests.assessment },
    );
  }
  return rows;
}

function informedWords(one: InformedPart): string {
  if (one.outcome === "informerad") return `${one.name}, ${one.happened_on}: ${one.content ?? ""}`;
  return `${one.name} är inte informerad (${one.happened_on}): särskilda skäl finns och prövas igen ${one.review_on ?? ""}.`;
}

/** The kinds of record that this room contributes by itself; the investigations get their decisions from the room of decisions. */
export const investigationParts = { bodies: bodiesPart, requests: requestsPart, visits: visitsPart, instruments: instrumentsPart };
