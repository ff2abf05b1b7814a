/** As whom a party reads: what a guardian's extract shows that guardian; the child of fifteen as strictly, since what the child is given others may come to read. */
import type { Context } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import type { CaseParts } from "../../../casework/case/case-parts.ts";
import { readGuardian } from "../../../casework/investigation/extract-guardian.ts";
import { othersAround } from "../../../casework/party/others-around.ts";
import { hidesWhereabouts } from "../journal/guardian-view.ts";
import type { GuardianView } from "../journal/guardian-view.ts";

type Reader = { readonly name: string; readonly isChild: boolean; readonly view: GuardianView };

/** Problems: those of `readGuardian`, for a guardian who is one no more too. */
export async function readerOf(tx: Tx, context: Context, parts: CaseParts, personId: string): Promise<Result<Reader>> {
  if (personId === parts.child.id) {
    const { given_name: given, family_name: family } = parts.child;
    const view = await viewOfChild(tx, context, parts);
    return ok({ name: `${given} ${family}`, isChild: true, view });
  }
  const guardianshipId = parts.guardians.find((one) => one.id === personId)?.guardianship_id ?? "00000000-0000-7000-8000-000000000000";
  const guardian = await readGuardian(tx, context, { caseId: parts.file.id, guardianshipId });
  if (!guardian.ok) return guardian;
  const { name, othersProtected, othersNumbers } = guardian.value;
  const view = { personId, showsReporter: true, hidesWhereabouts: othersProtected || hidesWhereabouts(parts), othersNumbers };
  return ok({ name, isChild: false, view });
}

async function viewOfChild(tx: Tx, context: Context, parts: CaseParts): Promise<GuardianView> {
  const row = await othersAround(tx, context, parts.file.id);
  const isHidden = row.hidden || hidesWhereabouts(parts);
  return { personId: parts.child.id, isChild: true, showsReporter: true, hidesWhereabouts: isHidden, othersNumbers: row.numbers };
}
