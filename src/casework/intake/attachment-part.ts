/** Files that have come in to a case, as a part of it. */
import { sql } from "kysely";
import { z } from "zod";
import { describedBy, journalLines } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { codes } from "../../platform/database/generated.ts";
import { sizeWords } from "../../platform/files/kinds.ts";
import { byOf } from "../part/by-of.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { definePart, rare } from "../part/case-part.ts";
import { all } from "../part/guardian-showing.ts";
import { rowsOf } from "../part/rows-of.ts";
import { isMasked } from "./masking.ts";
import { attachmentFields, keptFroms } from "./attachment-fields.ts";
import { attachmentLinks } from "./attachment-links.ts";

const attachmentPart = describedBy(
  attachmentFields,
  z.object({
    id: answer.id,
    titled: answer.text(200),
    /** Null too where it belongs to a report and who reported is kept secret (26 kap. 5 § OSL). */
    from_whom: answer.text(200).nullable(),
    came_on: answer.day,
    /** The entry that it belongs to, by its place in the case. */
    entry: answer.text(200).nullable(),
    kept_from: answer.oneOf(keptFroms),
    kept_from_id: answer.id.nullable(),
    file_name: answer.text(150),
    size: answer.count,
    scan: answer.oneOf(codes["files.file.scan"]),
    struck: answer.yesNo,
    recorded_at: answer.momentText,
    by: answer.text(200),
  }),
);
export type AttachmentPart = z.output<typeof attachmentPart>;

/** True where the attachment `a` is struck as wrongly attached: it is given to nobody. */
export const isStruckAttachment = sql<boolean>`exists (select 1 from intake.entry_correction x where x.municipality_id = a.municipality_id
  and x.case_id = a.case_id and x.entry = 'attachments.' || a.id and x.kind = 'felskriven')`;

/** Whom the attachment `a` is kept from, as known today: a corrected number makes another person of the same guardian. */
const keptFromNow = sql`case when a.kept_from_id is not null then people.now_guardian(a.municipality_id,
  (select c.child_id from intake.case_file c where c.municipality_id = a.municipality_id and c.id = a.case_id), a.kept_from_id, a.recorded_at) end`;

export const attachmentsPart = definePart<{ readonly attachments: readonly AttachmentPart[] }>()({
  schema: answer.list(attachmentPart),
  ...rare(
    ({ m, c }) => ({ from: sql`intake.attachment a`, where: sql`a.municipality_id = ${m} and a.case_id = ${c}` }),
    (_question, from, where) =>
      rowsOf(sql`select a.id, a.titled, a.came_on, a.entry, a.kept_from, ${keptFromNow} as kept_from_id, a.recorded_at, f.name as file_name, f.size, f.scan, ${byOf("a")},
          ${isStruckAttachment} as struck,
          case when not exists (select 1 from intake.intake i where i.municipality_id = a.municipality_id and i.case_id = a.case_id
            and a.entry like 'intakes.' || i.id || '%' and ${isMasked}) then a.from_whom end as from_whom
        from ${from} join files.file f on f.municipality_id = a.municipality_id and f.id = a.file_id where ${where} order by a.came_on, a.recorded_at, a.id`),
  ),
  strikes: true,
  // That something has come is named; of what the guardian may not be shown nothing else is.
  forGuardian: (part, personId, isChild) =>
    part.map((one) => (isKeptFrom(one, personId, isChild) ? { ...one, titled: "", from_whom: null, entry: null, file_name: "" } : one)),
  guardian: {
    ...all("shown", "id", "came_on", "entry", "struck", "recorded_at", "by"),
    ...all("text", "titled"),
    ...all("reporter", "from_whom"),
    ...all("never", "kept_from", "kept_from_id", "file_name", "size", "scan"),
  },
  withheld: {
    kind: "bilaga",
    word: "Bilaga",
    sql: ({ m, c }, conversationId) => sql`select a.id, a.came_on as "on", a.titled || case when a.kept_from = 'alla vårdnadshavare' then ''
          else ' (får inte visas för ' || p.given_name || ' ' || p.family_name || ')' end as text, a.kept_because as reason
      from intake.attachment a left join people.person p on p.municipality_id = a.municipality_id and p.id = ${keptFromNow}
      where a.municipality_id = ${m} and a.case_id = ${c}::uuid and ${conversationId}::uuid is null and a.kept_from <> 'ingen' and not ${isStruckAttachment}`,
  },
  events: [{ order: 95, of: ({ attachments }, { caseId }) => attachments.map((one) => attachmentEvent(caseId, one)) }],
  also: [
    {
      order: 30,
      about: "Samtal och anteckningar",
      needs: [],
      of: (_parts, { caseId }) => [{ text: "Lägg till en bilaga", href: attachmentLinks.add(caseId) }],
    },
  ],
});

/** A paper of the child's is read by others too: nothing in it that is kept from any of them. */
const isKeptFrom = ({ kept_from: from, kept_from_id: id }: AttachmentPart, personId: string, isChild: boolean): boolean =>
  from === "alla vårdnadshavare" || id === personId || (isChild && from !== "ingen");

function attachmentEvent(caseId: string, one: AttachmentPart): CaseEvent {
  const base = { on: one.came_on, recordedAt: one.recorded_at, kind: "inkommet", by: one.by, belongs: one.entry ?? undefined } as const;
  if (one.titled === "") return { ...base, heading: "Bilaga: utelämnad" };
  const size =
    one.size > 0 ? [sizeWords(one.size), one.scan === "ren" ? "" : "inte genomsökt efter skadlig kod"].filter(Boolean).join(", ") : "";
  const file = one.file_name === "" || one.struck ? "" : `${one.file_name} (${size})`;
  // In a guardian's extract nothing is said of whom it is kept from.
  const kept =
    one.kept_from === "alla vårdnadshavare" || one.kept_from === "en vårdnadshavare" ? `Får inte visas för ${one.kept_from}` : "";
  return {
    ...base,
    heading: `Bilaga: ${one.titled}`,
    text: [file, ...journalLines(attachmentFields, one, "fromWhom"), kept].filter(Boolean).join("\n"),
    href: one.struck ? undefined : attachmentLinks.file(caseId, one.id),
  };
}
