import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse } from "../../../../tests/support/casework.ts";
import type { House } from "../../../../tests/support/casework.ts";
import { runCommand } from "../../../../tests/support/command.ts";
import { addRound, deliver, makeOne, official } from "../../../../tests/survey/agency.ts";
import { publishedDeliveries } from "../../../../tests/survey/published-answers.ts";
import { printedTable } from "../../../../tests/survey/published.ts";
import type { FixedTable } from "../../../survey/tables/output/fixed-form.ts";

let agency: House;
let roundId = "";

const fortrogen = (...args: string[]) =>
  runCommand(["survey", "tables", "delaktighet-2024", ...args], { DATABASE_URL: agency.database.ownerUrl });

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

describe("fortrogen survey tables --round", () => {
  it("writes the publication as it is kept, in the same form as of files, and the log says so", async () => {
    const { code, stdout, stderr } = await fortrogen("--round", roundId, "--publication", "1");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const tables = JSON.parse(stdout) as FixedTable[];
    expect(tables).toHaveLength(19);
    expect(tables[4]?.rows.map(({ values }) => values)).toEqual(printedTable("5").rows.map(({ values }) => values));
    const last = JSON.parse((await fortrogen("--round", roundId)).stdout) as FixedTable[];
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
  ])("ends in words at %j", async (args, status, words) => {
    const { code, stderr, stdout } = await fortrogen(...args);
    expect(`${stderr}${stdout}`).toContain(words);
    expect(code).toBe(status);
  });

  it("says where there is no such publication", async () => {
    const { code, stdout } = await fortrogen("--round", roundId, "--publication", "9");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code: "publication-unknown" } });
  });
});
