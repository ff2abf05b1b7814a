import { z } from "zod";
import { answersSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { findPublished } from "../../comparison/find-published.ts";
import { storedIn } from "../../questionnaires/find-form.ts";
import { findSet, formOf, noSuchSet } from "../find-set.ts";
import { findLastAnswers } from "../last-answers.ts";

const figure = z.object({
  column: answer.text(80),
  answers: answer.list(answer.text(1000)),
  share: z.number().min(0).max(100),
  base: answer.count.nullable(),
  group: answer.text(200),
  found_in: answer.text(60),
  published_by: answer.text(300),
});
const last = z.object({ lastDay: answer.day, answers: answer.list(z.object({ column: answer.text(80), value: answer.text(5000) })) });

const output = z.object({ last: last.nullable(), figures: answer.list(figure) });
export type Compared = z.output<typeof output>;

/**
 * What the municipality answered the last time, and what is published of all that answered and of those like it: never another's own answers. Problems:
 * `not-found`, `questionnaire-changed`.
 */
export const compareAnswers = defineQuery({
  name: "survey.compare-answers",
  title: "Jämför svaren på en enkät med förra gången och med andra kommuner",
  input: z.object({ answerSetId: idField }),
  output,
  permit: [answersSurveys],
  async run(tx, { answerSetId }, { actor, touch }) {
    const { municipalityId } = actor;
    const set = await findSet(tx, actor, answerSetId);
    if (!set) return failed(noSuchSet);
    const form = await formOf(storedIn(tx, municipalityId), set);
    if (!form.ok) return form;
    touch(set.id);
    const before = await findLastAnswers(tx, municipalityId, set.questionnaire, set.last_day);
    return ok({ last: before ?? null, figures: await findPublished(tx, municipalityId, form.value) });
  },
});
