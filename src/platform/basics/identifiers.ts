import { randomUUID } from "node:crypto";
import { z } from "zod";

/** What the ids of the moment that this process made its last id for are counted by, and how far. */
let counted = { moment: "", next: 0 };
const mostCounted = 0x10_00;

/**
 * A new identifier, UUID version 7 (RFC 9562): the first 48 bits are the time in milliseconds, so that new rows lie
 * together in the indexes; the next 12 count the ids of one millisecond, so that what one process wrote within it sorts as it was written
 * (the last row that holds is found by its time and its id); the rest is random, so that nobody can guess the next one. After 2,048 of one
 * millisecond the count may begin anew.
 */
export function newId(now: Date): string {
  const moment = now.getTime().toString(16).padStart(12, "0");
  const random = randomUUID();
  if (moment !== counted.moment || counted.next === mostCounted)
    counted = { moment, next: Number.parseInt(random.slice(15, 18), 16) % (mostCounted / 2) };
  const count = counted.next.toString(16).padStart(3, "0");
  counted.next += 1;
  return `${moment.slice(0, 8)}-${moment.slice(8)}-7${count}${random.slice(18)}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for an identifier as the database writes it. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && uuid.test(value);
}

/** Input field that holds an identifier. */
export const idField = z.string().regex(uuid, "Adressen eller formuläret pekar inte på något som finns.").meta({ format: "uuid" });
