import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cookieName, setCookie } from "../../src/platform/access/sign-on/cookies.ts";
import { readWebConfig } from "../../src/app/web/config.ts";
import { readDraftKey, readLinkKey } from "../../src/app/web/kept-keys.ts";
import { securityHeaders } from "../../src/app/web/headers.ts";
import { usualBodyLimit } from "../../src/app/web/read-body.ts";
import { failedSignOns } from "../../src/platform/access/sign-on/failures.ts";
import { searchLimit } from "../../src/platform/access/searching.ts";
import { draftDays } from "../../src/platform/access/drafts.ts";

/** The values that docs/security.md and docs/operations.md name, as the program has them. */
const secure = { baseUrl: new URL("https://fortrogen.example"), openId: null };

describe("headers of every answer", () => {
  test("the policy lets nothing foreign in and nothing out, but forms to the sign-on provider", () => {
    const openId = { issuer: "https://inloggning.example/x", clientId: "", clientSecret: "", mapping: {} as never };
    const policy = securityHeaders({ ...secure, openId })["content-security-policy"]?.split("; ");
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "form-action 'self' https://inloggning.example",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ]);
  });

  test("two years of https alone, with subdomains, where BASE_URL is https and nowhere else", () => {
    expect(securityHeaders(secure)["strict-transport-security"]).toBe(`max-age=${2 * 365 * 24 * 3600}; includeSubDomains`);
    for (const baseUrl of [null, new URL("http://localhost:3000")])
      expect(securityHeaders({ ...secure, baseUrl })["strict-transport-security"]).toBeUndefined();
  });

  test("what is not used is closed", () => {
    expect(securityHeaders(secure)).toMatchObject({
      "referrer-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=(), microphone=(), geolocation=()") as string,
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
  });
});

test("the session's cookie over https is __Host-fortrogen, Secure, HttpOnly, SameSite=Lax", () => {
  expect(cookieName("session", true)).toBe("__Host-fortrogen");
  expect(setCookie("session", "x", true)).toBe("__Host-fortrogen=x; Path=/; HttpOnly; SameSite=Lax; Secure");
});

test("limits: 30 idle minutes and 600 minutes, or what is set; 1 MB; 30 failed sign-ons; 40 searches an hour; 14 days for a draft", () => {
  expect(readWebConfig({}).limits).toEqual({ idleSeconds: 30 * 60, absoluteSeconds: 600 * 60 });
  const set = readWebConfig({ SESSION_IDLE_MINUTES: "10", SESSION_MAX_MINUTES: "60" });
  expect(set.limits).toEqual({ idleSeconds: 600, absoluteSeconds: 3600 });
  expect(usualBodyLimit).toBe(1024 * 1024);
  expect(failedSignOns.most).toBe(30);
  expect([searchLimit.most, searchLimit.seconds]).toEqual([40, 3600]);
  expect(draftDays).toBe(14);
});

test("the web listens on the machine itself, until it has an address for others", () => {
  expect([{}, { BASE_URL: "https://fortrogen.example" }, { HOST: "10.0.0.1" }].map((env) => readWebConfig(env).host)).toEqual([
    "127.0.0.1",
    "0.0.0.0",
    "10.0.0.1",
  ]);
});

test.each([
  ["DRAFT_KEY", readDraftKey, "draft.key"],
  ["SURVEY_KEY", readLinkKey, "survey.key"],
])("%s is 32 bytes in base64 or refused in words; without it one is made that only its owner reads, and kept", (variable, read, file) => {
  const folder = mkdtempSync(join(tmpdir(), "kept-key-"));
  const key = randomBytes(32);
  expect(read({ [variable]: key.toString("base64") }).equals(key)).toBe(true);
  expect(() => read({ [variable]: randomBytes(31).toString("base64") })).toThrow("minst 32 byte");
  const made = read({ FORTROGEN_DATA: folder });
  expect(read({ FORTROGEN_DATA: folder }).equals(made)).toBe(true);
  expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
});

test("X-Forwarded-For is believed only with TRUST_PROXY=1", () => {
  expect(["1", "0", "", "true"].map((value) => readWebConfig({ TRUST_PROXY: value }).trustProxy)).toEqual([true, false, false, false]);
});
