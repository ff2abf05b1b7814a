import { hasIdentityNumber } from "../../platform/basics/identity-number.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";

const message = "Texten ser ut att ha ett personnummer. Ta bort det: i registret får inget stå om en enskild person.";

/** Refuses identity numbers in what was typed, at each field: the register is read by everybody, and its words become answers to surveys. */
export function refuseNumbers(given: Readonly<Record<string, unknown>>, today: string): Result<void> {
  const fields = Object.entries(given).flatMap(([field, text]) =>
    typeof text === "string" && hasIdentityNumber(text, today) ? [{ field, message }] : [],
  );
  return fields.length === 0 ? ok(undefined) : failed({ code: "invalid-input", message: "Något i formuläret behöver rättas.", fields });
}
