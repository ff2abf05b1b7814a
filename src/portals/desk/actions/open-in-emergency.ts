import { sql } from "kysely";
import { z } from "zod";
import type { StaffActor } from "../../../platform/core/actor.ts";
import { emergencyReasons } from "../../../platform/access/codes.ts";
import { emergencyRuleOn, neverInEmergency } from "../../../platform/access/emergency.ts";
import { maySeeCase } from "../../../platform/access/need-to-know.ts";
import { doesCasework } from "../../../platform/access/permits.ts";
import { putOnReviewList } from "../../../platform/access/review-items.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, requiredText } from "../../../platform/core/fields.ts";
import { newTouchedId } from "../../../platform/core/journal.ts";
import { failed, inOneLine, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { foundByNumber, readNumber } from "../../../casework/intake/case-number.ts";
import { casesWithChildren } from "../../../casework/intake/cases.ts";

/** The same whether there is no case, it is one's own family's, or the child is protected: nothing is told. */
const notSo = failed({
  code: "cannot-be-opened",
  message: "Det finns inget ärende som du kan nödöppna med det numret.",
  hint: "Kontrollera numret. Ring annars enheten, jouren eller din gruppledare.",
});

/** Tells something about the one who asks and nothing about any case. */
const withoutNumber = failed({
  code: "cannot-be-opened",
  message: "Du kan inte nödöppna ärenden: Förtrogen känner inte till ditt personnummer och kan inte se om ett ärende rör din egen familj.",
  hint: "Ring enheten, jouren eller din gruppledare. Be systemförvaltaren om att ditt personnummer skickas med när du loggar in.",
});

/** The case, and when it closes again (an ISO instant); null when one may see it anyhow. */
type Opened = { readonly caseId: string; readonly endsAt: string | null };

/**
 * Breaks a case open for some hours, with a reason, to read it and to write what an emergency asks for. It is seen on the case with
 * its end, stands in the log and on the team leader's list. Never a case of one's own or one's family, never where somebody's identity
 * is protected. Gives the case and when it closes again; a case that one may see anyhow is given without being opened.
 */
export const openInEmergency = defineAction({
  name: "workplace.open-in-emergency",
  title: "Nödöppna ett ärende",
  input: z.object({
    number: requiredText("ett personnummer eller ett ärendenummer", 20),
    reason: choice(emergencyReasons, "varför du behöver öppna ärendet nu"),
    explanation: requiredText("vad som har hänt", 2000),
  }),
  output: z.object({ caseId: answer.id, endsAt: answer.momentText.nullable() }),
  permit: [doesCasework],
  limit: { name: "workplace.open-in-emergency", most: 10, seconds: 60 * 60, message: "Du har försökt nödöppna många ärenden på kort tid." },
  async run(tx, input, context) {
    const { actor, now, today } = context;
    const number = readNumber(input.number, today);
    if (!number.ok) return invalidField("number", inOneLine(number.error));
    if (!(await isNumberKnown(tx, actor))) return withoutNumber;
    const rule = await emergencyRuleOn(tx, actor.municipalityId, today);
    const { rows } = await sql<{ id: string; unitId: string; sees: boolean; never: boolean }>`
      select c.id, c.unit_id as "unitId", ${maySeeCase(actor, today)} as sees, ${neverInEmergency(actor.staffId)} as never
      from ${casesWithChildren}
      where p.municipality_id = ${actor.municipalityId} and ${foundByNumber(number.value)}
      order by k.case_id is null desc, c.opened_on desc, c.id desc limit 1`.execute(tx);
    const [found] = rows;
    if (found?.sees) return ok<Opened>({ caseId: found.id, endsAt: null });
    if (!found || found.never || rule.hours === 0 || (!rule.other_units && found.unitId !== actor.unitId)) return notSo;
    const openingId = newTouchedId(context);
    const endsAt = new Date(now.getTime() + rule.hours * 3_600_000);
    context.inCase(found.id);
    await tx
      .insertInto("access.emergency_opening")
      .values({
        municipality_id: actor.municipalityId,
        id: openingId,
        case_id: found.id,
        staff_id: actor.staffId,
        reason: input.reason,
        explanation: input.explanation,
        opened_at: now,
        ends_at: endsAt,
      })
      .execute();
    await putOnReviewList(tx, context, { kind: "nödöppning", unitId: found.unitId, caseId: found.id, openingId });
    return ok<Opened>({ caseId: found.id, endsAt: endsAt.toISOString() });
  },
});

async function isNumberKnown(tx: Tx, { municipalityId, staffId }: StaffActor): Promise<boolean> {
  const { identity_number: own } = await tx
    .selectFrom("access.staff")
    .select("identity_number")
    .where("municipality_id", "=", municipalityId)
    .where("id", "=", staffId)
    .executeTakeFirstOrThrow();
  return own !== null;
}
