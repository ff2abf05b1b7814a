/** What cases have written of somebody, as it is read. */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import type { Context } from "../../platform/core/door.ts";
import { codes } from "../../platform/database/generated.ts";
import { contactKinds, detailKinds, identityKinds } from "./detail-fields.ts";
import { writtenInSight } from "./in-case.ts";

/** One row of a detail as it was written: given, corrected, ended or withdrawn. */
export const detailRow = z.object({
  id: answer.id,
  kind: answer.oneOf(detailKinds),
  detail: answer.text(300),
  validFrom: answer.day,
  validTo: answer.day.nullable(),
  change: answer.oneOf(codes["people.person_detail.change"]),
  reason: answer.text(2000).nullable(),
  source: answer.oneOf(codes["people.person_detail.source"]),
  sourceDetail: answer.text(200).nullable(),
  sourceOn: answer.day,
  /** True for the last word of a detail that is not withdrawn. */
  stands: answer.yesNo,
  /** True where it was written in the case that is read, and may be changed there. */
  isOwn: answer.yesNo,
  correctsId: answer.id.nullable(),
  by: answer.text(200),
  recordedAt: answer.momentText,
});
export type DetailRow = z.output<typeof detailRow>;

type Which = "open" | "shielded";

/**
 * Every row about the person (`people.person` by the alias `p`) that was written in the case or in one that the asker may see, the latest first. `open`:
 * without what a protection hides; `shielded`: how the person is reached.
 */
export const detailsOf = (context: Context, caseId: string, which: Which): RawBuilder<unknown> => {
  const shown =
    which === "shielded"
      ? sql`d.kind = any (${[...contactKinds]}::text[])`
      : sql`not (d.kind = any (${[...contactKinds]}::text[]) and p.protected_identity <> 'ingen')
          and not (d.kind = any (${[...identityKinds]}::text[]) and p.protected_identity = 'fingerade personuppgifter')`;
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'detail', d.detail, 'validFrom', d.valid_from, 'validTo', d.valid_to,
      'change', d.change, 'reason', d.reason, 'source', d.source, 'sourceDetail', d.source_detail, 'sourceOn', d.source_on,
      'stands', exists (select 1 from people.standing_detail s where s.municipality_id = d.municipality_id and s.id = d.id),
      'isOwn', d.case_id = ${caseId}::uuid, 'correctsId', d.corrects_id, 'by', w.name, 'recordedAt', d.recorded_at)
      order by d.recorded_at desc, d.id desc), '[]')
    from people.person_detail d join access.staff w on w.municipality_id = d.municipality_id and w.id = d.recorded_by
    where d.municipality_id = p.municipality_id and d.person_id = p.id and ${shown} and ${writtenInSight("d", context, caseId)})`;
};
