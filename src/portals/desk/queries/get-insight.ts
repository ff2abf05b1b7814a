import { z } from "zod";
import { isResponsibleForCase, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { withholdingGrounds } from "../../../casework/party/codes.ts";
import { readMaterial } from "../insight/read-material.ts";

const passagePart = z.object({
  key: answer.text(200),
  on: answer.text(10),
  heading: answer.text(500),
  /** What a party may be given of it; what is masked is shown as it stands, for whoever decides. */
  account: answer.text(400_000),
  mayBeGiven: answer.yesNo,
  isPartly: answer.yesNo,
  ground: answer.oneOf(withholdingGrounds).nullable(),
});
export type InsightPassage = z.output<typeof passagePart>;

/** The material that a party has asked to see, piece by piece, with what is proposed. Problems: those of `readMaterial`. */
export const getInsight = defineQuery({
  name: "workplace.get-insight",
  title: "Gå igenom materialet som en part vill se",
  input: z.object({ caseId: idField, insightId: idField }),
  output: z.object({ name: answer.fullName, isChild: answer.yesNo, passages: answer.list(passagePart) }),
  permit: [isResponsibleForCase, leadsUnitOfCase],
  async run(tx, { caseId, insightId }, context) {
    const read = await readMaterial(tx, context, caseId, insightId);
    if (!read.ok) return read;
    const { name, isChild, passages } = read.value;
    const shown = passages.map(({ key, on, heading, text, given, isPartly, ground }) => ({
      ...{ key, on, isPartly, ground, mayBeGiven: given !== null },
      heading: given?.heading ?? heading,
      account: given ? [given.account, given.inChildsWords].filter(Boolean).join("\n\n") : text,
    }));
    return ok({ name, isChild, passages: shown });
  },
});
