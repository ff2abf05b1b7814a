import type { Kysely } from "kysely";
import { roleNames, roles } from "../../platform/core/actor.ts";
import { findListedMunicipality, listMunicipalities, searchMunicipalities } from "../../platform/basics/municipality-list.ts";
import type { ListedMunicipality } from "../../platform/basics/municipality-list.ts";
import { readOrganisationNumber } from "../../platform/basics/tenant-code.ts";
import { isWithin, tidied } from "../../platform/basics/text.ts";
import { isPlain } from "../../platform/access/sign-on/mapping.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { Database } from "../../platform/database/connect.ts";
import type { ChosenMunicipality } from "./context.ts";
import { listAddedMunicipalities, openDatabaseContext, openOwnerContext } from "./context.ts";
import { reportOutcome, say, sayJson, wrongUsage } from "./outcome.ts";

/** Who may come in is decided in the municipality's directory: what to do there, and that nothing more is to be done here. */
const firstPerson = `
Nu den första personen. Kontot skapas vid inloggningen; roller ges bara i kommunens katalog:
  1. Låt en grupp i katalogen ge varje roll, i filen som OIDC_MAPPING pekar på.
${roles.map((role) => `     ${role} = ${roleNames[role]}`).join("\n")}
  2. Starta med OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_MAPPING och BASE_URL: npx fortrogen serve
  3. Logga in som systemförvaltare och öppna Konton: där syns var och en som har loggat in.
Läs mer: docs/security.md, avsnittet om kommunens första person.`;

const firstOfAgency = `
Nu den första personen. Låt en grupp i myndighetens katalog ge rollen agency (${roleNames.agency}), och en operator (${roleNames.operator}), i filen
som OIDC_MAPPING pekar på. Andra roller betyder ingenting hos en myndighet. Läs mer: docs/surveys.md.`;

/** Adds municipalities of the shipped list by code. All codes are checked first; one that is there already is left as it is. */
export async function addMunicipalities(codes: readonly string[], format: string): Promise<void> {
  await reportOutcome(format, async () => {
    const listed = findAll(codes);
    if (!listed.ok) return listed;
    const opened = await openOwnerContext();
    if (!opened.ok) return opened;
    const { db, close } = opened.value;
    try {
      const added = [];
      for (const municipality of listed.value) added.push({ ...municipality, isNew: await insert(db.owner, municipality) });
      if (format === "json") sayJson({ ok: true, municipalities: added });
      else {
        for (const { code, name, isNew } of added) say(`${code} ${name} ${isNew ? "är tillagd" : "fanns redan"}.`);
        say(firstPerson);
      }
      return ok(undefined);
    } finally {
      await close();
    }
  });
}

/** Prints the municipalities of the database, or (`available`) the whole shipped list. */
export async function showMunicipalities(available: boolean, format: string): Promise<void> {
  if (available) {
    show(listMunicipalities(), format);
    return;
  }
  await reportOutcome(format, async () => {
    const opened = await openDatabaseContext();
    if (!opened.ok) return opened;
    try {
      show(await listAddedMunicipalities(opened.value.db), format);
      return ok(undefined);
    } finally {
      await opened.value.close();
    }
  });
}

/** Adds an agency: a tenant that asks surveys of municipalities, by its organisation number. One that is there already is left as it is. */
export async function addAgency(number: string, names: readonly string[], format: string): Promise<void> {
  await reportOutcome(format, async () => {
    const code = readOrganisationNumber(number);
    if (code === undefined) return failed(notANumber);
    const [name = "", ...more] = names.map(tidied);
    if (more.length > 0 || name === "" || !isWithin(name, longestName) || !isPlain(name)) return failed(notAName);
    const opened = await openOwnerContext();
    if (!opened.ok) return opened;
    try {
      const isNew = await insert(opened.value.db.owner, { code, name, kind: "myndighet", population: null });
      if (format === "json") sayJson({ ok: true, municipalities: [{ code, name, kind: "myndighet", population: null, isNew }] });
      else {
        say(`${code} ${name} ${isNew ? "är tillagd" : "fanns redan"}.`);
        say(firstOfAgency);
      }
      return ok(undefined);
    } finally {
      await opened.value.close();
    }
  });
}

const longestName = 200;
const notANumber = wrongUsage(
  "Det är inget organisationsnummer. Den sista siffran ska stämma med de andra.",
  "Skriv det som 202100-0555, och myndighetens namn efter: fortrogen municipality add --agency 202100-0555 Socialstyrelsen",
);
const notAName = wrongUsage("Ange myndighetens namn, inom citattecken om det är flera ord.", "Högst 200 tecken, på en rad.");

function findAll(codes: readonly string[]): Result<ListedMunicipality[]> {
  const found: ListedMunicipality[] = [];
  for (const code of codes) {
    const listed = findListedMunicipality(code);
    if (!listed) return failed(notInList(code));
    found.push(listed);
  }
  return ok(found);
}

function notInList(code: string) {
  const similar = searchMunicipalities(code, 5).map((listed) => `${listed.code} ${listed.name}`);
  return {
    code: "municipality-not-in-list",
    message: `Koden ${code} finns inte i listan över kommuner och stadsdelar.`,
    hint:
      similar.length > 0
        ? `Menade du ${similar.join(", ")}?`
        : "Ange kommunkoden med fyra siffror. ”fortrogen municipality list --available” visar alla.",
  };
}

type Added = Omit<ListedMunicipality, "kind"> & Pick<ChosenMunicipality, "kind">;

/** Gives whether the tenant was new. */
async function insert(owner: Kysely<Database>, { code, name, kind, population }: Added): Promise<boolean> {
  const inserted = await owner
    .insertInto("core.municipality")
    .values({ code, name, kind, population })
    .onConflict((conflict) => conflict.column("code").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

type Shown = Added & { readonly isDemo?: boolean };

function show(municipalities: readonly Shown[], format: string): void {
  if (format === "json") {
    sayJson({
      municipalities: municipalities.map(({ code, name, kind, population, isDemo }) => ({ code, name, kind, population, isDemo })),
    });
    return;
  }
  if (municipalities.length === 0) say("Databasen har ingen kommun ännu. Lägg till en med ”fortrogen municipality add KOD”.");
  const count = new Intl.NumberFormat("sv-SE");
  const widest = Math.max(0, ...municipalities.map(({ name }) => name.length));
  for (const { code, name, kind, population, isDemo } of municipalities) {
    const size = population === null ? "–" : count.format(population);
    say(`${code.padEnd(11)}  ${name.padEnd(widest)}  ${kind.padEnd(9)}  ${size.padStart(9)}${isDemo ? "  demo" : ""}`);
  }
}
