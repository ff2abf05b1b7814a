/** The material of a case as a party who has asked may be given it, read for a decision, for the file, and to be gone through. */
import type { Context } from "../../../platform/core/door.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { getCase } from "../../../casework/case/queries/get-case.ts";
import { getWithheld } from "../../../casework/case/queries/get-withheld.ts";
import { getBody } from "../../../casework/investigation/queries/get-body.ts";
import { passagesNaming } from "../../../casework/intake/reporter-in-text.ts";
import type { SecretReporter } from "../../../casework/intake/reporter-in-text.ts";
import { findSecretReporters } from "../../../casework/intake/secret-reporter.ts";
import { findInsight } from "../../../casework/party/insight.ts";
import type { InsightRow } from "../../../casework/party/insight.ts";
import type { CaseParts } from "../../../casework/case/case-parts.ts";
import { mayBeGivenOut } from "../journal/investigation.ts";
import { passagesOf } from "./passages.ts";
import type { Passage } from "./passages.ts";
import { readerOf } from "./reader.ts";

/** What may tell who reported, where that is secret, is withheld here: an extract asks about each such passage first (26 kap. 5 § OSL). */
const secret = { given: null, isPartly: false, ground: "den som har anmält" } as const;
const mayTellWho = ({ given }: Passage, ...[reporters, known]: readonly [readonly SecretReporter[], readonly string[]]): boolean =>
  given !== null && passagesNaming([given.heading, given.when, given.account, given.inChildsWords], reporters, known).length > 0;

export type ReadMaterial = {
  readonly request: InsightRow;
  readonly parts: CaseParts;
  readonly name: string;
  readonly isChild: boolean;
  readonly passages: readonly Passage[];
  /** True of a text that names a reporter who is secret. */
  readonly mayTellWho: (text: string) => boolean;
};

/** Problems: `not-found`, and those of the reader (`readerOf`): a party no more, kept uninformed, a new identity. */
export async function readMaterial(tx: Tx, context: Context, caseId: string, insightId: string): Promise<Result<ReadMaterial>> {
  const request = await findInsight(tx, context, caseId, insightId);
  if (!request) return failed({ code: "not-found", message: "Begäran finns inte i ärendet." });
  const read = await getCase.run(tx, { caseId }, context);
  if (!read.ok) return read;
  const parts = read.value;
  const reader = await readerOf(tx, context, parts, request.personId);
  if (!reader.ok) return reader;
  context.touch(insightId, request.personId);
  const bodies = [];
  for (const { investigation_id: investigationId, signed_on: signedOn } of parts.bodies) {
    if (!mayBeGivenOut(parts, investigationId, signedOn !== null)) continue;
    const body = await getBody.run(tx, { caseId, investigationId }, context);
    if (!body.ok) return body;
    bodies.push({ investigationId, body: body.value });
  }
  const kept = await getWithheld.run(tx, { caseId, conversationId: undefined }, context);
  if (!kept.ok) return kept;
  const { name, isChild, view } = reader.value;
  // What a child has asked to keep from guardians is kept from none but them: it is told to the child, not written into a paper that others may come to read.
  const withheld = isChild ? [] : kept.value.withheld;
  const reporters = await findSecretReporters(tx, context, caseId, false);
  const known = [name, `${parts.child.given_name} ${parts.child.family_name}`];
  const passages = passagesOf({ parts, bodies, withheld, view }).map((one) =>
    mayTellWho(one, reporters, known) ? { ...one, ...secret } : one,
  );
  const tells = (text: string) => passagesNaming([text], reporters, known).length > 0;
  return ok({ request, parts, name, isChild, passages, mayTellWho: tells });
}
