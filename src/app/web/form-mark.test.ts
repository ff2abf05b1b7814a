import { describe, expect, test } from "vitest";
import { openFormMark, sealFormMark } from "./form-mark.ts";

const key = Buffer.alloc(32, 7);
const now = new Date("2026-03-02T08:00:00Z");
const path = "/arenden/0195a1b2-0000-7000-8000-000000000001/anteckning/ny";
const mark = (who: string) => ({ municipalityId: 1, kind: "staff" as const, who, path, labels: { text: "Anteckning" } });

describe("the mark of a form", () => {
  test.each([
    ["an identifier of ours", "0195a1b2-0000-7000-8000-000000000002"],
    ["one of the demo's staff: no version of UUID", "b1f6e6bf-e3d9-96ec-aa8f-0868cd1487ec"],
  ])("says whose it is and how its fields are called: %s", (_, staffId) => {
    expect(openFormMark(key, sealFormMark(key, mark(staffId), now), path, now)).toEqual(mark(staffId));
  });

  test("is nothing at another address, after a day, under another key, or for whoever has no identifier", () => {
    const sealed = sealFormMark(key, mark("b1f6e6bf-e3d9-96ec-aa8f-0868cd1487ec"), now);
    const dayAfter = new Date("2026-03-03T08:00:01Z");
    expect(openFormMark(key, sealed, "/anmalningar/ny", now)).toBeUndefined();
    expect(openFormMark(key, sealed, path, dayAfter)).toBeUndefined();
    expect(openFormMark(Buffer.alloc(32, 8), sealed, path, now)).toBeUndefined();
    expect(openFormMark(key, sealFormMark(key, mark("nobody"), now), path, now)).toBeUndefined();
  });
});
