import { readFileSync } from "node:fs";
import { z } from "zod";
import { roles } from "../../core/actor.ts";
import type { Role } from "../../core/actor.ts";
import { failed, ok } from "../../core/result.ts";
import type { Result } from "../../core/result.ts";

const claim = z.string().min(1).describe("Namn på uppgiften från inloggningen; punkter för delar i delar");

/** How the claims of the municipality's sign-on become a person in Förtrogen: the file that `OIDC_MAPPING` points at. */
export const signOnMapping = z.strictObject({
  subject: claim.default("sub"),
  name: claim.default("name"),
  title: claim.optional(),
  /** Twelve digits; lets the core secrecy rules know the person's own case and own family. */
  identityNumber: claim.optional(),
  /** Which municipality: a claim (one value or several) or always the same code. */
  municipality: z.union([
    z.strictObject({ claim, values: z.record(z.string(), z.string()).optional() }),
    z.strictObject({ always: z.string().regex(/^\d{4}(-\d{2})?$/) }),
  ]),
  /** Which value gives which role. A value that is not listed gives nothing. */
  roles: z.strictObject({ claim, values: z.record(z.string(), z.union([z.enum(roles), z.array(z.enum(roles))])) }),
  /** Which unit, by name. */
  unit: z.strictObject({ claim, values: z.record(z.string(), z.string()).optional() }).optional(),
  /** Asked for at the sign-on beside `openid`. */
  scope: z.string().default("openid profile"),
});
export type SignOnMapping = z.infer<typeof signOnMapping>;

/** Who the sign-on says has come. */
export type Identity = {
  readonly subject: string;
  readonly name: string;
  readonly title: string;
  readonly identityNumber: string | null;
  readonly unit: string | null;
  readonly municipalities: readonly string[];
  readonly roles: readonly Role[];
};

/** Reads and checks the mapping. @throws Error that says what is wrong with the file: the program must not start with half a mapping. */
export function readMapping(path: string): SignOnMapping {
  const parsed = signOnMapping.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw new Error(`Filen ${path} (OIDC_MAPPING) går inte att använda:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Makes an identity of verified claims, or says why it cannot be done (deny by default). */
export function identityOf(mapping: SignOnMapping, issuer: string, claims: Readonly<Record<string, unknown>>): Result<Identity> {
  const subject = words(at(claims, mapping.subject))[0];
  const name = words(at(claims, mapping.name))[0];
  if (!subject || !name)
    return failed({
      code: "claims-missing",
      message: "Inloggningen lämnade inte de uppgifter som behövs.",
      hint: "Kontakta kommunens systemförvaltare.",
    });
  const granted = words(at(claims, mapping.roles.claim)).flatMap((value) => own(mapping.roles.values, value) ?? []);
  if (granted.length === 0) {
    return failed({
      code: "no-role",
      message: "Du är inloggad, men har ingen roll i Förtrogen.",
      hint: "Be din chef eller systemförvaltaren om behörighet. Försök sedan igen.",
    });
  }
  const place = mapping.municipality;
  const municipalities =
    "always" in place
      ? [place.always]
      : words(at(claims, place.claim))
          .map((v) => (place.values ? own(place.values, v) : v))
          .filter((v) => v !== undefined);
  if (municipalities.length === 0) {
    return failed({
      code: "no-municipality",
      message: "Inloggningen säger inte vilken kommun du arbetar i.",
      hint: "Kontakta kommunens systemförvaltare.",
    });
  }
  const unitWord = mapping.unit ? words(at(claims, mapping.unit.claim))[0] : undefined;
  const number = mapping.identityNumber ? (words(at(claims, mapping.identityNumber))[0] ?? "").replaceAll(/\D/gu, "") : "";
  return ok({
    subject: `${issuer}|${subject}`,
    name: name.slice(0, 200),
    title: (mapping.title ? words(at(claims, mapping.title))[0] : undefined) ?? "",
    identityNumber: /^\d{12}$/.test(number) ? number : null,
    unit: unitWord === undefined ? null : mapping.unit?.values ? (own(mapping.unit.values, unitWord) ?? null) : unitWord,
    municipalities: [...new Set(municipalities)],
    roles: roles.filter((role) => granted.includes(role)),
  });
}

function at(claims: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path
    .split(".")
    .reduce<unknown>(
      (here, step) =>
        typeof here === "object" && here !== null && Object.hasOwn(here, step) ? (here as Record<string, unknown>)[step] : undefined,
      claims,
    );
}

function words(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(words);
  if (typeof value === "string") return value.trim() === "" ? [] : [value.trim()];
  return typeof value === "number" ? [String(value)] : [];
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
