import { sql } from "kysely";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { rowOf } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { choice, optionalId, optionalText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { isWithin, longestText } from "../../../platform/basics/text.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { codes } from "../../../platform/database/generated.ts";
import { keptHasReason, passageFields } from "../body-fields.ts";
import { keptWithheld } from "../kept-withheld.ts";
import { takeBody } from "../take-body.ts";

const passageSections = codes["investigation.passage.section"];

/** The text of an area and the analysis may be longer than what other forms take over of it. */
const isLong = (section: (typeof passageSections)[number]): boolean => section === "område" || section === "analys";

/**
 * Writes a text of an investigation, or its next version. Whoever writes on a version that somebody else has gone on from is told, with both side by side.
 * The analysis says which accounts and factors it rests on where the structure demands it; the database refuses it otherwise.
 */
export const writePassage = defineAction({
  name: "investigation.write-passage",
  title: "Skriv i utredningen",
  input: formOf({
    caseId: idField,
    investigationId: idField,
    section: choice(passageSections, "avsnitt"),
    areaCode: optionalText(40),
    ...passageFields,
    followsId: optionalId(),
  })
    .refine(...keptHasReason)
    .refine(({ section, text }) => isLong(section) || isWithin(text, longestText), {
      path: ["text"],
      message: `Korta texten till högst ${longestText} tecken.`,
    }),
  output: z.object({ passageId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const body = await takeBody(tx, context, input.caseId, input.investigationId);
    if (!body.ok) return body;
    const rests = await whatItRestsOn(tx, context, input);
    if (!rests.ok) return rests;
    if (input.section === "analys" && body.value.structure.analysis_cites && rests.value.length === 0) {
      return invalidField("restsUpon", "Välj vad analysen vilar på: det som barnet har sagt, eller de uppgifter som finns.");
    }
    const kept = input.withheldFromGuardians === undefined ? await keptWithheld(tx, context, "investigation.passage", input) : {};
    const { text, withheld_from_guardians, withheld_reason } = rowOf(passageFields, { ...input, ...kept });
    const passageId = newTouchedId(context);
    const [first] = rests.value;
    await tx
      .insertInto("investigation.passage")
      .values({
        ...{ id: passageId, ...body.value.in, ...body.value.structure, section: input.section, area_code: input.areaCode ?? null },
        ...{ text, withheld_from_guardians, withheld_reason, follows_id: input.followsId ?? null },
        ...{ rests_on_finding_id: first?.finding_id ?? null, rests_on_conversation_id: first?.conversation_id ?? null },
        ...{ rests_on_account_id: first?.account_id ?? null, rests_on_visit_id: first?.visit_id ?? null },
        rests_on_instrument_use_id: first?.instrument_use_id ?? null,
        ...stamp(context),
      })
      .execute();
    if (rests.value.length > 0) {
      const cited = rests.value.map((one) => ({
        id: newTouchedId(context),
        ...body.value.in,
        passage_id: passageId,
        ...one,
        ...stamp(context),
      }));
      await tx.insertInto("investigation.citation").values(cited).execute();
    }
    return ok({ passageId });
  },
});

type Written = {
  readonly caseId: string;
  readonly investigationId: string;
  readonly restsUpon: readonly string[];
  readonly followsId?: string | undefined;
};
type Cited = {
  readonly finding_id: string | null;
  readonly conversation_id: string | null;
  readonly account_id: string | null;
  readonly visit_id: string | null;
  readonly instrument_use_id: string | null;
};

/** What was ticked, as what this investigation has found, seen or been told, and conversations of this case; a problem where it is none of these. */
async function whatItRestsOn(tx: Tx, context: Context, { caseId, investigationId, restsUpon }: Written): Promise<Result<readonly Cited[]>> {
  const wanted = [...new Set(restsUpon)];
  if (wanted.length === 0) return ok([]);
  const m = context.actor.municipalityId;
  const { rows } = await sql<Cited & { readonly id: string }>`
    select w.id, f.id as finding_id, t.id as conversation_id, a.id as account_id, v.id as visit_id, u.id as instrument_use_id
    from unnest(${wanted}::uuid[]) as w(id)
    left join investigation.finding f on f.municipality_id = ${m} and f.investigation_id = ${investigationId}::uuid and f.id = w.id
    left join participation.conversation t on t.municipality_id = ${m} and t.case_id = ${caseId}::uuid and t.id = w.id
    left join party.account a on a.municipality_id = ${m} and a.case_id = ${caseId}::uuid and a.investigation_id = ${investigationId}::uuid and a.id = w.id
    left join investigation.home_visit v on v.municipality_id = ${m} and v.investigation_id = ${investigationId}::uuid and v.id = w.id
    left join investigation.instrument_use u on u.municipality_id = ${m} and u.investigation_id = ${investigationId}::uuid and u.id = w.id
    where num_nonnulls(f.id, t.id, a.id, v.id, u.id) = 1`.execute(tx);
  const found = new Map(rows.map(({ id, ...cited }) => [id, cited]));
  if (found.size < wanted.length)
    return failed({ code: "not-in-case", message: "En uppgift finns inte i utredningen.", hint: "Ladda om sidan." });
  return ok(wanted.flatMap((id) => found.get(id) ?? []));
}
