import type { Tx } from "../../platform/database/connect.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { makeAnswers } from "./answers.ts";
import type { Answers } from "./answers.ts";
import { nationalQuestionnaire2024 } from "./definitions/questionnaire.ts";
import { checkPeriod } from "./period.ts";
import type { Period } from "./period.ts";
import { countParticipation } from "./queries/count-participation.ts";

/** The municipality as the database and as the reader know it. */
export type MunicipalityKey = { readonly id: number; readonly code: string };

/**
 * Counts and answers the national questionnaire for one municipality and one period (both days included).
 * `tx` is a transaction of that municipality (`readMunicipality`). Fails with `invalid-period`.
 */
export async function answerQuestionnaire(tx: Tx, municipality: MunicipalityKey, period: Period): Promise<Result<Answers>> {
  const checked = checkPeriod(period.from, period.to);
  if (!checked.ok) return failed(checked.error);
  const counts = await countParticipation(tx, municipality.id, checked.value);
  return ok(makeAnswers(nationalQuestionnaire2024, municipality.code, checked.value, counts));
}
