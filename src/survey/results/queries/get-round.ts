import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { codedColumns, labelOf, openColumns } from "../../coding/load-coding.ts";
import { findForm, storedIn } from "../../questionnaires/find-form.ts";
import { getRoundOf } from "../../rounds/find-in-round.ts";
import { groupings } from "../../tables/frame.ts";
import { tableSetFor } from "../../tables/find-table-set.ts";
import { countedDeliveries, digestOfDeliveries, unitsOf, withContents } from "../deliveries.ts";
import { listPublications, officialPartings } from "../find-publication.ts";
import { readRound } from "../read-round.ts";
import { ofCodes, publicationContents, publicationForms } from "../terms.ts";

const publication = z.object({
  id: answer.id,
  roundId: answer.id,
  number: answer.count,
  form: answer.oneOf(publicationForms),
  contents: answer.oneOf(publicationContents),
  groupings: answer.list(answer.oneOf(groupings)),
  /** The open question that it is of, by its column; null of the tables. */
  column: answer.code.nullable(),
  /** Made of the deliveries that count now. */
  isOfLatest: answer.yesNo,
  /** In the official form: by how many units it parts from an earlier one in that form, which shows what they answered. */
  parts: answer.list(z.object({ number: answer.count, units: answer.count })),
  askedAt: answer.moment,
  by: answer.text(200),
  /** Null while it is being made. */
  isPublishable: answer.yesNo.nullable(),
});

/**
 * A round to publish: its publications and those of other rounds that it can be compared with, the latest first, and every delivery that counts and cannot be
 * read. Problem: `not-found`.
 */
export const getRoundToPublish = defineQuery({
  name: "results.get-round",
  title: "Visa en omgång att publicera",
  input: z.object({ roundId: idField }),
  output: z.object({
    id: answer.id,
    title: answer.text(200),
    questionnaire: answer.text(64),
    asked: answer.count,
    answered: answer.count,
    hasSexAndAge: answer.yesNo,
    /** What the round's frame says of any unit: only by that there is a table to give. */
    groupings: answer.list(answer.oneOf(groupings)),
    /** The open questions that two have coded. */
    coded: answer.list(z.object({ column: answer.code, label: answer.text(4000) })),
    faults: answer.list(z.object({ where: answer.text(500), message: answer.text(2000) })),
    publications: answer.list(publication),
    others: answer.list(publication.pick({ id: true, number: true, form: true }).extend({ round: answer.text(200) })),
  }),
  permit: [runsSurveys],
  async run(tx, { roundId }, { actor, now, touch }) {
    const { municipalityId } = actor;
    const found = await getRoundOf(tx, municipalityId, roundId);
    if (!found.ok) return found;
    const round = found.value;
    touch(round.id);
    const form = await findForm(storedIn(tx, municipalityId), round.questionnaire, round.fingerprint);
    if (!form.ok) return form;
    const marks = await countedDeliveries(tx, municipalityId, roundId);
    const latest = digestOfDeliveries(marks).toString("hex");
    const units = await unitsOf(tx, municipalityId, roundId, now);
    const set = await tableSetFor(form.value);
    const read = readRound({ form: form.value, set, units, deliveries: await withContents(tx, municipalityId, marks) });
    const all = await listPublications(tx, municipalityId);
    const columns = new Set(await codedColumns(tx, municipalityId, roundId));
    const partings = await officialPartings(tx, municipalityId, roundId);
    const titles = await tx.selectFrom("survey.round").select(["id", "title"]).where("municipality_id", "=", municipalityId).execute();
    const titleOf = new Map(titles.map(({ id, title }) => [id, title]));
    return ok({
      id: round.id,
      title: round.title,
      questionnaire: round.questionnaire,
      asked: units.length,
      answered: marks.length,
      hasSexAndAge: set.bySexAndAge.length > 0,
      groupings: groupings.filter((by) => units.some((unit) => unit[by] !== "")),
      coded: openColumns(form.value).flatMap((one) =>
        columns.has(one.column) ? [{ column: one.column, label: labelOf(form.value, one) }] : [],
      ),
      faults: read.ok ? [] : (read.error.fields ?? []).map(({ field, message }) => ({ where: field, message })),
      publications: all
        .filter((one) => one.roundId === roundId)
        .map(({ answers, codings: ___, comparedId: _, isComparedWithPrint: __, ...one }) => ({
          ...one,
          isOfLatest: answers === latest,
          parts: partings.filter(({ publicationId }) => publicationId === one.id).map(({ number, units: n }) => ({ number, units: n })),
        })),
      others: all
        .filter((one) => one.roundId !== roundId && one.isPublishable === true && one.contents !== ofCodes)
        .map(({ id, number, form: kind, roundId: other }) => ({ id, number, form: kind, round: titleOf.get(other) ?? "" })),
    });
  },
});
