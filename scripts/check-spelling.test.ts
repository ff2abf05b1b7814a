import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findMisspelt, wantedOf } from "./check-spelling.mjs";
import { findTexts, textsOf } from "./swedish-texts.mjs";

const page = `
import { Field } from "./field.tsx";
/** The form. */
export function Form(props: { name: string }) {
  if (!props.name) throw new Error("The name is misssing.");
  const rows = sql\`select distinctt from utredningg\`;
  return (
    <main class="ds-cardd grid">
      <h1>Utredninng av barnets behov</h1>
      <Field label="Samtyke" hint={\`Skriv vad \${props.name}s vårdnadshavere har sagt\`} href="/arenden/utredninngar" />
      <p>Skyddsbedömningen är gjord.</p>
    </main>
  );
}`;

describe("the check of Swedish spelling", () => {
  it("finds misspelt words in the texts of a page, and where they stand", () => {
    const misspelt = findMisspelt(textsOf("form.tsx", page));
    expect(misspelt).toEqual([
      { word: "Samtyke", places: ["form.tsx:10"] },
      { word: "Utredninng", places: ["form.tsx:9"] },
      { word: "vårdnadshavere", places: ["form.tsx:10"] },
    ]);
  });

  it("reads no line of the program's own log, and not what a connection is called", () => {
    const code = `this.log({ level: "warn", message: "jobs of a lostt process" });
makeClient(url, { application_name: "fortrogen jobs clockk" });
say("Jobben är klaraa nu");`;
    expect(findMisspelt(textsOf("jobs.ts", code))).toEqual([{ word: "klaraa", places: ["jobs.ts:3"] }]);
  });

  it("reads no name in the query of an address, and all that stands after it", () => {
    const code = 'const to = `/resultat/${id}/ny?fraga=${column}&stegg=2`;\nsay("Gå till /resultat/ny?fraga=ett och välj taabell");';
    expect(findMisspelt(textsOf("links.ts", code)).map(({ word }) => word)).toEqual(["taabell"]);
    expect(findMisspelt(textsOf("ask.ts", 'say("Stämmer det?Skrivv här")')).map(({ word }) => word)).toEqual(["Skrivv"]);
  });

  it("finds misspelt words in a definition, not in its keys", () => {
    const definition = `{\n  "questionn": "Hur många barn har fått kommma till tals?",\n  "codes": ["Ja, alltid", "Ingen uppgift finns"]\n}`;
    expect(findMisspelt(textsOf("definitions/form.json", definition))).toEqual([{ word: "kommma", places: ["definitions/form.json:2"] }]);
  });

  it.each([
    "bedömmning",
    "förhandsbedömming",
    "barnett",
    "socialtjensten",
    "omedelbarr",
    "anmällan",
    "registerat",
    "sekretes",
    "personnumer",
  ])("does not take %s for a compound", (word) => {
    expect(findMisspelt([{ text: word, file: "a.tsx", line: 1 }])).toHaveLength(1);
  });

  it("reads the texts of the whole program", () => {
    const texts = findTexts(new URL("..", import.meta.url).pathname, ["src"]);
    expect(texts.length).toBeGreaterThan(1_000);
    expect(texts.some(({ file }) => file.endsWith(".json"))).toBe(true);
  });

  it("of some files finds what it finds of them in the whole", () => {
    const clone = mkdtempSync(join(tmpdir(), "spelling-"));
    mkdirSync(join(clone, "src", "pages"), { recursive: true });
    writeFileSync(join(clone, "src", "pages", "form.tsx"), page);
    writeFileSync(join(clone, "src", "other.ts"), 'say("Jobben är klaraa nu");');
    const misspelt = (...only: string[]) =>
      findMisspelt(findTexts(clone, ["src"], only.length > 0 ? new Set(only) : undefined)).map(({ word }) => word);
    expect(misspelt("src/pages/form.tsx")).toEqual(["Samtyke", "Utredninng", "vårdnadshavere"]);
    expect(misspelt("src/other.ts", "docs/law.md")).toEqual(["klaraa"]);
    expect(misspelt()).toEqual([...misspelt("src/other.ts"), ...misspelt("src/pages/form.tsx")]);
  });

  it("reads everything where no file is named, and where a list of words is among them", () => {
    expect(wantedOf([])).toBeUndefined();
    expect(wantedOf(["src/a.ts", "words/swedish.txt"])).toBeUndefined();
    expect(wantedOf(["README.md", "cspell.json"])).toBeUndefined();
    expect(wantedOf(["README.md", "docs/guide/field.md", "src/a/README.md", "src/a.ts", "packages/b/README.md"])?.documents).toEqual([
      "README.md",
      "docs/guide/field.md",
      "src/a/README.md",
    ]);
  });
});
