/** The findings of the set-based checks, in words. */
import type { ClientBase } from "pg";
import type { FileName } from "../format.ts";
import type { Finding, Findings } from "./findings.ts";

type Row = { file: FileName; row: number; col: string; code: string; other: number | null; is_error: boolean };
type Words = (row: Pick<Row, "col" | "other">) => readonly [message: string, hint: string];

const WORDS: Readonly<Record<string, Words>> = {
  "duplicate-id": ({ col, other }) => [
    `samma ${col} finns redan på rad ${other}.`,
    "Varje rad ska ha sitt eget id. Ta bort den ena raden eller rätta id.",
  ],
  "repeated-row": ({ other }) => [`raden säger samma sak som rad ${other} och räknas en gång.`, "Ta bort den ena raden."],
  "shared-identity-number": ({ other }) => [
    `samma personnummer finns på rad ${other} under ett annat barn_id.`,
    "Ett barn ska ha ett enda barn_id. Slå ihop raderna eller rätta personnumret.",
  ],
  "earlier-identity-number": () => [
    "personnumret finns redan i en tidigare leverans under ett annat barn_id.",
    "Använd samma barn_id som förut. Har alla id bytts ut importerar du med --replace, så ersätts den tidigare leveransen.",
  ],
  "other-than-known": ({ col }) => [
    `personnumret är känt i kommunens ärenden med ett annat värde i ${col}. Raden läses inte in, så att inget hamnar på fel barn.`,
    "Kontrollera numret. Är det samma barn rättar du den uppgift som är fel, i filen eller i ärendet, och läser in igen.",
  ],
  "unknown-reference": ({ col }) => [
    `värdet finns varken i ${TARGETS[col] ?? "leveransen"} eller i en tidigare leverans.`,
    `Lägg till raden i ${TARGETS[col] ?? "leveransen"} eller rätta id.`,
  ],
  "other-child": ({ col }) => [
    `${col === "insats_id" ? "insatsen" : "utredningen"} hör till ett annat barn.`,
    "Rätta id. Utreds syskon tillsammans har varje barn sin egen rad i utredningar.csv.",
  ],
  "before-birth": ({ col }) => [`${col} ligger före barnets födelsedatum.`, `Kontrollera ${col} och barnets fodelsedatum.`],
  "column-kept": ({ other }) => [
    `kolumnen saknas i filen. ${other === 1 ? "En rad har" : `${other} rader har`} kvar det som en tidigare leverans sa.`,
    "Vill du tömma värdena lägger du till kolumnen och lämnar cellerna tomma.",
  ],
  "start-after-kept-end": () => [
    "inledd ligger efter det slutdatum som en tidigare leverans sa och som är kvar, eftersom kolumnen avslutad saknas.",
    "Lägg till kolumnen avslutad.",
  ],
  adult: () => [
    "personen har fyllt 18 år före den första dag som leveransen berättar om.",
    "Kontrollera födelsedatumet. Den som har fyllt 18 räknas inte som barn.",
  ],
  "placement-not-counted": () => [
    "raden hör till en placering. Planering och uppföljning räknas bara för öppna insatser.",
    "Kontrollera insats_id, eller skriv fas placering.",
  ],
};

const TARGETS: Readonly<Record<string, string>> = { barn_id: "barn.csv", utredning_id: "utredningar.csv", insats_id: "insatser.csv" };

/** Moves what the database found to `findings`: as many in full as there is room for, the rest as numbers. */
export async function collectCrossFindings(client: ClientBase, findings: Findings, labels: ReadonlyMap<FileName, string>): Promise<void> {
  const counted = await client.query<Omit<Row, "row"> & { n: number }>(
    "select file, col, code, is_error, max(other) as other, count(*)::int as n from pg_temp.finding group by file, col, code, is_error order by file, col, code",
  );
  const told = new Map<string, number>();
  for (const severity of ["error", "warning"] as const) {
    const { rows } = await client.query<Row>("select * from pg_temp.finding where is_error = $1 order by file, row limit $2", [
      severity === "error",
      Math.max(findings.room(severity), 0),
    ]);
    for (const row of rows) {
      findings.add(findingOf(row, labels));
      const key = `${row.is_error} ${row.file} ${row.col} ${row.code}`;
      told.set(key, (told.get(key) ?? 0) + 1);
    }
  }
  for (const group of counted.rows) {
    const rest = group.n - (told.get(`${group.is_error} ${group.file} ${group.col} ${group.code}`) ?? 0);
    if (rest > 0) findings.count(findingOf({ ...group, row: 0 }, labels), rest);
  }
}

function findingOf(row: Row, labels: ReadonlyMap<FileName, string>): Finding {
  const [message, hint] = WORDS[row.code]?.(row) ?? ["raden stämmer inte med de andra.", "Kontrollera raden."];
  return {
    severity: row.is_error ? "error" : "warning",
    code: row.code,
    file: labels.get(row.file) ?? `${row.file}.csv`,
    row: row.row,
    column: row.col,
    message,
    hint,
  };
}
