import { sql } from "kysely";
import { z } from "zod";
import { keepsRegister } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import { boardKinds, performerKinds, trainingNeeds } from "../codes.ts";

const organisation = z.object({
  number: answer.count,
  holds_from: answer.day,
  boards: z.enum(boardKinds),
  boards_note: answer.text(1000).nullable(),
  performers: answer.list(z.enum(performerKinds)),
  training_needs: answer.list(z.enum(trainingNeeds)),
  training_note: answer.text(1000).nullable(),
});

/** How the work is organised and what further training is needed, as it was last said; nothing where nobody has said it. */
export const getOrganisation = defineQuery({
  name: "register.get-organisation",
  title: "Visa organisationen och behovet av vidareutbildning",
  input: z.object({}),
  output: z.object({ organisation: organisation.nullable() }),
  permit: [keepsRegister],
  async run(tx, _input, { actor }) {
    const { rows } = await sql<z.output<typeof organisation>>`
      select number, holds_from, boards, boards_note, performers, training_needs, training_note from register.organisation
      where municipality_id = ${actor.municipalityId} order by number desc limit 1`.execute(tx);
    return ok({ organisation: rows[0] ?? null });
  },
});
