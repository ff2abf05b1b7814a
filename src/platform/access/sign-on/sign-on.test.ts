import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCookie, setCookie } from "./cookies.ts";
import { csrfToken, isCsrfToken, ownPath } from "./csrf.ts";
import { identityOf, signOnMapping } from "./mapping.ts";
import { readIdentityNumber } from "../../basics/identity-number.ts";
import { networkOf } from "./failures.ts";
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
    ["/a\u0000b", "/"],
    ["/a\u007fb", "/"],
    ["/ärenden", "/"],
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
  const claims = { sub: "s", name: "Amina", groups: ["H", "toString", "__proto__"], org: { kommun: "Ekdalen" }, pnr: "20100101-1236" };
  const readNumber = (text: string) => {
    const read = readIdentityNumber({ text, today: "2026-03-14" });
    return read.ok ? read.value.normalized : null;
  };
  const identity = (given: Record<string, unknown>, changed: object = {}) =>
    identityOf({ ...mapping, ...changed }, "https://idp", given, readNumber);
  it("maps roles, municipality, unit and identity number", () => {
    expect(identity(claims)).toEqual({
      ok: true,
      value: {
        subject: "https://idp|s",
        name: "Amina",
        title: "",
        identityNumber: "201001011236",
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
    expect(identity(given)).toMatchObject({ ok: false, error: { code } });
  });
  it.each([
    ["absent", "identity-number-missing", undefined],
    ["empty", "identity-number-missing", " "],
    ["without width", "identity-number-missing", "\u200b\u2060"],
    ["too short", "identity-number-malformed", "2010010112"],
    ["of another country", "identity-number-malformed", "DK-010110-1236"],
    ["with a wrong check digit", "identity-number-malformed", "201001011234"],
    ["a day that does not exist", "identity-number-malformed", "201002301230"],
    ["of somebody not yet born", "identity-number-malformed", "203001011232"],
    ["two different", "identity-number-malformed", ["201001011236", "201001021235"]],
    ["no text", "identity-number-missing", { number: "201001011236" }],
  ])("never takes an identity number that is %s for none: %s, unless the mapping says to warn", (_kind, code, pnr) => {
    expect(identity({ ...claims, pnr })).toMatchObject({ ok: false, error: { code } });
    const warned = identity({ ...claims, pnr }, { identityNumber: { claim: "pnr", whenMissing: "warn" } });
    expect(warned).toMatchObject({ ok: true, value: { identityNumber: null } });
  });
  it.each([
    ["NUL in the name", { name: "Am\u0000ina" }],
    ["NUL in the subject", { sub: "s\u0000" }],
    ["a line break in the unit", { enhet: "Barn\nUnga" }],
    ["half a character", { name: "Amina \ud800" }],
    ["a name without width", { name: "\u200b\u200d" }],
  ])("refuses claims that no register has: %s", (_kind, given) => {
    expect(identity({ ...claims, ...given })).toMatchObject({ ok: false, error: { code: "claims-missing" } });
  });
  it("gives one unit to all where the mapping says so", () => {
    expect(identity(claims, { unit: { always: "Barn och familj" } })).toMatchObject({ value: { unit: "Barn och familj" } });
  });
});

describe("the network that failed sign-ons are counted for", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::99", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["unknown", "unknown"],
    ["<script>", "unknown"],
    ["", "unknown"],
  ])("of %s is %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
