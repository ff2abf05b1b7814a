import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { birthdayFields } from "../birthday-fields.ts";
import { birthdayAges } from "../codes.ts";

/**
 * Writes what was done before the child comes of an age at which the law says something else: once for each age. The task leaves the work list. Problem:
 * `already-done`.
 */
export const prepareBirthday = defineAction({
  name: "people.prepare-birthday",
  title: "Skriv vad som är gjort inför en födelsedag",
  input: formOf({
    caseId: idField,
    ...birthdayFields,
  }),
  output: z.object({ age: answer.oneOf(birthdayAges) }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const added = await tx
      .insertInto("people.birthday_prepared")
      .values({
        case_id: input.caseId,
        age: input.age,
        prepared_on: input.preparedOn,
        content: input.content,
        ...stamp(context),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("age")
      .executeTakeFirst();
    context.touch(input.caseId);
    return added ? ok({ age: input.age }) : alreadyDone;
  },
});

const alreadyDone = failed({
  code: "already-done",
  message: "Det är redan skrivet vad som är gjort inför den födelsedagen.",
  hint: "Det står i journalen. Skriv en anteckning om något ska läggas till.",
});
