import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { decideNoIntervention } from "../../src/casework/decision/actions/decide-no-intervention.ts";
import { describeFinding } from "../../src/followup/exchange/check/findings.ts";
import { exportExtract } from "../../src/followup/exchange/export-extract.ts";
import { importExtract } from "../../src/followup/exchange/import-extract.ts";
import { csvOf, folderOf, scratch } from "../extracts/build.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { addMunicipality } from "../support/database.ts";
import { grantWith, investigatedCase } from "../support/investigated.ts";

/** Who decided goes with the open extract: by what authority, on which day, in which minutes; and no names. */
let house: House;
const now = new Date("2026-03-20T10:00:00Z");
const by = { now, startedBy: null };
beforeAll(async () => {
  house = await openHouse();
  const committee = { decider: "utskott", body: "Individutskottet", minutesNumber: "§ 45" };
  valueOf(await grantWith(house, await investigatedCase(house), ["samtycker", "samtycker"], committee));
  const chair = {
    decider: "ordförande eller ledamot",
    urgentDecider: "ordföranden",
    chairName: "Anna Berg",
    urgency: "U",
    nextMeetingOn: "2026-03-18",
  };
  valueOf(await grantWith(house, await investigatedCase(house, { givenName: "Bo" }), ["samtycker", "samtycker"], chair));
  const { caseId, investigationId } = await investigatedCase(house, { givenName: "Cia" });
  const none = { assessment: "A", legalGround: "child-investigation", reasoning: "R", delegationPoint: "2.4", outcome: "ingen insats" };
  await house.do(house.staff.caseworker, decideNoIntervention, {
    caseId,
    investigationId,
    ...none,
    investigationOutcome: "ingen insats behövs",
  });
  await investigatedCase(house, { givenName: "Dan" });
});
afterAll(() => house.database.drop());

async function exported(municipality: { id: number; code: string }): Promise<string> {
  const target = join(await scratch(), "ut");
  valueOf(await exportExtract(house.database, municipality, target, by));
  return target;
}
const own = () => ({ id: house.municipalityId, code: "0114" });

/** The rows of a file as records; no cell of these has a comma in it. */
async function rowsOf(folder: string, file: string): Promise<readonly Record<string, string>[]> {
  const [head = "", ...lines] = (await readFile(join(folder, file), "utf8")).trimEnd().split("\n");
  const names = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, place) => [names[place] ?? "", cell])));
}
const decided = ({ beslutad, beslutat_av, beslutsorgan, beslutsparagraf, beslutsfattare_id }: Record<string, string>) =>
  [beslutad, beslutat_av, beslutsorgan, beslutsparagraf, beslutsfattare_id].filter((one) => one !== undefined).join("|");

describe("who decided, in the open extract", () => {
  test("stands with the investigation and the intervention, an employee by identifier; nothing while nothing is decided, and no names", async () => {
    const folder = await exported(own());
    const investigations = (await rowsOf(folder, "utredningar.csv")).map(decided).sort();
    expect(investigations).toEqual(
      [
        "||||",
        "2026-03-02|utskott|Individutskottet|§ 45|",
        "2026-03-02|ordförande eller ledamot|||",
        `2026-03-02|tjänsteman|||${house.staff.caseworker.staffId}`,
      ].sort(),
    );
    expect((await rowsOf(folder, "insatser.csv")).map(decided).sort()).toEqual([
      "ordförande eller ledamot|||",
      "utskott|Individutskottet|§ 45|",
    ]);
    for (const file of ["utredningar.csv", "insatser.csv"])
      expect(await readFile(join(folder, file), "utf8")).not.toMatch(/Anna Berg|Test caseworker/);
  });

  test("comes back as it went, through another municipality", async () => {
    const other = { id: await addMunicipality(house.database, { code: "2417", name: "En annan" }), code: "2417" };
    const folder = await exported(own());
    const report = valueOf(await importExtract(house.database, other, folder, by));
    expect(report.errors.map(describeFinding)).toEqual([]);
    const back = await exported(other);
    for (const file of ["utredningar.csv", "insatser.csv"]) expect(await rowsOf(back, file)).toEqual(await rowsOf(folder, file));
  });

  test("is left alone by a delivery without the columns, emptied by empty cells, and refused at its cell when the code is unknown", async () => {
    const third = { id: await addMunicipality(house.database, { code: "2418", name: "En tredje" }), code: "2418" };
    const barn = [{ barn_id: "B1", kon: "flicka", fodelsedatum: "2014-03-01" }];
    const row = { utredning_id: "U1", barn_id: "B1", inledd: "2025-03-10", avslutad: "2025-06-01" };
    const who = { beslutad: "2025-06-01", beslutat_av: "Nämnd", beslutsorgan: "Socialnämnden", beslutsparagraf: "§ 7" };
    const take = async (utredningar: Record<string, string>[]) =>
      importExtract(house.database, third, await folderOf({ "barn.csv": sheet(barn), "utredningar.csv": sheet(utredningar) }), by);
    const sheet = (rows: Record<string, string>[]) => csvOf([Object.keys(rows[0] ?? {}), ...rows.map((one) => Object.values(one))]);
    const stands = async () => (await rowsOf(await exported(third), "utredningar.csv")).map(decided);
    valueOf(await take([{ ...row, ...who }]));
    expect(await stands()).toEqual(["2025-06-01|nämnd|Socialnämnden|§ 7|"]);
    valueOf(await take([row]));
    expect(await stands()).toEqual(["2025-06-01|nämnd|Socialnämnden|§ 7|"]);
    valueOf(await take([{ ...row, ...who, beslutsparagraf: "" }]));
    expect(await stands()).toEqual(["2025-06-01|nämnd|Socialnämnden||"]);
    const wrong = valueOf(await take([{ ...row, ...who, beslutat_av: "kommunalrådet" }]));
    expect(wrong.errors.map(describeFinding).join(" ")).toContain("beslutat_av");
  });
});
