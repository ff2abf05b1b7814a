import { randomBytes } from "node:crypto";
import { z } from "zod";

/**
 * A new identifier, UUID version 7 (RFC 9562): the first 48 bits are the time in milliseconds, so that new rows lie
 * together in the indexes; the rest is random, so that nobody can guess the next one.
 */
export function newId(now: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for an identifier as the database writes it. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && uuid.test(value);
}

/** Input field that holds an identifier. */
export const idField = z.string().regex(uuid, "Adressen eller formuläret pekar inte på något som finns.").meta({ format: "uuid" });
