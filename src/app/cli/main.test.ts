import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCommand } from "../../../tests/support/command.ts";

const program = join(import.meta.dirname, "..", "..", "..", "bin", "fortrogen.mjs");
const fortrogen = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { status, stdout, stderr };
};
/** The same in a process that has read the program once. */
const beside = async (...args: string[]) => {
  const { code, ...said } = await runCommand(args);
  return { status: code, ...said };
};
const commands = readdirSync(join(import.meta.dirname, "commands")).map((file) => file.replace(/\.ts$/, ""));
/** Words that commander brings along in English. */
const english = /\b(?:Usage|Options|Commands|Arguments|display help|default:|choices:|error:)/;

describe("the command line", () => {
  it("says its version, as package.json does", () => {
    const { version } = JSON.parse(readFileSync(join(program, "..", "..", "package.json"), "utf8")) as { version: string };
    expect(fortrogen("--version")).toMatchObject({ status: 0, stdout: `${version}\n` });
  });

  it("tells where an unexpected fault came from with FORTROGEN_DEBUG, and otherwise what it was", () => {
    const broken = "--import=data:text/javascript,Number.prototype.toLocaleString%3D()%3D%3E%7Bthrow%20new%20Error('prov')%7D";
    const folder = mkdtempSync(join(tmpdir(), "fortrogen-fault-"));
    const fail = (env: Record<string, string>) =>
      spawnSync(process.execPath, [broken, program, "demo", "extract", "--children", "1", "--out", folder], {
        encoding: "utf8",
        env: { ...process.env, FORTROGEN_DEBUG: "", ...env },
      });
    expect(fail({ FORTROGEN_DEBUG: "1" }).stderr).toMatch(/^Error: prov\n +at /u);
    const { status, stderr } = fail({});
    expect([status, stderr]).toEqual([1, "Oväntat fel: prov\nKör igen med FORTROGEN_DEBUG=1 och skicka med utskriften i en felanmälan.\n"]);
    rmSync(folder, { recursive: true });
  });

  it("lists every command in Swedish", () => {
    const { status, stdout } = fortrogen("--help");
    expect(status).toBe(0);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, "m"));
    expect(stdout).toMatch(/^Användning: fortrogen/);
    expect(stdout).not.toMatch(english);
  });

  it.each(commands)("explains %s in Swedish", async (command) => {
    const { status, stdout } = await beside(command, "--help");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Användning: /);
    expect(stdout).not.toMatch(english);
  });

  it.each([
    [["nothing"], "Kommandot ”nothing” finns inte."],
    [["municipality", "add"], "Argumentet ”kod” saknas."],
    [["municipality", "add", "1"], "Koden 1 finns inte"],
    [["municipality", "add", "jönköping"], "Menade du 0680 Jönköping?"],
    [["migrate", "--format", "xml"], "Välj ett av: table, json."],
    [["migrate", "--fromat", "json"], "Menade du --format?"],
    [["migrate", "now"], "fler argument"],
    [["verify-log", "--municipality"], "behöver ett värde"],
    [["verify-log", "--expect", "abc"], "64 tecken"],
    [["demo", "extract", "--children", "1", "--out", "uttag.xlsx"], "skrivs inte som .xlsx"],
    [["demo", "extract", "--children", "1", "--out", "/dev/null/uttag"], "går inte att skriva till målet"],
  ])("says what is wrong with %j and ends with 2", async (args, words) => {
    const { status, stdout, stderr } = await beside(...args);
    expect(stderr).toContain(words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });

  it("answers machines in JSON, also when the command was used wrongly", async () => {
    const { status, stdout, stderr } = await beside("municipality", "add", "1", "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code: "municipality-not-in-list" } });
    expect(JSON.parse((await beside("migrate", "--format=json", "--x")).stdout)).toMatchObject({
      ok: false,
      error: { code: "wrong-usage" },
    });
    expect({ status, stderr }).toEqual({ status: 2, stderr: "" });
  });

  it("shows the shipped list without a database", async () => {
    const { status, stdout } = await beside("municipality", "list", "--available");
    expect(status).toBe(0);
    expect(stdout.trim().split("\n")).toHaveLength(305);
  });
});
