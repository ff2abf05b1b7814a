/** A round of an agency, and deliveries to it, as rows and envelopes: for tests of what comes in. */
import { generateKeyPairSync } from "node:crypto";
import { contentText } from "../../src/survey/collection/answer-file.ts";
import type { AnswerContent } from "../../src/survey/collection/answer-file.ts";
import { sealEnvelope } from "../../src/survey/collection/delivery/envelope.ts";
import type { Envelope } from "../../src/survey/collection/delivery/envelope.ts";
import { findQuestionnaire } from "../../src/survey/questionnaires/find-questionnaire.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { newId } from "../../src/platform/basics/identifiers.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import type { House } from "./casework.ts";

export const agencyCode = "202100-0555";
export const newKeys = () => generateKeyPairSync("ed25519");
export type Keys = ReturnType<typeof newKeys>;

export type TestRound = { readonly roundId: string; readonly units: Readonly<Record<string, string>> };
type Days = { readonly opens_on: string; readonly last_day: string; readonly closes_on: string };
const usualDays: Days = { opens_on: "2026-02-01", last_day: "2026-04-01", closes_on: "2026-04-15" };

/** A round of the questionnaire of 2024 with units by their codes. */
export async function addRound(house: House, codes: readonly string[], days: Partial<Days> = {}): Promise<TestRound> {
  const form = valueOf(await findQuestionnaire("delaktighet-2024"));
  const now = new Date("2026-02-01T09:00:00Z");
  const row = { municipality_id: house.municipalityId, recorded_by: house.staff.agency.staffId, recorded_at: now };
  const roundId = newId(now);
  const units = Object.fromEntries(codes.map((code) => [code, newId(now)]));
  await inMunicipality(house.database.app, house.municipalityId, async (tx) => {
    const about = {
      questionnaire: form.id,
      version: form.version,
      fingerprint: form.fingerprint,
      title: "Prov",
      contact: "prov@example.se",
    };
    await tx
      .insertInto("survey.round")
      .values({ id: roundId, ...about, ...usualDays, ...days, ...row })
      .execute();
    const rows = Object.entries(units).map(([code, id]) => ({ id, round_id: roundId, code, name: `Enhet ${code}`, ...row }));
    await tx.insertInto("survey.unit").values(rows).execute();
  });
  return { roundId, units };
}

/** The text of an answer file; what is not told is as usual. */
export async function answerFile(given: Partial<AnswerContent> = {}): Promise<string> {
  const form = valueOf(await findQuestionnaire("delaktighet-2024"));
  return contentText({
    form: "fortrogen-survey-answers",
    version: 1,
    questionnaire: form.id,
    questionnaireVersion: form.version,
    fingerprint: form.fingerprint,
    municipality: "0114",
    number: 1,
    signedAt: "2026-03-01T12:00:00.000Z",
    answers: [{ column: "q13", value: "Ja" }],
    ...given,
  });
}

/** A sealed envelope from 0114 to the round. */
export function sealed(
  content: string,
  keys: Keys,
  to: { readonly roundId: string; readonly unit?: string; readonly agency?: string },
): Envelope {
  return sealEnvelope({ agency: to.agency ?? agencyCode, round: to.roundId, unit: to.unit ?? "0114", content }, keys);
}
