/** What the room contributes of a case: that another municipality was asked to take it over, and what came of it (29 kap. 9-12 §§ SoL). */
import { sql } from "kysely";
import { z } from "zod";
import { findListedMunicipality } from "../../platform/basics/municipality-list.ts";
import { codeWord, describedBy, aboutOf, journalLines } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { byOf } from "../part/by-of.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { definePart, rare } from "../part/case-part.ts";
import { all, within } from "../part/guardian-showing.ts";
import { rowsOf } from "../part/rows-of.ts";
import type { NextStep } from "../part/work.ts";
import { intakeLinks } from "./links.ts";
import { transferInput, transferStepInput, transferSteps } from "./transfer-fields.ts";

const stamped = { recorded_at: answer.momentText, by: answer.text(200) };
const step = describedBy(
  transferStepInput.shape,
  z.object({
    id: answer.id,
    kind: answer.oneOf(transferSteps),
    happened_on: answer.day,
    given_to: answer.text(200).nullable(),
    note: answer.text().nullable(),
    ...stamped,
  }),
);
const transfer = describedBy(
  transferInput.shape,
  z.object({
    id: answer.id,
    to_municipality: answer.code,
    requested_on: answer.day,
    connection: answer.text(4000),
    suitable: answer.text(4000),
    sent_with: answer.text(2000).nullable(),
    steps: answer.list(step),
    ...stamped,
  }),
);
export type TransferPart = z.output<typeof transfer>;
type Transfers = { readonly transfers: readonly TransferPart[] };
type StepKind = TransferPart["steps"][number]["kind"];

/** The name of the municipality that was asked. */
export const askedMunicipality = ({ to_municipality: code }: Pick<TransferPart, "to_municipality">): string =>
  findListedMunicipality(code)?.name ?? code;

/** How a request stands: what came of it last, the hand-over apart; null while nothing has. */
export const transferState = ({ steps }: Pick<TransferPart, "steps">): StepKind | null =>
  steps.findLast((one) => one.kind !== "lämnat över")?.kind ?? null;

const goesOver = (one: TransferPart): boolean => ["tar över", "IVO flyttar över"].includes(transferState(one) ?? "");
const isOver = (one: TransferPart): boolean => ["tar inte över", "IVO avslår", "återtagen"].includes(transferState(one) ?? "");

export const transfers = definePart<Transfers>()({
  schema: answer.list(transfer),
  ...rare(
    ({ m, c }) => ({ from: sql`intake.transfer_request q`, where: sql`q.municipality_id = ${m} and q.case_id = ${c}` }),
    (_question, from, where) =>
      rowsOf(sql`select q.*, ${byOf("q")},
          ${rowsOf(sql`select s.*, ${byOf("s")} from intake.transfer_step s
            where s.municipality_id = q.municipality_id and s.case_id = q.case_id and s.transfer_request_id = q.id
            order by s.happened_on, s.recorded_at, s.id`)} as steps
        from ${from} where ${where} order by q.requested_on, q.recorded_at, q.id`),
  ),
  guardian: {
    ...all("shown", "id", "requested_on", "recorded_at", "by"),
    // A family lives where its matter goes.
    ...all("text", "to_municipality", "connection", "suitable", "sent_with"),
    ...within("shown", "steps[]", "id", "kind", "happened_on", "recorded_at", "by"),
    ...within("text", "steps[]", "given_to", "note"),
  },
  events: [{ order: 108, of: ({ transfers: asked }, { caseId }) => asked.flatMap((one) => transferEvents(caseId, one)) }],
  next: [{ order: 106, about: "Ärendet", of: ({ transfers: asked }, { caseId }) => asked.flatMap((one) => transferNext(caseId, one)) }],
  also: [
    {
      order: 98,
      of: ({ transfers: asked }, { caseId }) =>
        asked.every(isOver) ? [{ text: "Överflyttning till en annan kommun", href: intakeLinks.askTransfer(caseId) }] : [],
    },
  ],
});

function transferNext(caseId: string, one: TransferPart): NextStep[] {
  const href = intakeLinks.transfer(caseId, one.id);
  const name = askedMunicipality(one);
  if (isOver(one)) return [];
  if (!goesOver(one)) {
    const asked = transferState(one) === "ansökan till IVO" ? "IVO prövar överflyttningen." : `Begärt ${one.requested_on}.`;
    return [{ text: `Skriv vad som hänt med överflyttningen till ${name}`, href, why: `${asked} Ansvaret ligger kvar här.` }];
  }
  const given = one.steps.some(({ kind }) => kind === "lämnat över");
  return given ? [] : [{ text: `Lämna över uppgifter till ${name}`, href, why: "Kommunen tar över ärendet (29 kap. 12 § SoL)." }];
}

function transferEvents(caseId: string, one: TransferPart): readonly CaseEvent[] {
  const href = intakeLinks.transfer(caseId, one.id);
  // Left out of an extract where somebody must not be found.
  const whom = one.to_municipality === "" ? "" : `: ${askedMunicipality(one)}`;
  const asked: CaseEvent = {
    ...{ on: one.requested_on, recordedAt: one.recorded_at, kind: "beslut", by: one.by, href },
    heading: `Överflyttning begärdes hos en annan kommun${whom}`,
    text: journalLines(transferInput.shape, one, "connection", "suitable", "sentWith").join("\n"),
  };
  const came = one.steps.map((each): CaseEvent => ({
    ...{ on: each.happened_on, recordedAt: each.recorded_at, kind: "beslut", by: each.by, href },
    heading: `Överflyttning${whom}: ${stepWord(each.kind)}`,
    text: journalLines(transferStepInput.shape, each, "givenTo", "note").join("\n"),
  }));
  return [asked, ...came];
}

/** What has happened, in the words of the form. */
export const stepWord = (kind: StepKind): string => codeWord(aboutOf(transferStepInput.shape, "kind"), kind);
