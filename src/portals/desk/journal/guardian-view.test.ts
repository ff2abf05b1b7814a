import { describe, expect, test } from "vitest";
import { z } from "zod";
import { caseParts } from "../../../casework/case/case-parts.ts";
import { guardianFields } from "./guardian-fields.ts";
import { hidesWhereabouts, viewOfGuardian, withoutNumbers } from "./guardian-view.ts";
import type { CaseParts } from "../../../casework/case/case-parts.ts";

/** The paths of every leaf of a schema, in the names that `guardianFields` uses; what it names as a whole is not looked into. */
function leavesOf(schema: z.core.$ZodType, path: string): string[] {
  if (path in guardianFields) return [path];
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodReadonly)
    return leavesOf(schema.unwrap(), path);
  if (schema instanceof z.ZodArray) return leavesOf(schema.element, `${path}[]`);
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as Record<string, z.core.$ZodType>).flatMap(([name, part]) =>
      leavesOf(part, path === "" ? name : `${path}.${name}`),
    );
  return [path];
}

describe("what a guardian's extract shows", () => {
  test("is decided for every field of a case, and for none that is not there", () => {
    const leaves = [...new Set(leavesOf(caseParts, ""))].sort();
    expect(leaves.filter((leaf) => !(leaf in guardianFields))).toEqual([]);
    expect(Object.keys(guardianFields).filter((path) => !leaves.includes(path))).toEqual([]);
  });

  test("leaves out a field that nobody has thought of", () => {
    const view = { personId: "p", showsReporter: true, hidesWhereabouts: false, othersNumbers: [] };
    const parts = { file: { id: "1", secret: "hemligt" }, investigations: [], notes: [{ id: "n", text: "hej", secret: "hemligt" }] };
    const shown = viewOfGuardian(parts as unknown as CaseParts, view);
    expect(shown).toMatchObject({ file: { id: "1", secret: "" }, notes: [{ text: "hej", secret: "" }] });
    expect(JSON.stringify(shown)).not.toContain("hemligt");
  });

  test("hides where the child is when the identity is protected, or the child lives in sheltered housing", () => {
    const parts = (protected_identity: string, ...types: string[]) =>
      ({ child: { protected_identity }, interventions: types.map((type) => ({ type })) }) as unknown as CaseParts;
    expect(hidesWhereabouts(parts("ingen", "familjebehandling"))).toBe(false);
    expect(hidesWhereabouts(parts("sekretessmarkering"))).toBe(true);
    expect(hidesWhereabouts(parts("skyddad folkbokföring"))).toBe(true);
    expect(hidesWhereabouts(parts("ingen", "familjebehandling", "skyddat boende"))).toBe(true);
  });
});

describe("numbers of others", () => {
  test.each([
    ["Ring 070-123 45 67 i dag.", "0701234567", "Ring [utelämnat] i dag."],
    ["Ring 0701234567.", "070-123 45 67", "Ring [utelämnat]."],
    ["Ring +46 70 123 45 67!", "0701234567", "Ring [utelämnat]!"],
    ["Ring 0046701234567", "+46 70-123 45 67", "Ring [utelämnat]"],
    ["Ring +46 (0)70-123 45 67", "070-1234567", "Ring [utelämnat]"],
    ["Pnr 19850101-1234 och 850101-1234.", "198501011234", "Pnr [utelämnat] och [utelämnat]."],
    ["Skriv till Maria.T@Exempel.se eller ring.", "maria.t@exempel.se, 070-1", "Skriv till [utelämnat] eller ring."],
    ["Ärende 2026-00042, 2026-03-02, 12345.", "12345", "Ärende 2026-00042, 2026-03-02, 12345."],
    ["Numret 90701234567 är ett annat.", "0701234567", "Numret 90701234567 är ett annat."],
  ])("%s without %s", (text, number, left) => {
    expect(withoutNumbers(text, [number])).toBe(left);
  });
});
