import { sql } from "kysely";
import { z } from "zod";
import { isOfOffice } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { codes } from "../../../platform/database/generated.ts";
import { answerKinds, documentKinds, scopes } from "../codes.ts";

/** The file of a row: what it is called, its bytes, and whether it was looked through for harmful code. */
const file = z.object({ name: answer.text(150), size: answer.count, scan: z.enum(codes["files.file.scan"]) });

/** A reminder of a review, and how the message stands since when. */
const reminder = z.object({
  review_on: answer.day,
  stage: z.enum(codes["register.reminder.stage"]),
  state: answer.code,
  since: answer.momentText,
});
export type ReminderShown = z.output<typeof reminder>;

const version = z.object({
  number: answer.count,
  kind: z.enum(codes["register.version.kind"]),
  title: answer.text(200),
  decided_by: answer.text(200),
  decided_on: answer.day,
  review_on: answer.day.nullable(),
  ended_on: answer.day.nullable(),
  scope: z.enum(scopes),
  limits: answer.text(1000).nullable(),
  description: answer.text(1000).nullable(),
  link: answer.text(480).nullable(),
  place: answer.text(200).nullable(),
  responsible: answer.text(200).nullable(),
  reminder_address: answer.text(254).nullable(),
  /** Null where there is none, and where it is taken away. */
  file: file.nullable(),
  removed: z.object({ name: answer.text(150), by: answer.text(200), at: answer.momentText, reason: answer.text(1000) }).nullable(),
  answers: answer.list(z.enum(answerKinds)),
  by: answer.text(200),
  at: answer.momentText,
});
export type DocumentVersion = z.output<typeof version>;

/** A routine or document with every row that it has had, the last one first, and the reminders of its review. Problem: `not-found`. */
export const getDocument = defineQuery({
  name: "register.get-document",
  title: "Visa en rutin eller ett styrdokument",
  input: z.object({ documentId: idField }),
  output: z.object({ kind: z.enum(documentKinds), last: version, versions: answer.list(version), reminders: answer.list(reminder) }),
  permit: [isOfOffice],
  async run(tx, { documentId }, { actor, touch }) {
    const { rows } = await sql<DocumentVersion & { document_kind: (typeof documentKinds)[number] }>`
      select d.kind as document_kind, v.number, v.kind, v.title, v.decided_by, v.decided_on, v.review_on, v.ended_on, v.scope, v.limits, v.description,
        v.link, v.place, v.answers, v.responsible, v.reminder_address, s.name as by, to_json(v.recorded_at)#>>'{}' as at,
        case when x.file_id is not null then jsonb_build_object('name', f.name, 'by', y.name, 'at', to_json(x.recorded_at)#>>'{}', 'reason', x.reason) end as removed,
        case when f.id is not null and x.file_id is null then jsonb_build_object('name', f.name, 'size', f.size, 'scan', f.scan) end as file
      from register.version v join register.document d on d.municipality_id = v.municipality_id and d.id = v.document_id
      join access.staff s on s.municipality_id = v.municipality_id and s.id = v.recorded_by
      left join files.file f on f.municipality_id = v.municipality_id and f.id = v.file_id
      left join register.file_removal x on x.municipality_id = v.municipality_id and x.document_id = v.document_id and x.file_id = v.file_id
      left join access.staff y on y.municipality_id = x.municipality_id and y.id = x.recorded_by
      where v.municipality_id = ${actor.municipalityId} and v.document_id = ${documentId}::uuid order by v.number desc`.execute(tx);
    const [last] = rows;
    if (!last) return failed({ code: "not-found", message: "Dokumentet finns inte i registret." });
    touch(documentId);
    const { rows: reminders } = await sql<ReminderShown>`select r.review_on, r.stage, s.state, to_json(s.since)#>>'{}' as since
      from register.reminder r join messages.standing s on s.municipality_id = r.municipality_id and s.id = r.message_id
      where r.municipality_id = ${actor.municipalityId} and r.document_id = ${documentId}::uuid
      order by r.review_on, r.stage`.execute(tx);
    const versions = rows.map(({ document_kind: _, ...shown }): DocumentVersion => shown);
    return ok({ kind: last.document_kind, last: versions[0] as DocumentVersion, versions, reminders });
  },
});
