import { createHash } from "node:crypto";

/** SHA-256 (hexadecimal) of a value as JSON with its fields in order: the same content gives the same, however it is written. Errors: none. */
export const fingerprintOf = (value: unknown): string => createHash("sha256").update(canonical(value)).digest("hex");

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, held: unknown) => {
    if (typeof held !== "object" || held === null || Array.isArray(held)) return held;
    return Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
