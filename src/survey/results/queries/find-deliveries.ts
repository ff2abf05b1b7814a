import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { publishedDeliveries } from "../deliveries.ts";
import { findPublication, noSuchPublication } from "../find-publication.ts";

const line = z.object({ code: answer.text(10), name: answer.text(200), number: answer.count, digest: z.string().regex(/^[0-9a-f]{64}$/) });

/** Which deliveries a publication is made of, by code, each with its SHA-256. Problem: `not-found`. */
export const findPublishedDeliveries = defineQuery({
  name: "results.find-deliveries",
  title: "Visa vilka svar en publicering är gjord av",
  input: z.object({ publicationId: idField }),
  output: z.object({ number: answer.count, deliveries: answer.list(line) }),
  permit: [runsSurveys],
  async run(tx, { publicationId }, { actor, touch }) {
    const found = await findPublication(tx, actor.municipalityId, publicationId);
    if (!found) return failed(noSuchPublication);
    touch(found.id);
    const deliveries = await publishedDeliveries(tx, actor.municipalityId, publicationId);
    return ok({ number: found.number, deliveries: deliveries.map(({ unitId: _, ...one }) => one) });
  },
});
