/** What must hold within one row, when its cells have been read. Errors stop; warnings tell what will not count or looks odd. Pure. */
import { fitsBirthDate } from "../../../platform/basics/identity-number.ts";
import type { FileName } from "../format.ts";
import type { CellValue } from "./values.ts";

export type RowFault = {
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly column: string;
  readonly message: string;
  readonly hint: string;
};

type Get = (column: string) => CellValue;

/** Every fault within the row. `get` gives a column's value, null where it is empty, absent or wrong. */
export function checkRow(file: FileName, get: Get, today: string): readonly RowFault[] {
  switch (file) {
    case "barn":
      return checkChild(get, today);
    case "aktualiseringar":
      return [
        ...order(get, "warning", "inkom", "forhandsbedomning_beslutad"),
        ...order(get, "warning", "inkom", "skyddsbedomning_gjord"),
        ...future(get, today, "inkom"),
      ];
    case "utredningar":
      return [
        ...order(get, "error", "inledd", "avslutad"),
        ...order(get, "error", "inledd", "forlangd_till"),
        ...order(get, "warning", "inledd", "barnet_informerat_om_beslut"),
        ...future(get, today, "inledd"),
      ];
    case "insatser":
      return [
        ...order(get, "error", "borjade", "slutade"),
        ...order(get, "warning", "beviljad", "slutade"),
        ...future(get, today, "beviljad"),
      ];
    case "samtal":
      return [...checkTie(get), ...checkConversationDay(get, today)];
    case "uteblivna_samtal":
      return checkTie(get);
  }
}

function day(value: CellValue): string | undefined {
  return typeof value === "string" ? value.slice(0, 10) : undefined;
}

function order(get: Get, severity: "error" | "warning", first: string, last: string): RowFault[] {
  const from = day(get(first));
  const to = day(get(last));
  if (from === undefined || to === undefined || to >= from) return [];
  const message = `${last} (${to}) ligger före ${first} (${from}).`;
  return [{ severity, code: "end-before-start", column: last, message, hint: "Kontrollera båda datumen." }];
}

function future(get: Get, today: string, column: string): RowFault[] {
  const value = day(get(column));
  if (value === undefined || value <= today) return [];
  return [{ severity: "warning", code: "future-date", column, message: `${value} ligger i framtiden.`, hint: "Kontrollera datumet." }];
}

function checkChild(get: Get, today: string): RowFault[] {
  const born = day(get("fodelsedatum"));
  const number = get("personnummer");
  const faults: RowFault[] = [];
  if (born !== undefined && born > today) {
    faults.push({
      severity: "error",
      code: "future-birth-date",
      column: "fodelsedatum",
      message: `${born} ligger i framtiden.`,
      hint: "Skriv barnets födelsedatum. Ett barn som inte är fött tas med först när det är fött.",
    });
  }
  if (born !== undefined && typeof number === "string" && !fitsBirthDate(number, born)) {
    // Numbers of a day can run out, so a person may rightly have the number of a day nearby.
    faults.push({
      severity: "warning",
      code: "identity-number-other-day",
      column: "personnummer",
      message: "personnumrets datum är ett annat än fodelsedatum.",
      hint: "Kontrollera båda. Åldern räknas från fodelsedatum.",
    });
  }
  return faults;
}

/** A conversation counts only when it is tied to what its phase is about (counting rules, "same ties"). */
function checkTie(get: Get): RowFault[] {
  const phase = get("fas");
  const needed = phase === "utredning" ? "utredning_id" : phase === "planering" || phase === "uppföljning" ? "insats_id" : undefined;
  if (needed === undefined || get(needed) !== null) return [];
  const what = needed === "utredning_id" ? "en utredning" : "en insats";
  return [
    {
      severity: "warning",
      code: "tie-missing",
      column: needed,
      message: `raden har fas ${String(phase)} men är inte knuten till ${what}, och räknas därför inte.`,
      hint: `Fyll i ${needed}.`,
    },
  ];
}

function checkConversationDay(get: Get, today: string): RowFault[] {
  const held = day(get("datum"));
  if (held === undefined || held <= today || get("status") !== "genomfört") return [];
  return [
    {
      severity: "warning",
      code: "future-date",
      column: "datum",
      message: `samtalet är genomfört men ${held} ligger i framtiden.`,
      hint: "Kontrollera datum och status.",
    },
  ];
}
