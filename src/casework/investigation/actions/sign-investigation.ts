import { sql } from "kysely";
import { z } from "zod";
import { isResponsibleForCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { optionalYesNo } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { findSteps, takePhase } from "../../participation/phases.ts";
import { writeStep } from "../../participation/write-records.ts";
import { ownSources } from "../body-fields.ts";
import { headings } from "../headings.ts";
import type { Section } from "../headings.ts";
import { takeBody } from "../take-body.ts";
import type { TakenBody } from "../take-body.ts";

/**
 * Signs an investigation, as its responsible caseworker: from then on nothing in it is changed, and what comes later is a dated supplement. What the
 * decision asks for and the body says is written from it: the assessment of the child's best interests, and how the child's opinion is weighed.
 */
export const signInvestigation = defineAction({
  name: "investigation.sign-investigation",
  title: "Skriv under utredningen",
  input: formOf({
    caseId: idField,
    investigationId: idField,
    hasRead: about(optionalYesNo(), {
      quiet: "the signature says so by itself",
      label: "Underskrift",
      words: { ja: "Jag har läst igenom utredningen och den är färdig" },
      as: "box",
      optional: false,
    }),
  }).refine(({ hasRead }) => hasRead === true, {
    path: ["hasRead"],
    message: "Ange att du har läst igenom utredningen och att den är färdig.",
  }),
  output: z.object({ signedOn: answer.day }),
  permit: [isResponsibleForCase],
  async run(tx, { caseId, investigationId }, context) {
    const body = await takeBody(tx, context, caseId, investigationId);
    if (!body.ok) return body;
    const texts = await standingTexts(tx, context, investigationId);
    const missing = headings.filter(({ section, isNeeded }) => isNeeded && !texts.has(section));
    if (missing.length > 0) {
      return failed({
        code: "unfinished",
        message: `Utredningen kan inte skrivas under än. Det saknas: ${missing.map(({ label }) => label.toLowerCase()).join(", ")}.`,
        hint: "Skriv det som saknas först.",
      });
    }
    const open = await tx
      .selectFrom("investigation.request as q")
      .select("q.id")
      .where("q.municipality_id", "=", context.actor.municipalityId)
      .where("q.investigation_id", "=", investigationId)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("investigation.request_reply as r")
              .select("r.request_id")
              .whereRef("r.municipality_id", "=", "q.municipality_id")
              .whereRef("r.request_id", "=", "q.id"),
          ),
        ),
      )
      .limit(1)
      .executeTakeFirst();
    if (open) {
      return failed({
        code: "unfinished",
        message: "Utredningen väntar på uppgifter från andra.",
        hint: "Skriv vad som har kommit in, eller varför ni inte väntar på svaret. Skriv sedan under.",
      });
    }
    const written = await writeFromBody(tx, context, caseId, body.value, texts);
    if (!written.ok) return written;
    context.touch(investigationId);
    await tx
      .insertInto("investigation.signature")
      .values({ ...body.value.in, signed_on: context.today, ...stamp(context) })
      .execute();
    return ok({ signedOn: context.today });
  },
});

type Texts = ReadonlyMap<Section, string>;

async function standingTexts(tx: Tx, context: Context, investigationId: string): Promise<Texts> {
  const { rows } = await sql<{ section: Section; text: string }>`select p.section, p.text from investigation.passage p
    where p.municipality_id = ${context.actor.municipalityId} and p.investigation_id = ${investigationId}::uuid and p.area_code is null
      and not exists (select 1 from investigation.passage n
        where n.municipality_id = p.municipality_id and n.investigation_id = p.investigation_id and n.place = p.place and n.follows_id = p.id)`.execute(
    tx,
  );
  return new Map(rows.map(({ section, text }) => [section, text]));
}

/** Typed once: the assessment of best interests that the decision rests on, and the step that the opinion was weighed, where they do not stand already. */
async function writeFromBody(tx: Tx, context: Context, caseId: string, body: TakenBody, texts: Texts): Promise<Result<void>> {
  await writeBestInterests(tx, context, body, texts.get("barnets bästa") ?? "");
  const phase = await takePhase(tx, context.actor.municipalityId, caseId, body.phaseId);
  if (!phase.ok) return phase;
  const steps = await findSteps(tx, context.actor.municipalityId, caseId, body.phaseId);
  // A child who has not been heard has no opinion to weigh: why not is written as a step of its own.
  if (steps.has("vägd") || steps.get("hörd")?.outcome !== "gjort") return ok(undefined);
  const step = { caseId, phaseId: body.phaseId, step: "vägd", happenedOn: context.today, outcome: "gjort" } as const;
  const written = await writeStep(tx, context, { ...step, content: texts.get("hur åsikten vägs") }, phase.value);
  return written.ok ? ok(undefined) : written;
}

/** The longest that an answer promises of what is gathered of the findings. */
const longestGathered = 20_000;

async function writeBestInterests(tx: Tx, context: Context, body: TakenBody, assessment: string): Promise<void> {
  const m = context.actor.municipalityId;
  const { rows: before } = await sql<{ id: string; assessment: string }>`select b.id, b.assessment from investigation.best_interests b
    where b.municipality_id = ${m} and b.case_id = ${body.in.case_id}::uuid and b.investigation_id = ${body.in.investigation_id}::uuid
    order by b.recorded_at desc, b.id desc limit 1`.execute(tx);
  if (before[0]?.assessment === assessment) return;
  const { rows: found } = await sql<{ risk: string | null; protection: string | null }>`
    select left(string_agg(f.statement, E'\n' order by f.found_on, f.recorded_at) filter (where f.kind = 'risk'), ${longestGathered}) as risk,
      left(string_agg(f.statement, E'\n' order by f.found_on, f.recorded_at) filter (where f.kind = 'skydd'), ${longestGathered}) as protection
    from investigation.finding f where f.municipality_id = ${m} and f.investigation_id = ${body.in.investigation_id}::uuid
      and f.source <> all (${[...ownSources]}::text[])
      and not exists (select 1 from investigation.finding n
        where n.municipality_id = f.municipality_id and n.investigation_id = f.investigation_id and n.follows_id = f.id)`.execute(tx);
  await tx
    .insertInto("investigation.best_interests")
    .values({
      ...{ id: newTouchedId(context), ...body.in, assessed_on: context.today, assessment },
      ...{ risk_factors: found[0]?.risk ?? null, protective_factors: found[0]?.protection ?? null, corrects_id: before[0]?.id ?? null },
      ...stamp(context),
    })
    .execute();
}
