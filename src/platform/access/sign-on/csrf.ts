import { randomBytes, timingSafeEqual } from "node:crypto";

const secretBytes = 32;

/** A token for one form: the session's secret under a new random mask, so that compression tells nothing about it. */
export function csrfToken(secret: Buffer): string {
  const mask = randomBytes(secretBytes);
  return Buffer.concat([mask, xor(mask, secret)]).toString("base64url");
}

/** True when the token was made from this session's secret. */
export function isCsrfToken(token: string | undefined, secret: Buffer): boolean {
  if (!token || token.length > 100) return false;
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== 2 * secretBytes) return false;
  return timingSafeEqual(xor(bytes.subarray(0, secretBytes), bytes.subarray(secretBytes)), secret);
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}

/**
 * True when a request that changes something comes from our own pages: the browser says so itself (`Sec-Fetch-Site`,
 * otherwise `Origin`). A request with neither is refused: every browser in use sends at least one of them.
 */
export function isOwnOrigin(headers: Headers, origin: string): boolean {
  const said = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  if (said !== null) return said === origin;
  return site !== null;
}

/** A path of our own to go back to, as browsers write one (ASCII, nothing that steers); "/" for anything that could lead elsewhere. */
export function ownPath(path: string | undefined | null): string {
  if (!path || path.length > 500 || !/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/u.test(path)) return "/";
  return path;
}
