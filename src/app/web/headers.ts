import type { WebConfig } from "./config.ts";

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
