import { describe, expect, it } from "vitest";
import { findListedMunicipality, listMunicipalities, searchMunicipalities } from "./municipality-list.ts";

describe("the shipped list of municipalities", () => {
  it("holds 290 municipalities and 15 districts, each code once", () => {
    const list = listMunicipalities();
    expect(list.filter(({ kind }) => kind === "kommun")).toHaveLength(290);
    expect(list.filter(({ kind }) => kind === "stadsdel")).toHaveLength(15);
    expect(new Set(list.map(({ code }) => code)).size).toBe(305);
  });

  it("knows the size of every municipality, and of the whole country", () => {
    const municipalities = listMunicipalities().filter(({ kind }) => kind === "kommun");
    expect(municipalities.every(({ population }) => population !== null && population > 2_000)).toBe(true);
    const total = municipalities.reduce((sum, { population }) => sum + (population ?? 0), 0);
    expect(total).toBeGreaterThan(10_500_000);
    expect(total).toBeLessThan(10_700_000);
  });

  it("has every district under a city that is in the list", () => {
    for (const { code, kind } of listMunicipalities()) {
      if (kind === "stadsdel") expect(findListedMunicipality(code.slice(0, 4))?.kind, code).toBe("kommun");
    }
  });

  it("finds by code and by part of the name", () => {
    expect(findListedMunicipality("0680")?.name).toBe("Jönköping");
    expect(findListedMunicipality("9999")).toBeUndefined();
    expect(searchMunicipalities("SÖDERMALM", 3).map(({ code }) => code)).toEqual(["0180-11"]);
  });
});
