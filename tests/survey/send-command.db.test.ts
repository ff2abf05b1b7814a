import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, stockholmDate } from "../../src/platform/basics/dates.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { runCommand } from "../support/command.ts";
import { openRound } from "../support/rounds.ts";
import type { TestRound } from "../support/rounds.ts";

// The command has the machine's clock: what is expected holds on whatever day, and over midnight.
const today = stockholmDate(new Date());
const later = addDays(today, 3);
const days = { opensOn: addDays(today, -1), lastDay: addDays(today, 30), closesOn: addDays(today, 44) };
let agency: House;
let round: TestRound;
let folder: string;

beforeAll(async () => {
  agency = await openHouse({ code: "202100-0555" });
  round = await openRound(agency, { size: 4, days });
  folder = mkdtempSync(join(tmpdir(), "sendings-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await agency.database.drop();
});
const run = async (...args: string[]) => {
  const { code, ...said } = await runCommand(["survey", ...args], { DATABASE_URL: agency.database.ownerUrl });
  return { status: code, ...said };
};
const sendings = async () => {
  const { rows } = await sql<{ kind: string; on: string; subject: string }>`
    select kind, send_on as on, subject from survey.sending order by recorded_at`.execute(agency.database.owner);
  return rows;
};

describe("what is planned from the command line", () => {
  test("is the sending that the page plans, of nobody by name, and logged", async () => {
    const invited = await run("invite", "--day", later);
    expect(invited.stdout).toContain(`Inbjudan till Barns delaktighet 2026 är planerad till ${later}: 4 enheter som inte har svarat.`);
    const file = join(folder, "text.txt");
    writeFileSync(file, "Dags nu, {enhet}\n\nHej!\n\n{länk}\n");
    const reminded = await run(
      "remind",
      "--round",
      round.roundId,
      "--agency",
      "202100-0555",
      "--day",
      later,
      "--text",
      file,
      "--format",
      "json",
    );
    expect(JSON.parse(reminded.stdout)).toMatchObject({ ok: true, kind: "påminnelse", sendOn: later, receivers: 4, withoutAddress: 0 });
    expect(await sendings()).toEqual([
      { kind: "inbjudan", on: later, subject: "{enkät}: enkät till {enhet}" },
      { kind: "påminnelse", on: later, subject: "Dags nu, {enhet}" },
    ]);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from audit.event where action = 'rounds.plan-sending'
      and actor_id is null and ${round.roundId}::uuid = any (subject_ids)`.execute(agency.database.owner);
    expect(rows).toEqual([{ n: 2 }]);
  });

  test("is refused in words where it is planned already, or does not say what it must", async () => {
    const before = await sendings();
    const file = join(folder, "utan-lank.txt");
    writeFileSync(file, "Ämne\n\nHej {fnord}\n");
    for (const [words, status, ...args] of [
      ["redan planerat den dagen", 1, "invite", "--day", later],
      ["Dagen har varit", 1, "invite", "--day", addDays(today, -2)],
      ["Ange dagen som", 2, "remind", "--day", "i morgon"],
      ["ingen omgångs id", 2, "remind", "--round", "../1"],
      ["Ingen sådan omgång", 1, "remind", "--round", "00000000-0000-4000-8000-000000000000"],
      ["--agency", 2, "remind", "--agency", "0114"],
      ["går inte att läsa", 2, "remind", "--text", join(folder, "saknas.txt")],
      ["saknar {länk}", 1, "remind", "--text", file],
    ] as const) {
      const { status: ended, stdout, stderr } = await run(...args);
      expect(stderr + stdout).toContain(words);
      expect([words, ended]).toEqual([words, status]);
    }
    expect(await sendings()).toEqual(before);
  });
});
