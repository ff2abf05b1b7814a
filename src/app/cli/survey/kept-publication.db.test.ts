import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse } from "../../../../tests/support/casework.ts";
import type { House } from "../../../../tests/support/casework.ts";
import { addRound, deliver, makeOne, official } from "../../../../tests/survey/agency.ts";
import { publishedDeliveries } from "../../../../tests/survey/published-answers.ts";
import { printedTable } from "../../../../tests/survey/published.ts";
import type { FixedTable } from "../../../survey/tables/output/fixed-form.ts";

const program = join(import.meta.dirname, "..", "..", "..", "..", "bin", "fortrogen.mjs");
let agency: House;
let roundId = "";

const fortrogen = (...args: string[]) => {
  const env = { ...process.env, NO_COLOR: "1", DATABASE_URL: agency.database.ownerUrl };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "survey", "tables", "delaktighet-2024", ...args], {
    encoding: "utf8",
    env,
    maxBuffer: 50_000_000,
  });
  return { status, stdout, stderr };
};

beforeAll(async () => {
  agency = await openHouse({ code: "202100-0555" });
  const { frame, deliveries } = publishedDeliveries();
  const round = await addRound(agency, frame);
  roundId = round.id;
  await deliver(
    agency,
    round,
    deliveries.map(({ unit, answers }) => [unit.code, answers] as const),
  );
  await makeOne(agency, { roundId, ...official });
  await makeOne(agency, { roundId, ...official, groupings: ["storlek"] });
}, 900_000);
afterAll(() => agency.database.drop());

// Each case starts the program, which takes its time on a busy machine.
describe("fortrogen survey tables --round", { timeout: 600_000 }, () => {
  it("writes the publication as it is kept, in the same form as of files, and the log says so", async () => {
    const { status, stdout, stderr } = fortrogen("--round", roundId, "--publication", "1");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const tables = JSON.parse(stdout) as FixedTable[];
    expect(tables).toHaveLength(19);
    expect(tables[4]?.rows.map(({ values }) => values)).toEqual(printedTable("5").rows.map(({ values }) => values));
    const last = JSON.parse(fortrogen("--round", roundId).stdout) as FixedTable[];
    expect(last.some(({ group }) => group?.by === "storlek")).toBe(true);
    const { rows } = await sql<{ reads: number }>`select count(*)::int as reads from audit.event
      where municipality_id = ${agency.municipalityId} and actor_role = 'machine' and action = 'results.get-publication'`.execute(
      agency.database.owner,
    );
    expect(rows).toEqual([{ reads: 2 }]);
  });

  it.each([
    [["--round", "7"], 2, "--round är omgångens id"],
    [["--round", randomUUID()], 1, "Det finns ingen sådan omgång"],
    [["--round", "", "--answers", "svar.csv"], 2, "Välj antingen filer"],
    [["--round", randomUUID(), "--protect"], 2, "valdes när den gjordes"],
    [["--round", randomUUID(), "--publication", "noll"], 2, "--publication är publiceringens nummer"],
    [["--answers", "svar.csv"], 2, "--answers och --frame"],
  ])("ends in words at %j", (args, code, words) => {
    const { status, stderr, stdout } = fortrogen(...args);
    expect(`${stderr}${stdout}`).toContain(words);
    expect(status).toBe(code);
  });

  it("says where there is no such publication", () => {
    const { status, stdout } = fortrogen("--round", roundId, "--publication", "9");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code: "publication-unknown" } });
  });
});
