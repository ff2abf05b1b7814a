import { z } from "zod";
import { doesCasework } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { double, findDouble } from "../doubles.ts";

/** Two children who may be one, side by side; for whoever may not know of both the same answer as where there are none. */
export const getDouble = defineQuery({
  name: "people.get-double",
  title: "Jämför två barn som kan vara samma",
  input: z.object({ oneId: idField, otherId: idField }),
  output: double,
  permit: [doesCasework],
  async run(tx, { oneId, otherId }, context) {
    const found = await findDouble(tx, context, oneId, otherId);
    return found ? ok(found) : failed({ code: "not-found", message: "Det finns inget att jämföra." });
  },
});
