import { expect, test } from "vitest";
import { GenogramPicture } from "./genogram-picture.tsx";

type People = Parameters<typeof GenogramPicture>[0]["people"];
type Relations = Parameters<typeof GenogramPicture>[0]["relations"];

/** Where the line from the parent begins, in a picture of a parent and a child. */
function startOf(birthYear: number | null): number {
  const person = { familyName: "Test", sex: "kvinna", isDeceased: false, isRelative: false, protectedIdentity: "ingen" };
  const people = [
    { ...person, id: "child", givenName: "Ali", isChild: true, guardian: null, birthYear: 2016 },
    { ...person, id: "parent", givenName: "Suad", isChild: false, guardian: "vårdnadshavare", birthYear },
  ] as unknown as People;
  const relations = [
    { id: "r", kind: "förälder", fromId: "parent", toId: "child", validFrom: null, validTo: null },
  ] as unknown as Relations;
  const html = String(GenogramPicture({ people, relations, today: "2026-11-22" }));
  const begins = [...html.matchAll(/class="f-genogram-line[^"]*" d="M[\d.]+ ([\d.]+)/gu)].map(([, y]) => Number(y));
  return Math.min(...begins);
}

test("a line comes down from the name where no year stands below it, not out of nothing", () => {
  expect(startOf(1976) - startOf(null)).toBe(16);
});
