import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "../tests/support/database.ts";
import type { TestDatabase } from "../tests/support/database.ts";
import { testLinkKey } from "../tests/support/link-key.ts";
import { valueOf } from "../src/platform/basics/result.ts";
import { answerContent, digestOf } from "../src/survey/collection/answer-file.ts";
import { findQuestionnaire } from "../src/survey/questionnaires/find-questionnaire.ts";
import { judgeAnswers } from "../src/survey/questionnaires/judge.ts";
import { findUnitByToken, tokenFor } from "../src/survey/rounds/link.ts";
import { demoAgency, loadAgency } from "./agency.ts";
import { removeDemo } from "./remove.ts";

let database: TestDatabase;
const options = { seed: 1, today: "2026-03-14", key: testLinkKey };
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("the made-up agency", () => {
  it("has a round of 303 units and Demokommunen with addresses, an invitation, a reminder and answers that could have been signed", async () => {
    const loaded = valueOf(await loadAgency(database.ownerUrl, options));
    expect(loaded.units).toBe(304);
    expect(loaded.deliveries).toBeGreaterThan(100);
    const { rows: units } = await sql<{ id: string; municipality: number; address: string }>`
      select u.id, u.municipality_id as municipality, c.address from survey.unit u
      join survey.unit_contact c on c.municipality_id = u.municipality_id and c.unit_id = u.id`.execute(database.owner);
    expect(units).toHaveLength(304);
    expect(units.filter(({ address }) => !/^registrator@[\d-]+\.example$/.test(address))).toEqual([]);
    const [first] = units;
    const of = { municipalityId: first?.municipality ?? 0, unitId: first?.id ?? "", number: 1 };
    expect(await findUnitByToken(database.app, tokenFor(testLinkKey, of))).toMatchObject({ unitId: of.unitId });
    const form = valueOf(await findQuestionnaire("delaktighet-2024"));
    const { rows } = await sql<{
      content: string;
      digest: Buffer;
      at: Date;
    }>`select content, digest, received_at as at from survey.delivery`.execute(database.owner);
    for (const { content, digest, at } of rows.slice(0, 20)) {
      expect(digestOf(content).equals(digest)).toBe(true);
      const { answers, fingerprint } = answerContent.parse(JSON.parse(content));
      expect(fingerprint).toBe(form.fingerprint);
      expect(answers.length).toBeGreaterThan(10);
      expect(
        judgeAnswers(form, new Map(answers.map(({ column, value }) => [column, value]))).filter((one) => one.severity === "error"),
      ).toEqual([]);
      expect(at.toISOString() < "2026-03-14").toBe(true);
    }
    // Everything that came in was held against the rules as it came, and two are there to code what is written.
    const { rows: waiting } = await sql<{ n: number }>`select count(*)::int as n from survey.delivery d where not exists (select from
      survey.delivery_judgement j where j.municipality_id = d.municipality_id and j.unit_id = d.unit_id and j.number = d.number
        and j.judged_at = d.received_at)`.execute(database.owner);
    expect(waiting).toEqual([{ n: 0 }]);
    expect(loaded.signIns).toEqual(["Sanna Nyman, undersökningsledare", "Elias Bergqvist, utredare"]);
    // There is something to code of every question that all are asked in words.
    const written = rows.flatMap(({ content }) => answerContent.parse(JSON.parse(content)).answers.map(({ column }) => column));
    for (const column of ["q10_text", "q25_text", "q26_text", "q27_text"])
      expect([column, written.filter((one) => one === column).length > 50]).toEqual([column, true]);
  });

  it("is loaded once, never beside real people, and taken away whole", async () => {
    expect(await loadAgency(database.ownerUrl, options)).toMatchObject({ ok: false, error: { code: "demo-already-loaded" } });
    const [removed] = valueOf(await removeDemo(database.ownerUrl, { code: demoAgency.code, now: new Date("2026-03-14T12:00:00Z") }));
    expect(removed).toMatchObject({ code: demoAgency.code, name: "Demomyndigheten" });
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from survey.unit`.execute(database.owner);
    expect(rows).toEqual([{ n: 0 }]);
  });
});
