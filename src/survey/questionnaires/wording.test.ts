import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { valueOf } from "../../platform/basics/result.ts";
import { findQuestionnaire } from "./find-questionnaire.ts";
import { readForm } from "./test/forms.ts";
import { changedIn, wordingsOf } from "./wording.ts";

const file = readFileSync(join(import.meta.dirname, "forms", "delaktighet-2024.yaml"), "utf8");
const wordings = (text: string) => wordingsOf(readForm(text));
/** The questions whose wording is another in the changed file, with what has changed. */
function changed(text: string): [string, readonly string[]][] {
  const now = wordings(text);
  return [...wordings(file)].flatMap(([name, before]) => {
    const after = now.get(name);
    return after === undefined || after.digest === before.digest ? [] : [[name, changedIn(before, after)] as [string, readonly string[]]];
  });
}

describe("the wording of a question", () => {
  test("is known of every question that has answers, and no two are the same by chance", async () => {
    const form = valueOf(await findQuestionnaire("delaktighet-2024"));
    const all = wordingsOf(form);
    expect(all.size).toBeGreaterThan(60);
    for (const { digest } of all.values()) expect(digest).toMatch(/^[0-9a-f]{64}$/u);
  });

  test("is the same of another time's days", () => {
    expect(changed(file.replaceAll("1 februari 2023–31 januari 2024", "1 februari 2025–31 januari 2026"))).toEqual([]);
  });

  test("is another where one word of the text, a row or an alternative is", () => {
    const text = "Har ni den 1 februari 2024 i socialtjänstens barn- och ungdomsvård";
    expect(file).toContain(text);
    expect(changed(file.replace(text, text.replace("Har ni", "Hade ni"))).map(([name, parts]) => [name, parts])).toEqual([
      ["q1", ["frågans text"]],
    ]);
  });
});
