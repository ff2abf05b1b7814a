import { isIP } from "node:net";
import type { LimitRule } from "../../core/limits.ts";

/**
 * Sign-ons that failed, by the address they came from. Only what has failed is counted and only what has failed is refused, because a
 * whole town, or everybody behind a proxy, may share one address: the one who fails again and again must not shut the others out.
 */
export const failedSignOns: LimitRule = { name: "access.failed-sign-ons", most: 30, seconds: 60 };

export const tooManyFailures = "Det har gjorts många försök att logga in från ditt nät.";

/** Links to a survey that were no links, counted in the same way and for the same reason. */
export const failedLinks: LimitRule = { name: "access.failed-links", most: 30, seconds: 60 };

export const tooManyFailedLinks = "Det har gjorts många försök med länkar som inte gäller från ditt nät.";

/** The network an address stands for: IPv4 as it is, of IPv6 the first 64 bits. What is no address is `unknown`. */
export function networkOf(address: string): string {
  const [plain = ""] = address.split("%");
  const within = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1] ?? plain;
  if (isIP(within) === 4) return within;
  if (isIP(within) !== 6) return "unknown";
  const [head = "", tail] = within.toLowerCase().split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  // An IPv4 address at the end takes the place of two groups, and never reaches the first four.
  const missing = tail === undefined ? 0 : 8 - before.length - after.length - (after.at(-1)?.includes(".") ? 1 : 0);
  const groups = [...before, ...Array.from({ length: missing }, () => "0"), ...after];
  return `${groups.slice(0, 4).join(":")}::/64`;
}
