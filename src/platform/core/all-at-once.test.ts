import { describe, expect, test } from "vitest";
import { z } from "zod";
import { allFaults, invalidField, failed, ok } from "../basics/result.ts";
import { allAtOnce } from "./all-at-once.ts";
import { requiredDate } from "./fields.ts";

const word = z.string().min(1, "Skriv.");
const form = () =>
  allAtOnce(
    z
      .object({ reporter: z.enum(["skola", "granne"]), name: word.optional(), from: word, to: word, what: word })
      .refine((input) => input.reporter !== "skola" || input.name !== undefined, { path: ["name"], message: "Skriv vem." })
      .refine((input) => input.from <= input.to, { path: ["to"], message: "Efter." })
      .refine((input) => input.what.length < 5, { path: ["what"], message: "Kortare." }),
  );
const faultsOf = (value: unknown) =>
  form()
    .safeParse(value)
    .error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

describe("what is asked of several fields together", () => {
  test("is asked also where another field is at fault", () => {
    expect(faultsOf({ reporter: "skola", from: "2", to: "1", what: "" })).toEqual(["what: Skriv.", "name: Skriv vem.", "to: Efter."]);
  });

  test("is asked also where a day is none", () => {
    const report = allAtOnce(
      z
        .object({ day: requiredDate("dagen"), name: word.optional() })
        .refine((input) => input.name !== undefined, { path: ["name"], message: "Skriv vem." }),
    );
    expect(report.safeParse({ day: "2026-03-33" }).error?.issues.map(({ path }) => path.join("."))).toEqual(["day", "name"]);
  });

  test("is not asked of a field that is at fault itself, nor where it stumbles over one", () => {
    expect(faultsOf({ reporter: "kommun", from: "", to: "", what: undefined }).map((fault) => fault.split(":")[0])).toEqual([
      "reporter",
      "from",
      "to",
      "what",
    ]);
    expect(faultsOf(null)).toHaveLength(1);
  });

  test("is asked as before where all else is well", () => {
    expect(faultsOf({ reporter: "granne", from: "1", to: "2", what: "kort" })).toEqual([]);
    expect(faultsOf({ reporter: "skola", from: "1", to: "2", what: "alldeles för långt" })).toEqual(["name: Skriv vem.", "what: Kortare."]);
  });
});

describe("faults of several judgements", () => {
  test("come at once, each at its field", () => {
    const fault = allFaults(undefined, ok(1), invalidField("birthDate", "Ange."), invalidField("reporterName", "Skriv."));
    expect(fault?.error.fields?.map(({ field }) => field)).toEqual(["birthDate", "reporterName"]);
  });

  test("what is wrong with more than a field comes alone, and nothing where all are well", () => {
    const alone = failed({ code: "no-unit", message: "Ingen enhet." });
    expect(allFaults(invalidField("birthDate", "Ange."), alone)).toBe(alone);
    expect(allFaults(ok(1), undefined)).toBeUndefined();
  });
});
