import { mkdir, readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newId } from "../../platform/basics/identifiers.ts";
import { describeProgress } from "./progress.ts";
import { findUploads, keepUpload, nameUpload, removeUpload, uploadFolder } from "./upload.ts";

const file = (name: string, text = "x"): File => new File([text], name);
const newRun = (): string => newId(new Date("2026-03-14T09:00:00Z"));

describe("an upload", () => {
  it.each([
    [[], "Välj en fil."],
    [["a.zip", "b.zip"], "Blanda inte filslag."],
    [["barn.csv", "b.zip"], "Blanda inte filslag."],
    [["barn.pdf"], "Filen är varken csv, zip, xlsx eller ods."],
    [["barn.csv", "BARN.csv"], "Två av filerna har samma namn."],
    [Array.from({ length: 21 }, (_, i) => `${i}.csv`), "Det är för många filer."],
  ])("of %j is refused: %s", (names, message) => {
    expect(nameUpload(names.map((name) => file(name)))).toMatchObject({ ok: false, error: { message, field: "files" } });
  });

  it.each([
    [["Uttag.ZIP"], "Uttag.ZIP"],
    [["C:\\mina\\uttag.xlsx"], "uttag.xlsx"],
    [["barn.csv"], "barn.csv"],
    [["barn.csv", "samtal.csv"], "2 csv-filer"],
    [[`${"a".repeat(300)}.zip`], `${"a".repeat(80)}.zip`],
  ])("of %j is called %s", (names, name) => {
    expect(nameUpload(names.map((one) => file(one)))).toEqual({ ok: true, value: name });
  });

  it("is kept where only the program can read it, under names that stay in the folder, once, until it is removed", async () => {
    const run = newRun();
    const path = await keepUpload(run, [file("../../etc/barn.csv", "a"), file("..\\samtal.csv", "b"), file("\u0000x<.csv", "c")]);
    expect(path).toBe(join(uploadFolder(run), "whole"));
    expect(await readdir(uploadFolder(run))).toEqual(["whole"]);
    expect((await readdir(join(uploadFolder(run), "whole"))).toSorted()).toEqual(["barn.csv", "samtal.csv", "x.csv"]);
    expect((await stat(uploadFolder(run))).mode & 0o777).toBe(0o700);
    expect((await stat(join(uploadFolder(run), "whole", "barn.csv"))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(uploadFolder(run), "whole", "barn.csv"), "utf8")).toBe("a");
    expect(await keepUpload(run, [file("barn.csv")])).toBeUndefined();
    expect(await findUploads()).toContain(run);
    await removeUpload(run);
    await removeUpload(run);
    expect(await findUploads()).not.toContain(run);
  });

  it("is not written to a folder that somebody else has made, and never outside the temporary folder", async () => {
    const run = newRun();
    await mkdir(uploadFolder(run));
    expect(await keepUpload(run, [file("uttag.zip")])).toBeUndefined();
    expect(await readdir(uploadFolder(run))).toEqual([]);
    await removeUpload(run);
    expect(() => uploadFolder("../etc")).toThrow(RangeError);
  });
});

describe("the progress of an import", () => {
  it("never goes back, from nothing to the end", () => {
    const steps = ["barn", "utredningar", "aktualiseringar", "insatser", "samtal", "uteblivna_samtal"];
    const all = [
      { step: "Väntar på att börja", rowsRead: 0, rowsTotal: null },
      ...steps.map((name, i) => ({ step: `Läser ${name}.csv`, rowsRead: i * 100, rowsTotal: 600 })),
      ...steps.map((name) => ({ step: `Kontrollerar bladet ${name}`, rowsRead: 600, rowsTotal: 600 })),
      { step: "Sparar barn.csv", rowsRead: 600, rowsTotal: 600 },
      { step: null, rowsRead: 600, rowsTotal: 600 },
    ].map((run) => describeProgress(run).value);
    expect(all).toEqual(all.toSorted((a, b) => a - b));
    expect([all[0], all.at(-1)]).toEqual([1, 100]);
  });

  it("says in words what is done, with the rows where they are known", () => {
    expect(describeProgress({ step: "Läser samtal.csv", rowsRead: 1500, rowsTotal: 3000 }).text).toBe(
      "Läser samtal.csv. 1\u00a0500 av 3\u00a0000 rader lästa.",
    );
    expect(describeProgress({ step: "Läser bladet barn", rowsRead: 20, rowsTotal: null }).text).toBe("Läser bladet barn. 20 rader lästa.");
    expect(describeProgress({ step: "Väntar på att börja", rowsRead: 0, rowsTotal: null }).text).toBe("Väntar på att börja.");
  });
});
