import { z } from "zod";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { onlyPromised } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { bodyPart, bodySql } from "../body.ts";
import type { StructurePart } from "../body.ts";
import { neutralStructure } from "../structure-file.ts";

/** The neutral structure as an answer gives it, where the municipality has none of its own yet. */
const neutral: StructurePart = {
  ...{ name: neutralStructure.name, source: neutralStructure.source, analysis_cites: neutralStructure.analysisCites, has_logo: false },
  areas: neutralStructure.areas.map(({ code, heading, help, variable }) => ({
    code,
    heading,
    help: help ?? null,
    variable: variable ?? null,
  })),
};

/**
 * The body of an investigation as it stands: its plan, what is found with its source, the texts with what they rest on, the signature and what came after it.
 * What guardians may not be shown is not among it. Problems: `not-found`.
 */
export const getBody = defineQuery({
  name: "investigation.get-body",
  title: "Visa en utredning",
  input: z.object({ caseId: idField, investigationId: idField }),
  output: bodyPart,
  permit: [worksInCase, brokeOpen],
  async run(tx, { caseId, investigationId }, context) {
    const m = context.actor.municipalityId;
    const known = tx
      .selectFrom("investigation.investigation")
      .select("id")
      .where("municipality_id", "=", m)
      .where("case_id", "=", caseId)
      .where("id", "=", investigationId)
      .executeTakeFirst();
    const [found, { rows }] = await Promise.all([known, bodySql({ today: context.today, m, caseId, investigationId }).execute(tx)]);
    const body = rows[0]?.body;
    if (!found || !body) return failed({ code: "not-found", message: "Utredningen finns inte i ärendet." });
    context.touch(investigationId);
    return ok(onlyPromised(bodyPart, { ...body, structure: body.structure ?? neutral }));
  },
});
