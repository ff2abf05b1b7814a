/** A promise to the child as a part of its case. */
import { describedBy, journalLines } from "../../platform/core/about.ts";
import { sql } from "kysely";
import { z } from "zod";
import { stopped } from "../../platform/basics/text.ts";
import { answer } from "../../platform/core/answers.ts";
import { codes } from "../../platform/database/generated.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { definePart, rare } from "../part/case-part.ts";
import { nothingShown } from "../part/guardian-showing.ts";
import type { NextStep, Obstacle, Outlook, Place } from "../part/work.ts";
import { newPromiseLink, promiseLink } from "./phase-steps.ts";
import { longestPromise, promiseFields, promiseOutcomeFields } from "./promise-fields.ts";

const promise = describedBy(
  promiseFields,
  z.object({
    id: answer.id,
    conversation_id: answer.id.nullable(),
    kind: answer.oneOf(codes["participation.promise.kind"]),
    promise: answer.text(longestPromise),
    promised_on: answer.day,
    promised_for: answer.day,
    /** The child wants to know what came of it. */
    child_asks: answer.yesNo,
    recorded_at: answer.momentText,
    by: answer.text(200),
    outcome: describedBy(
      promiseOutcomeFields,
      z.object({
        kept: answer.oneOf(codes["participation.promise_outcome.kept"]),
        settled_on: answer.day,
        what_came: answer.text(),
        told_how: answer.text().nullable(),
        recorded_at: answer.momentText,
        by: answer.text(200),
      }),
    ).nullable(),
  }),
);
export type PromisePart = z.output<typeof promise>;

type Promises = { readonly promises: readonly PromisePart[]; readonly child: { readonly birth_date_known: string } };

export const promisesPart = definePart<Promises>()({
  schema: answer.list(promise),
  ...rare(
    ({ m, c }) => ({ from: sql`participation.promise p`, where: sql`p.municipality_id = ${m} and p.case_id = ${c}` }),
    (
      _question,
      from,
      where,
    ) => sql`(select coalesce(json_agg(json_build_object('id', p.id, 'conversation_id', p.conversation_id, 'kind', p.kind,
        'promise', p.promise, 'promised_on', p.promised_on, 'promised_for', p.promised_for, 'child_asks', p.child_asks, 'recorded_at', p.recorded_at,
        'by', w.name, 'outcome', case when o.promise_id is null then null else json_build_object('kept', o.kept, 'settled_on', o.settled_on,
          'what_came', o.what_came, 'told_how', o.told_how, 'recorded_at', o.recorded_at, 'by', v.name) end)
        order by p.promised_for, p.recorded_at), '[]')
      from ${from}
      join access.staff w on w.municipality_id = p.municipality_id and w.id = p.recorded_by
      left join participation.promise_outcome o on o.municipality_id = p.municipality_id and o.case_id = p.case_id and o.promise_id = p.id
      left join access.staff v on v.municipality_id = o.municipality_id and v.id = o.recorded_by
      where ${where})`,
  ),
  // What a child was promised tells what the child said: it is the child's.
  guardian: nothingShown,
  events: [{ order: 45, of: ({ promises }, { caseId }) => promises.flatMap((one) => promiseEvents(caseId, one)) }],
  next: [{ order: 25, of: ({ promises }, outlook) => open(promises).map((one) => nextOf(one, outlook)) }],
  also: [
    {
      order: 20,
      about: "Samtal och anteckningar",
      needs: [],
      // Nobody promises a child who is not born.
      of: ({ child }, { caseId }) =>
        child.birth_date_known === "väntat" ? [] : [{ text: "Skriv vad barnet har blivit lovat", href: newPromiseLink(caseId) }],
    },
  ],
  obstacles: [{ order: 55, needs: ["promises"], of: ({ promises }, { caseId }) => open(promises).map((one) => obstacleOf(caseId, one)) }],
});

const open = (promises: readonly PromisePart[]): readonly PromisePart[] => promises.filter((one) => one.outcome === null);

const nextOf = (one: PromisePart, { caseId }: Outlook): NextStep => ({
  text: one.kind === "löfte" ? `Löfte: ${one.promise}` : `Berätta för barnet: ${one.promise}`,
  href: promiseLink(caseId, one.id),
  why: `Lovat ${one.promised_on} till ${one.promised_for}.`,
});

const obstacleOf = (caseId: Place["caseId"], one: PromisePart): Obstacle => ({
  text: `${one.kind === "löfte" ? "Barnet har blivit lovat" : "Barnet ska få veta"}: ${stopped(one.promise)}`,
  href: promiseLink(caseId, one.id),
  action: one.kind === "löfte" ? "Skriv vad det blev av löftet" : "Skriv hur barnet fick veta det",
});

const keptWords = {
  ja: "Löftet till barnet hölls",
  delvis: "Löftet till barnet hölls delvis",
  nej: "Löftet till barnet hölls inte",
} as const;
const toldWords = {
  ja: "Barnet har fått veta vem som tar över",
  delvis: "Barnet har delvis fått veta vem som tar över",
  nej: "Barnet har inte fått veta vem som tar över",
} as const;

function promiseEvents(caseId: string, one: PromisePart): readonly CaseEvent[] {
  const asks = one.child_asks ? " Barnet vill veta hur det gick." : "";
  const made: CaseEvent = {
    on: one.promised_on,
    recordedAt: one.recorded_at,
    kind: "delaktighet",
    heading: one.kind === "löfte" ? "Löfte till barnet" : "Byte av handläggare",
    text: `${stopped(one.promise)} Ska vara gjort ${one.promised_for}.${asks}`,
    by: one.by,
    href: promiseLink(caseId, one.id),
  };
  if (one.outcome === null) return [made];
  const settled: CaseEvent = {
    on: one.outcome.settled_on,
    recordedAt: one.outcome.recorded_at,
    kind: "delaktighet",
    heading: (one.kind === "löfte" ? keptWords : toldWords)[one.outcome.kept],
    text: [stopped(one.promise), ...journalLines(promiseOutcomeFields, one.outcome, "whatCame", "toldHow")].join("\n"),
    by: one.outcome.by,
  };
  return [made, settled];
}
