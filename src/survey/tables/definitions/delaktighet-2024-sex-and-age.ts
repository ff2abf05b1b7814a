/** What could not be published of 2024: the shares by sex and age, from questions 4d–g, 12d–g and 17d–g. Made in the protected form alone. */
import type { Figure, TableDefinition } from "../definition.ts";
import { everyInterval, intervals } from "./delaktighet-2024-conversations.ts";
import { phases } from "./delaktighet-2024-shares.ts";
import { gave, shareGivenTo } from "./parts.ts";

const columns = ["Flickor", "Pojkar", "0–4 år", "5–14 år", "15–17 år"];
const questions = ["4", "12", "17"] as const;
const forms = [
  { words: "enskilda samtal", sex: "d", age: "e" },
  { words: "samtal tillsammans med vårdnadshavare", sex: "f", age: "g" },
] as const;

const figure = (column: string, interval: number): Figure => ({ of: gave(column, interval), base: shareGivenTo(column, ...everyInterval) });

export const bySexAndAge: readonly TableDefinition[] = questions.flatMap((question, phase) =>
  forms.map(({ words, sex, age }, form): TableDefinition => {
    const asked = [`q${question}${sex}_1`, `q${question}${sex}_2`, `q${question}${age}_1`, `q${question}${age}_2`, `q${question}${age}_3`];
    return {
      id: `Kön och ålder ${phase * forms.length + form + 1}`,
      title: `Andel barn som haft ${words} med handläggare efter kön och ålder. ${phases[phase] ?? ""}`,
      stub: "Andel barn",
      columns: columns.map((column) => `${column} Andel (%)`),
      rows: intervals.map((label, place) => ({ label, figures: asked.map((column) => figure(column, place + 1)) })),
      order: { kind: "form" },
      hasTotal: true,
      bases: "columns",
      notes: [],
      hasSource: true,
      inferred: ["Tabellen finns inte i tryck. Basen är de som har angett ett intervall."],
    };
  }),
);
