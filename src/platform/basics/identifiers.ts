import { randomUUID } from "node:crypto";
import { z } from "zod";

/**
 * A new identifier, UUID version 7 (RFC 9562): the first 48 bits are the time in milliseconds, so that new rows lie
 * together in the indexes; the rest is random, so that nobody can guess the next one.
 */
export function newId(now: Date): string {
  const time = now.getTime().toString(16).padStart(12, "0");
  // Node draws the bits of many version 4 at a time; their last 74, with the variant between them, are those of version 7 too.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for an identifier as the database writes it. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && uuid.test(value);
}

/** Input field that holds an identifier. */
export const idField = z.string().regex(uuid, "Adressen eller formuläret pekar inte på något som finns.").meta({ format: "uuid" });
