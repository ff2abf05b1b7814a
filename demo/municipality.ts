// What the generator knows about the municipality whose children it makes.
import { listMunicipalities } from "../src/platform/basics/municipality-list.ts";
import { dayOf } from "./calendar.ts";
import { profileOf } from "./profile.ts";
import type { Profile } from "./profile.ts";
import { hashText } from "./random.ts";
import { readData } from "./tables.ts";

/** The demo's own municipality: the code is nobody's. */
export const demoCode = "0000";
export const demoName = "Demokommunen";
/** The demo's place among the published distributions, chosen so that 300 children with seed 1 can answer most of the questionnaire. */
const demoPlace = 22;

export type DemoMunicipality = {
  readonly seed: number;
  readonly code: string;
  readonly key: number;
  readonly profile: Profile;
  /** The day the lives are seen from; nothing happens after it. */
  readonly referenceDay: number;
  /** The municipality's part of the official test identities (sorted by birth), possibly empty. */
  readonly identities: readonly string[];
  /** The first children are told by hand so that the first caseworker's list is worth reading. */
  readonly showcase: boolean;
};

/** A tenant of the synthetic nation: code, name, kind and inhabitants (districts: the city's divided evenly, for want of figures). */
export type Tenant = { readonly code: string; readonly name: string; readonly kind: "kommun" | "stadsdel"; readonly population: number };

/** Numbers of the national test series: children born 2006–2023 sorted by date, and adults. Source: Skatteverket. */
export const testIdentities: { readonly children: readonly string[]; readonly adults: readonly string[] } =
  readData("test-identities.json");

/** The 303 municipalities and districts, by code: the cities that are divided are represented by their districts. */
export const tenants: readonly Tenant[] = makeTenants();

function makeTenants(): Tenant[] {
  const listed = listMunicipalities();
  const districts = listed.filter(({ kind }) => kind === "stadsdel");
  const cityOf = (code: string) => code.slice(0, 4);
  const divided = new Set(districts.map(({ code }) => cityOf(code)));
  const populationOf = (code: string) => listed.find((one) => one.code === code)?.population ?? 0;
  return listed
    .filter(({ code, kind }) => kind === "stadsdel" || !divided.has(code))
    .map(({ code, name, kind, population }) => {
      const siblings = districts.filter((one) => cityOf(one.code) === cityOf(code)).length;
      return { code, name, kind, population: population ?? Math.floor(populationOf(cityOf(code)) / siblings) };
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

const places = new Map(tenants.map((tenant, place) => [tenant.code, place]));

/** Prepares a municipality. `referenceDay` is "YYYY-MM-DD". `identities` limits the test series (a nation shares it); all of it unless told. */
export function demoMunicipality(options: {
  seed: number;
  code: string;
  referenceDay: string;
  identities?: { readonly from: number; readonly count: number };
  showcase?: boolean;
}): DemoMunicipality {
  const { seed, code, identities } = options;
  const place = places.get(code) ?? (code === demoCode ? demoPlace : (hashText(code) >>> 0) % 1000);
  const drawn = profileOf(seed, code, place);
  // Whoever works in Förtrogen always records what was passed on, so the demo municipality knows.
  const profile = code === demoCode ? { ...drawn, used: drawn.used ?? 0.9, passedOn: drawn.passedOn ?? 0.8 } : drawn;
  return {
    seed, code, profile, key: hashText(code),
    referenceDay: dayOf(options.referenceDay),
    identities: identities ? testIdentities.children.slice(identities.from, identities.from + identities.count) : testIdentities.children,
    showcase: options.showcase ?? false,
  }; // prettier-ignore
}
