import { sql } from "kysely";
import { z } from "zod";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { defineLetter } from "../../letters/define-letter.ts";
import type { RequestGround } from "../request-fields.ts";
import { requestLetter } from "../request-letter.ts";

type Row = {
  asked_name: string;
  asked_for: string;
  ground: RequestGround;
  consent_of: string | null;
  consent_on: string | null;
  asked_on: string;
  reply_by: string;
  reminded: boolean;
  case_number: string;
  municipality: string;
  child_id: string;
  child: string;
  born: string;
  fingerade: boolean;
};

/**
 * What stands in the letter that asks others for information: the child by name, what is asked and why it may be answered, no address. Problems: `not-found`,
 * `identity-protected` for a child with a new identity, which the letter would tell.
 */
export const getRequestLetter = defineLetter({
  kind: "request",
  name: "investigation.get-request-letter",
  title: "Hämta brevet som ber om uppgifter",
  input: z.object({ caseId: idField, requestId: idField }),
  async compose(tx, at, { caseId, requestId }) {
    const { rows } = await sql<Row>`select q.asked_name, q.asked_for, q.ground, q.consent_of, q.consent_on, q.asked_on,
        coalesce(b.reply_by, q.reply_by) as reply_by, b.reply_by is not null as reminded, f.case_number, m.name as municipality, p.id as child_id,
        p.given_name || ' ' || p.family_name as child, p.protected_identity = 'fingerade personuppgifter' as fingerade,
        coalesce(p.identity_number, case when p.birth_date_known <> 'år' then 'född ' || p.birth_date else 'född ' || extract(year from p.birth_date) end) as born
      from investigation.request q
      join intake.case_file f on f.municipality_id = q.municipality_id and f.id = q.case_id
      join core.municipality m on m.id = q.municipality_id
      join people.person p on p.municipality_id = f.municipality_id and p.id = f.child_id
      left join lateral (select b.reply_by from investigation.request_reminder b
        where b.municipality_id = q.municipality_id and b.case_id = q.case_id and b.request_id = q.id
        order by b.reminded_on desc, b.recorded_at desc, b.id desc limit 1) b on true
      where q.municipality_id = ${at.actor.municipalityId} and q.case_id = ${caseId}::uuid and q.id = ${requestId}::uuid`.execute(tx);
    const [row] = rows;
    if (!row) return failed({ code: "not-found", message: "Frågan finns inte i ärendet." });
    if (row.fingerade) {
      return failed({
        code: "identity-protected",
        message: "Barnet har fingerade personuppgifter. Ett brev skulle visa dem.",
        hint: "Fråga på ett sätt som ni har kommit överens om med den som ansvarar för skyddade personuppgifter.",
      });
    }
    at.touch(requestId, row.child_id);
    const of = { ...row, to: row.asked_name, caseNumber: row.case_number, askedFor: row.asked_for, consentOf: row.consent_of };
    const days = { consentOn: row.consent_on, askedOn: row.asked_on, replyBy: row.reply_by };
    const by = at.actor.name;
    const sent = { receiver: { personId: null, name: row.asked_name }, reference: row.case_number, by, madeAt: at.now };
    return ok({ ...sent, said: requestLetter({ ...of, ...days, by }) });
  },
});
