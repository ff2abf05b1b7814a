import { readFileSync } from "node:fs";
import { z } from "zod";
import { roles } from "../../core/actor.ts";
import type { Role } from "../../core/actor.ts";
import { failed, ok } from "../../basics/result.ts";
import type { Result } from "../../basics/result.ts";
import { isTenantCode } from "../../basics/tenant-code.ts";
import { isBlank, tidied } from "../../basics/text.ts";

const claim = z.string().min(1).describe("Namn på uppgiften från inloggningen; punkter för delar i delar");

const unitName = z.string().trim().min(1).max(200);

/** How the claims of the municipality's sign-on become a person in Förtrogen: the file that `OIDC_MAPPING` points at. */
export const signOnMapping = z.strictObject({
  subject: claim.default("sub"),
  name: claim.default("name"),
  title: claim.optional(),
  /** Lets the core secrecy rules know the person's own case and own family. Named alone, a person without a right number is refused. */
  identityNumber: z.union([claim, z.strictObject({ claim, whenMissing: z.enum(["refuse", "warn"]).default("refuse") })]).optional(),
  /** Which municipality: a claim (one value or several) or always the same code. */
  municipality: z.union([
    z.strictObject({ claim, values: z.record(z.string(), z.string()).optional() }),
    z.strictObject({ always: z.string().refine(isTenantCode) }),
  ]),
  /** Which value gives which role. A value that is not listed gives nothing. */
  roles: z.strictObject({ claim, values: z.record(z.string(), z.union([z.enum(roles), z.array(z.enum(roles))])) }),
  /** Which unit, by name: a claim, or always the same. A unit that is new is made at the sign-on. */
  unit: z
    .union([z.strictObject({ claim, values: z.record(z.string(), unitName).optional() }), z.strictObject({ always: unitName })])
    .optional(),
  /** Asked for at the sign-on beside `openid`. */
  scope: z.string().default("openid profile"),
});
export type SignOnMapping = z.infer<typeof signOnMapping>;

/** What the directory says that somebody is today. What it does not say, nobody is. */
export type Standing = {
  /** Issuer and subject: `https://inloggning.example|karin`. */
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly municipalities: readonly string[];
  readonly unit: string | null;
};

/** Who the sign-on says has come. */
export type Identity = Standing & {
  readonly name: string;
  readonly title: string;
  /** Twelve digits. Null only where the mapping allows a person without one, and then the person is warned. */
  readonly identityNumber: string | null;
};

type Claims = Readonly<Record<string, unknown>>;

/** Reads an identity number as people write it: twelve digits, or null when it is not a right one. */
export type NumberReader = (text: string) => string | null;

/** Reads and checks the mapping. @throws Error that says what is wrong with the file: the program must not start with half a mapping. */
export function readMapping(path: string): SignOnMapping {
  const wrong = (what: string) => new Error(`Filen ${path} (OIDC_MAPPING) går inte att använda:\n${what}`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw wrong(error instanceof SyntaxError ? "Den är inte JSON." : "Den finns inte eller går inte att läsa.");
  }
  const parsed = signOnMapping.safeParse(content);
  if (!parsed.success) throw wrong(z.prettifyError(parsed.error));
  return parsed.data;
}

/** Reads who the verified claims are about and what they give; null when they do not say whom. */
export function standingOf(mapping: SignOnMapping, issuer: string, claims: Claims): Standing | null {
  const subject = words(at(claims, mapping.subject))[0];
  const unit = unitOf(mapping, claims);
  if (!subject || ![subject, unit ?? ""].every(isPlain)) return null;
  const granted = words(at(claims, mapping.roles.claim)).flatMap((value) => own(mapping.roles.values, value) ?? []);
  return {
    subject: `${issuer}|${subject}`,
    roles: roles.filter((role) => granted.includes(role)),
    municipalities: municipalitiesOf(mapping, claims),
    unit,
  };
}

/** Makes an identity of verified claims, or says why it cannot be done (deny by default). */
export function identityOf(mapping: SignOnMapping, issuer: string, claims: Claims, readNumber: NumberReader): Result<Identity> {
  const standing = standingOf(mapping, issuer, claims);
  const name = words(at(claims, mapping.name))[0];
  const title = (mapping.title ? words(at(claims, mapping.title))[0] : undefined) ?? "";
  if (!standing || !name || ![name, title].every(isPlain)) return failed(claimsMissing);
  if (standing.roles.length === 0) return failed(noRole);
  if (standing.municipalities.length === 0) return failed(noMunicipality);
  const number = mapping.identityNumber === undefined ? ok(null) : numberOf(mapping.identityNumber, claims, readNumber);
  if (!number.ok) return number;
  return ok({ ...standing, name: name.slice(0, 200), title: title.slice(0, 200), identityNumber: number.value });
}

/** Which municipalities the claims name, or the one that is always meant. */
function municipalitiesOf(mapping: SignOnMapping, claims: Claims): string[] {
  const place = mapping.municipality;
  if ("always" in place) return [place.always];
  const named = words(at(claims, place.claim)).map((value) => (place.values ? own(place.values, value) : value));
  return [...new Set(named.filter((value): value is string => value !== undefined && isTenantCode(value)))];
}

function numberOf(wanted: NonNullable<SignOnMapping["identityNumber"]>, claims: Claims, readNumber: NumberReader): Result<string | null> {
  const { claim: name, whenMissing } = typeof wanted === "string" ? { claim: wanted, whenMissing: "refuse" as const } : wanted;
  const [text, ...others] = words(at(claims, name));
  const number = text === undefined || others.some((other) => other !== text) ? null : readNumber(text);
  if (number !== null || whenMissing === "warn") return ok(number);
  return failed(text === undefined ? numberMissing : numberMalformed);
}

function unitOf(mapping: SignOnMapping, claims: Claims): string | null {
  if (!mapping.unit) return null;
  if ("always" in mapping.unit) return mapping.unit.always;
  const said = words(at(claims, mapping.unit.claim))[0]?.slice(0, 200);
  if (said === undefined) return null;
  return mapping.unit.values ? (own(mapping.unit.values, said) ?? null) : said;
}

function at(claims: Claims, path: string): unknown {
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
  if (typeof value === "string") return isBlank(value) ? [] : [tidied(value)];
  return typeof value === "number" ? [String(value)] : [];
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Without characters that steer (NUL among them), which no name has and the database does not take. */
export function isPlain(text: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(text);
}

const claimsMissing = {
  code: "claims-missing",
  message: "Inloggningen lämnade inte de uppgifter som behövs.",
  hint: "Kontakta kommunens systemförvaltare.",
};
const noRole = {
  code: "no-role",
  message: "Du är inloggad, men har ingen roll i Förtrogen.",
  hint: "Be din chef eller systemförvaltaren om behörighet. Försök sedan igen.",
};
const noMunicipality = {
  code: "no-municipality",
  message: "Inloggningen säger inte vilken kommun du arbetar i.",
  hint: "Kontakta kommunens systemförvaltare.",
};
const why = "Utan det kan Förtrogen inte hindra att du ser ditt eget eller en närståendes ärende.";
const askForIt = "Kontakta kommunens systemförvaltare: personnumret behöver finnas i kommunens katalog.";
const numberMissing = {
  code: "identity-number-missing",
  message: `Inloggningen lämnade inget personnummer. ${why}`,
  hint: askForIt,
};
const numberMalformed = {
  code: "identity-number-malformed",
  message: `Personnumret från inloggningen är inte ett rätt personnummer eller samordningsnummer. ${why}`,
  hint: askForIt,
};
