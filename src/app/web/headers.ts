import type { WebConfig } from "./config.ts";

/**
 * The policy of every file to save: were it opened as a page all the same it is in a box of its own, may run and fetch nothing, and belongs to nobody's
 * session.
 */
export const policyOfFiles = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The headers of every answer. What each of them stops is in docs/security.md. */
export function securityHeaders(config: Pick<WebConfig, "baseUrl" | "openId">): Readonly<Record<string, string>> {
  const formTargets = ["'self'", ...(config.openId ? [new URL(config.openId.issuer).origin] : [])].join(" ");
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    `form-action ${formTargets}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
  return {
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    // With `no-referrer` browsers send `Origin: null` with forms, and the origin could not be checked.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...(config.baseUrl?.protocol === "https:" ? { "strict-transport-security": "max-age=63072000; includeSubDomains" } : {}),
  };
}
