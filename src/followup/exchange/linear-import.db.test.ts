import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { writeExtract } from "../../../demo/extract.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { makeClient } from "../../platform/database/connect.ts";
import { importExtract } from "./import-extract.ts";
import type { ImportOptions } from "./import-extract.ts";

const now = new Date("2026-11-22T10:00:00Z");
type Plan = { readonly "Node Type": string; readonly "Join Type"?: string; readonly Plans?: readonly Plan[] };

describe("the plans of an import, when the statistics know another municipality's few rows alone", () => {
  let database: TestDatabase;
  let owner: pg.Client;
  const folder = mkdtempSync(join(tmpdir(), "fortrogen-linear-"));

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = makeClient(database.ownerUrl);
    await owner.connect();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await owner.end();
    await database.drop();
  });

  async function municipalityWith(code: string, children: number) {
    const source = join(folder, code);
    writeExtract(source, { seed: 7, municipality: code, children, referenceDay: "2026-11-22" });
    const municipality = { id: await addMunicipality(database, { code, name: `Kommun ${code}` }), code };
    return async (options: Partial<ImportOptions> = {}) => {
      const report = valueOf(await importExtract(database, municipality, source, { now, startedBy: null, ...options }));
      expect(report.status).toBe("klar");
    };
  }

  it("join sets by hash or merge and never row by row, so that the work grows with the delivery and not with its square", async () => {
    await (
      await municipalityWith("0114", 20)
    )();
    // From here on the statistics say that every other municipality has no rows.
    await owner.query("analyze");
    const large = await municipalityWith("0115", 400);
    for (const options of [{}, {}, { replace: true }, { skipErrors: true }]) {
      const asked = await explaining(() => large(options));
      expect(asked.length).toBeGreaterThan(40);
      const rowByRow = asked.filter(({ plan }) => nodesOf(plan).some((node) => node["Node Type"] === "Nested Loop"));
      expect(rowByRow.map(({ text }) => text)).toEqual([]);
    }
  });

  /** Runs `work`, and gives each statement that its import asked of whole sets, with the plan that the database had for it there and then. */
  async function explaining(work: () => Promise<void>): Promise<{ text: string; plan: Plan }[]> {
    const asked: { text: string; plan: Plan }[] = [];
    const prototype = pg.Client.prototype as { query: (...all: unknown[]) => unknown };
    const query = prototype.query;
    prototype.query = function explainFirst(this: pg.Client, text: unknown, ...rest: unknown[]) {
      if (typeof text !== "string" || !/^\s*(insert|update|delete|select|create temp table \w+ on commit drop as)\b/.test(text))
        return query.call(this, text, ...rest);
      const explain = `explain (format json) ${text}`;
      return (query.call(this, explain, ...rest) as Promise<pg.QueryResult<{ "QUERY PLAN": [{ Plan: Plan }] }>>).then((result) => {
        const plan = result.rows[0]?.["QUERY PLAN"][0].Plan;
        if (plan) asked.push({ text, plan });
        return query.call(this, text, ...rest);
      });
    };
    try {
      await work();
    } finally {
      prototype.query = query;
    }
    return asked;
  }
});

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
