import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCookie, setCookie } from "./cookies.ts";
import { csrfToken, isCsrfToken, ownPath } from "./csrf.ts";
import { identityOf, signOnMapping } from "./mapping.ts";
import { makeRateLimit } from "./rate-limit.ts";
import { makeSealer } from "./sealed.ts";

const now = new Date("2026-03-14T08:00:00Z");
const later = new Date(now.getTime() + 60_000);

describe("form tokens", () => {
  it("are new each time and belong to one secret", () => {
    const secret = randomBytes(32);
    const [one, two] = [csrfToken(secret), csrfToken(secret)];
    expect(one).not.toBe(two);
    expect(isCsrfToken(one, secret) && isCsrfToken(two, secret)).toBe(true);
    expect(isCsrfToken(one, randomBytes(32))).toBe(false);
    fc.assert(fc.property(fc.string(), (text) => !isCsrfToken(text, secret)));
  });
});

describe("ownPath", () => {
  it.each([
    ["/arenden?sida=2", "/arenden?sida=2"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["https://evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["", "/"],
    ["/a\nb", "/"],
  ])("%j becomes %j", (path, expected) => {
    expect(ownPath(path)).toBe(expected);
  });
  it("never leaves the house", () => {
    fc.assert(
      fc.property(fc.string(), (text) => new URL(ownPath(text), "https://fortrogen.example").origin === "https://fortrogen.example"),
    );
  });
});

describe("sealed values", () => {
  const sealer = makeSealer("secret", "one");
  const sealed = sealer.seal({ a: 1 }, later);
  it("open with the same secret, for the same purpose, in time", () => {
    expect(sealer.open(sealed, now)).toEqual({ a: 1 });
    expect(sealer.open(sealed, later)).toBeUndefined();
    expect(makeSealer("secret", "two").open(sealed, now)).toBeUndefined();
    expect(makeSealer("other", "one").open(sealed, now)).toBeUndefined();
  });
  it("do not open when one bit is changed", () => {
    const bytes = Buffer.from(sealed, "base64url");
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
        return sealer.open(changed.toString("base64url"), now) === undefined;
      }),
    );
  });
});

describe("cookies", () => {
  it("of the same name sent twice are believed by nobody", () => {
    expect(readCookie("fortrogen=a; other=b", "session", false)).toBe("a");
    expect(readCookie("fortrogen=a; fortrogen=b", "session", false)).toBeUndefined();
    expect(readCookie("fortrogen=a", "session", true)).toBeUndefined();
  });
  it("are Secure and bound to the host over https", () => {
    expect(setCookie("session", "x", true)).toBe("__Host-fortrogen=x; Path=/; HttpOnly; SameSite=Lax; Secure");
  });
});

describe("identityOf", () => {
  const mapping = signOnMapping.parse({
    municipality: { claim: "org.kommun", values: { Ekdalen: "9901" } },
    roles: { claim: "groups", values: { A: "analyst", H: ["caseworker", "team_leader"] } },
    identityNumber: "pnr",
    unit: { claim: "enhet" },
  });
  const claims = { sub: "s", name: "Amina", groups: ["H", "toString", "__proto__"], org: { kommun: "Ekdalen" }, pnr: "20100101-1234" };
  it("maps roles, municipality, unit and identity number", () => {
    expect(identityOf(mapping, "https://idp", claims)).toEqual({
      ok: true,
      value: {
        subject: "https://idp|s",
        name: "Amina",
        title: "",
        identityNumber: "201001011234",
        unit: null,
        municipalities: ["9901"],
        roles: ["caseworker", "team_leader"],
      },
    });
  });
  it.each([
    ["no-role", { ...claims, groups: ["toString", "a"] }],
    ["no-role", { ...claims, groups: undefined }],
    ["no-municipality", { ...claims, org: { kommun: "Annan" } }],
    ["claims-missing", { ...claims, name: "" }],
  ])("refuses with %s", (code, given) => {
    expect(identityOf(mapping, "https://idp", given)).toMatchObject({ ok: false, error: { code } });
  });
});

describe("rate limit", () => {
  it("lets through so many in each window", () => {
    const limit = makeRateLimit(2, 60_000);
    expect([limit.allow("a", now), limit.allow("a", now), limit.allow("a", now), limit.allow("b", now), limit.allow("a", later)]).toEqual([
      true,
      true,
      false,
      true,
      true,
    ]);
  });
});
