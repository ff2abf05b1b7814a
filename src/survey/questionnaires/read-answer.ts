/** One answer as it stands in somebody's file, in the form's own words. */
import { nearest } from "@fortrogen/statistics/nearest";
import { notTicked, ticked } from "./answer-columns.ts";
import type { AnswerColumn } from "./answer-columns.ts";

export type ReadAnswer =
  | { readonly ok: true; readonly value: string }
  /** Swedish; says what could stand there, never what stood there. */
  | { readonly ok: false; readonly message: string };

/**
 * Reads a cell of a file of answers: "" is not answered. Of an alternative, other spaces and other dashes are the same, and so are capital and
 * small letters, per cent as a sign, and a stop or colon at the end; a place on a scale may be its number alone. Ticked is `Ja`, the alternative's own
 * text, `x` or `1`; not ticked `Nej` or `0`. A number may have a decimal comma. Errors: none.
 */
export function readAnswer(column: AnswerColumn, raw: string): ReadAnswer {
  const cell = raw.trim();
  if (cell === "") return { ok: true, value: "" };
  switch (column.type) {
    case "flera":
      return readTick(column, cell);
    case "tal":
      return {
        ok: true,
        value: cell
          .replaceAll(/[\s\u00a0]/g, "")
          .replace(",", ".")
          .replace("−", "-"),
      };
    case "datum":
    case "text":
      return { ok: true, value: cell };
    case "en":
    case "andel":
    case "skala": {
      const found =
        column.alternatives.find((alternative) => alike(alternative) === alike(cell)) ??
        column.alternatives.find((alternative) => /^\d+$/.test(cell) && column.values?.get(alternative) === Number(cell));
      if (found !== undefined) return { ok: true, value: found };
      const meant = nearest(cell, column.alternatives);
      const hint = meant === "" ? `Det som kan stå är: ${column.alternatives.join(" | ")}` : `Menas ”${meant}”?`;
      return { ok: false, message: `Svaret är inget av frågans alternativ. ${hint}` };
    }
  }
}

function readTick({ row }: AnswerColumn, cell: string): ReadAnswer {
  const word = alike(cell);
  if (word === "ja" || word === "x" || word === "1" || word === alike(row)) return { ok: true, value: ticked };
  if (word === "nej" || word === "0") return { ok: true, value: notTicked };
  return { ok: false, message: "Här kan Ja eller Nej stå, alternativets egen text, eller x." };
}

const alike = (text: string): string =>
  withoutEnd(
    text
      .normalize("NFC")
      .replaceAll(/[\s\u00a0]+/g, " ")
      .replaceAll(/[‐‑–—−]/g, "-")
      .replaceAll(/ ?- ?/g, "-")
      .toLowerCase()
      .replaceAll(/ ?(?:procent|%)/g, " %"),
  ).trim();

/** Without blanks, stops and colons at the end: sign by sign, for a pattern would begin anew at every stop in a cell of a million. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && " .:".includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
