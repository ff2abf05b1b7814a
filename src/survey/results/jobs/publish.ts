import { z } from "zod";
import { newId } from "../../../platform/basics/identifiers.ts";
import type { Problem } from "../../../platform/basics/result.ts";
import { readVersion } from "../../../platform/basics/version.ts";
import { machineIn } from "../../../platform/core/actor.ts";
import { writeAuditEvent } from "../../../platform/core/audit.ts";
import { defineJob, JobInterrupted } from "../../../platform/core/job.ts";
import type { JobContext } from "../../../platform/core/job.ts";
import { inMunicipality } from "../../../platform/database/connect.ts";
import { makeOfRound } from "../make.ts";
import type { Made } from "../make.ts";

const payload = z.object({ municipalityId: z.int(), publicationId: z.uuid() });
type Payload = z.output<typeof payload>;

/** The one job of a publication. */
export const publishKey = (publicationId: string): string => `results.publish:${publicationId}`;

/** How far it has come is told in steps of so many per cent. */
const step = 5;

/**
 * Makes a publication of the deliveries that it names, and keeps it with its digest; or keeps why there is none. Done a second time it finds the outcome
 * and changes nothing.
 */
export const publish = defineJob<Payload>({
  name: "results.publish",
  title: "Gör en publicering",
  payload,
  attempts: 5,
  isLong: true,
  async run(about, context) {
    const { municipalityId, publicationId } = about;
    if (await isDone(about, context)) return;
    const version = readVersion();
    let told = -1;
    const made = await makeOfRound(context.db, municipalityId, publicationId, {
      version,
      async onProgress(done) {
        if (context.signal.aborted) throw new JobInterrupted();
        const percent = Math.floor((done * 100) / step) * step;
        if (percent <= told) return;
        told = percent;
        await tellStep(about, percent, context);
      },
    });
    await keepOutcome(about, made.ok ? { made: made.value } : { problem: made.error }, version, context);
  },
});

async function isDone({ municipalityId, publicationId }: Payload, { db }: JobContext): Promise<boolean> {
  const found = await inMunicipality(db, municipalityId, (tx) =>
    tx
      .selectFrom("survey.publication_outcome")
      .select("publication_id")
      .where("municipality_id", "=", municipalityId)
      .where("publication_id", "=", publicationId)
      .executeTakeFirst(),
  );
  return found !== undefined;
}

async function tellStep({ municipalityId, publicationId }: Payload, percent: number, { db, clock }: JobContext): Promise<void> {
  await inMunicipality(
    db,
    municipalityId,
    (tx) =>
      tx
        .insertInto("survey.publication_step")
        .values({ municipality_id: municipalityId, publication_id: publicationId, percent, recorded_at: clock() })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    { mayBeForgotten: true },
  );
}

/** The outcome, with its line in the log. Of two that made it at once the first is kept: they made the same. */
async function keepOutcome(
  { municipalityId, publicationId }: Payload,
  { made, problem }: { readonly made?: Made; readonly problem?: Problem },
  program: string,
  { db, clock }: JobContext,
): Promise<void> {
  const now = clock();
  await inMunicipality(db, municipalityId, async (tx) => {
    const kept = await tx
      .insertInto("survey.publication_outcome")
      .values({
        municipality_id: municipalityId,
        publication_id: publicationId,
        is_publishable: made !== undefined,
        content: made?.content ?? null,
        digest: made?.digest ?? null,
        refused_because: problem === undefined ? null : inWords(problem),
        program,
        recorded_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("publication_id")
      .executeTakeFirst();
    if (kept === undefined) return;
    const outcome = problem?.code ?? "ok";
    const event = { actor: machineIn(municipalityId), requestId: newId(now), action: publish.name, kind: "write", outcome } as const;
    await writeAuditEvent(tx, { ...event, subjectIds: [publicationId] }, now);
  });
}

/** The problem in lines, each fault with its place; never what was answered. */
function inWords({ message, hint, fields = [] }: Problem): string {
  const lines = [message, ...fields.map(({ field, message: words }) => `${field}: ${words}`), ...(hint === undefined ? [] : [hint])];
  return lines.join("\n").slice(0, 100_000);
}
