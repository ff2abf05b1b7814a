import { sql } from "kysely";
import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { idField, isId } from "../../../platform/basics/identifiers.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, choices, optionalId, optionalText } from "../../../platform/core/fields.ts";
import { addJob } from "../../../platform/core/job.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { getRoundOf } from "../../rounds/find-in-round.ts";
import { groupings, groupingWords } from "../../tables/frame.ts";
import type { Grouping } from "../../tables/frame.ts";
import { holdQuestion } from "../../coding/load-coding.ts";
import { codesToPublish } from "../coded.ts";
import type { CodesToPublish } from "../coded.ts";
import { countedDeliveries, digestOfDeliveries, publishedDeliveries } from "../deliveries.ts";
import type { DeliveryMark } from "../deliveries.ts";
import { comparedPairs, findPublication, listPublications } from "../find-publication.ts";
import type { PublicationRow } from "../find-publication.ts";
import { publish, publishKey } from "../jobs/publish.ts";
import { refusalOf, refusalOfComparison } from "../over-earlier.ts";
import { ofCodes, publicationContents, publicationForms } from "../terms.ts";

/** What a publication is compared with, where it is the printed figures. */
export const withPrint = "tryckt";

const fields = z.object({
  roundId: idField,
  form: choice(publicationForms, "vilken form"),
  contents: choice(publicationContents, "vilka tabeller"),
  groupings: choices(groupings),
  column: optionalText(80),
  sameAs: optionalId(),
  compareWith: optionalText(40),
});
type Input = z.output<typeof fields>;

/**
 * Asks for a publication of a round: of the last delivery of each unit, or (`sameAs`) of those of an earlier publication. Gives its id; a job makes it.
 * Problems: `not-found`; at the fields; `no-deliveries`; `codes-undecided` of open answers; `protected-is-out`, `other-answers-are-out`,
 * `other-codes-are-out` and `compared-already` where it would tell what an earlier publication hides; `already-done` where somebody else asked at the
 * same time.
 */
export const askForPublication = defineAction({
  name: "results.make-publication",
  title: "Gör en publicering av en omgång",
  input: fields,
  output: z.object({ publicationId: answer.id }),
  permit: [runsSurveys],
  async run(tx, input, context) {
    const { municipalityId } = context.actor;
    const found = await getRoundOf(tx, municipalityId, input.roundId);
    if (!found.ok) return found;
    const round = found.value;
    if (input.form !== "skyddad" && input.contents !== "alla tabeller")
      return invalidField("contents", "Efter kön och ålder, och efter kod, publiceras bara i skyddad form.");
    const unknown = await unknownGroupings(tx, municipalityId, round.id, input.groupings);
    if (unknown.length > 0) return invalidField("groupings", notInFrame(unknown));
    const standing = (await listPublications(tx, municipalityId, round.id)).filter(({ isPublishable }) => isPublishable !== false);
    const deliveries = await deliveriesFor(tx, municipalityId, input, standing);
    if (!deliveries.ok) return deliveries;
    const digest = digestOfDeliveries(deliveries.value);
    const answers = digest.toString("hex");
    const coded = await codesFor(tx, municipalityId, input, deliveries.value);
    if (!coded.ok) return coded;
    const codes = coded.value;
    const codings = codes === null ? null : codes.digest.toString("hex");
    const column = codes === null ? null : (input.column ?? null);
    const refusal = refusalOf({ form: input.form, contents: input.contents, answers, column, codings }, standing);
    if (refusal) return failed(refusal);
    const compared = await comparedWith(tx, municipalityId, input, answers);
    if (!compared.ok) return compared;
    const id = newTouchedId(context);
    const added = await tx
      .insertInto("survey.publication")
      .values({
        id,
        round_id: round.id,
        number: await nextNumber(tx, municipalityId, round.id),
        form: input.form,
        contents: input.contents,
        groupings: [...groupings.filter((by) => input.groupings.includes(by))],
        answers: digest,
        code_book_id: codes?.bookId ?? null,
        codings: codes?.digest ?? null,
        compared_id: compared.value,
        is_compared_with_print: input.compareWith === withPrint,
        ...stamp(context),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!added)
      return failed({
        code: "already-done",
        message: "Någon annan gör en publicering av omgången just nu.",
        hint: "Se vad som görs, och försök igen.",
      });
    await tx
      .insertInto("survey.publication_delivery")
      .values(
        deliveries.value.map(({ unitId, number }) => ({ municipality_id: municipalityId, publication_id: id, unit_id: unitId, number })),
      )
      .execute();
    if (codes !== null)
      await tx
        .insertInto("survey.publication_coding")
        .values(codes.codingIds.map((codingId) => ({ municipality_id: municipalityId, publication_id: id, coding_id: codingId })))
        .execute();
    await addJob(tx, publish, { municipalityId, publicationId: id }, publishKey(id));
    return ok({ publicationId: id });
  },
});

/** Those of the groupings that no unit of the round's frame has: there would be no table to give by them. */
async function unknownGroupings(tx: Tx, municipalityId: number, roundId: string, asked: readonly Grouping[]): Promise<readonly Grouping[]> {
  if (asked.length === 0) return [];
  const { rows } = await sql<Readonly<Record<Grouping, boolean>>>`
    select bool_or(storlek is not null) as storlek, bool_or(nyckel is not null) as nyckel, bool_or(skr_grupp is not null) as skr_grupp,
      bool_or(lan is not null) as lan from survey.unit where municipality_id = ${municipalityId} and round_id = ${roundId}::uuid`.execute(
    tx,
  );
  return asked.filter((by) => rows[0]?.[by] !== true);
}

const notInFrame = (unknown: readonly Grouping[]): string =>
  `Omgångens ram säger inte enheternas ${new Intl.ListFormat("sv").format(unknown.map((by) => groupingWords[by]))}. Välj bort det, eller ta med det i ramen nästa gång.`;

async function deliveriesFor(
  tx: Tx,
  municipalityId: number,
  { roundId, sameAs }: Input,
  standing: readonly PublicationRow[],
): Promise<Result<DeliveryMark[]>> {
  if (sameAs !== undefined && standing.every(({ id }) => id !== sameAs))
    return invalidField("sameAs", "Välj en av omgångens publiceringar.");
  const found =
    sameAs === undefined ? await countedDeliveries(tx, municipalityId, roundId) : await publishedDeliveries(tx, municipalityId, sameAs);
  if (found.length > 0) return ok(found);
  return failed({ code: "no-deliveries", message: "Ingen enhet har lämnat svar ännu.", hint: "Vänta tills svar har kommit in." });
}

/** The codes of the open question asked for; null where none is. Nobody codes it meanwhile. */
async function codesFor(
  tx: Tx,
  municipalityId: number,
  { roundId, contents, column }: Input,
  deliveries: readonly DeliveryMark[],
): Promise<Result<CodesToPublish | null>> {
  if (contents !== ofCodes)
    return column === undefined ? ok(null) : invalidField("column", "Lämna tomt, eller välj öppna svar efter kod som tabeller.");
  if (column === undefined) return invalidField("column", "Välj vilken öppen fråga det gäller.");
  await holdQuestion(tx, { roundId, column });
  return codesToPublish(tx, municipalityId, { roundId, column }, deliveries);
}

/** The publication of another round that is compared with; null where it is none, or print. */
async function comparedWith(tx: Tx, municipalityId: number, input: Input, answers: string): Promise<Result<string | null>> {
  const { compareWith, form, roundId, contents } = input;
  if (compareWith === undefined) return ok(null);
  if (contents === "bara efter kön och ålder" || contents === ofCodes)
    return invalidField("compareWith", "Tabeller efter kön och ålder, och efter kod, jämförs inte. Välj alla tabeller.");
  if (compareWith === withPrint) return ok(null);
  const other = isId(compareWith) ? await findPublication(tx, municipalityId, compareWith) : undefined;
  if (other?.isPublishable !== true || other.roundId === roundId || other.contents === ofCodes)
    return invalidField("compareWith", "Välj en färdig publicering av en annan omgång.");
  if (form === "som tryckt") {
    if (other.form === "skyddad")
      return invalidField("compareWith", "Den publiceringen är skyddad. Den officiella formen skulle visa det som den döljer.");
    return ok(other.id);
  }
  const pair = { round: roundId, answers, other: other.roundId, otherAnswers: other.answers };
  const refusal = refusalOfComparison(pair, await comparedPairs(tx, municipalityId));
  return refusal ? failed({ ...refusal, field: "compareWith" }) : ok(other.id);
}

async function nextNumber(tx: Tx, municipalityId: number, roundId: string): Promise<number> {
  const last = await tx
    .selectFrom("survey.publication")
    .select((select) => select.fn.max("number").as("last"))
    .where("municipality_id", "=", municipalityId)
    .where("round_id", "=", roundId)
    .executeTakeFirst();
  return (last?.last ?? 0) + 1;
}
