import { sql } from "kysely";
import { z } from "zod";
import { doesCasework } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { double, findDoublesWhere } from "../doubles.ts";

/**
 * Children who may be one and whom the asker may know of, or those of one child: what is not settled first. Whoever sees the one and not the other learns
 * nothing, not even that there is one.
 */
export const findDoubles = defineQuery({
  name: "people.find-doubles",
  title: "Visa barn som kan vara registrerade två gånger",
  input: z.object({ childId: idField.optional() }),
  output: z.object({ doubles: answer.list(double) }),
  permit: [doesCasework],
  async run(tx, { childId }, context) {
    const fits = childId === undefined ? sql<boolean>`true` : sql<boolean>`${childId}::uuid in (d.one_id, d.other_id)`;
    return ok({ doubles: [...(await findDoublesWhere(tx, context, fits))] });
  },
});
