import { describe, expect, it } from "vitest";
import { isSettled, isUntold, momentOn, toldWords, whenWords } from "./rules.ts";
import type { BookingPart, CalledPart } from "./meeting-part.ts";

describe("a time in Sweden", () => {
  it.each([
    ["2026-03-12", "14:00", "2026-03-12T13:00:00.000Z", "torsdag 12 mars 2026 klockan 14:00"],
    ["2026-06-12", "14:00", "2026-06-12T12:00:00.000Z", "fredag 12 juni 2026 klockan 14:00"],
    // The night when the clock is put back: the first of the two.
    ["2026-10-25", "02:30", "2026-10-25T00:30:00.000Z", "söndag 25 oktober 2026 klockan 02:30"],
    ["2028-02-29", "00:00", "2028-02-28T23:00:00.000Z", "tisdag 29 februari 2028 klockan 00:00"],
  ])("%s %s is %s, said %s", (day, time, moment, words) => {
    expect(momentOn(day, time)?.toISOString()).toBe(moment);
    expect(whenWords(moment)).toBe(words);
  });

  it("is none where the clock is put forward", () => {
    expect(momentOn("2026-03-29", "02:30")).toBeUndefined();
    expect(momentOn("2026-03-29", "03:00")?.toISOString()).toBe("2026-03-29T01:00:00.000Z");
  });
});

describe("how somebody was told", () => {
  const told = (number: number, way: "brev" | "e-post", state: string | null) =>
    ({
      told: [
        { number, way, state, message_id: null, may_have_come: null, is_withheld: null, recorded_at: "2026-03-02T10:00:00Z", by: null },
      ],
    }) as unknown as CalledPart;

  it.each([
    [told(1, "brev", null), 1, "Brev", false],
    [told(1, "e-post", "väntar"), 1, "E-post, skickas strax", false],
    [told(1, "e-post", "skickat"), 1, "E-post, skickat", false],
    // Tried again, or tried no more: nobody knows before it has come through.
    [told(1, "e-post", "försöks igen"), 1, "E-post, har inte gått fram än: ring om det är bråttom", true],
    [told(1, "e-post", "nekat"), 1, "E-post, kom inte fram: adressen togs inte emot", true],
    [told(1, "e-post", "oklart"), 1, "E-post, oklart om det gick fram: ring", true],
    [told(1, "brev", null), 2, "Ändringen är inte meddelad än (förut: brev)", true],
    [{ told: [] } as unknown as CalledPart, 1, "Inte kallad än", true],
  ])("%# is said, and whether it must be done", (called, current, words, isToDo) => {
    expect(toldWords(called, current)).toBe(words);
    expect(isUntold(called, current)).toBe(isToDo);
  });

  it("is nothing to do where the meeting is called off or over", () => {
    const booking = (starts_at: string | null) => [{ starts_at }] as unknown as readonly BookingPart[];
    const held = { held: true, reason: null, why_not: null, others: null, recorded_at: "2026-03-02T10:00:00Z", by: null };
    expect(isSettled({ bookings: booking("2026-03-12T13:00:00Z"), outcome: null })).toBe(false);
    expect(isSettled({ bookings: booking(null), outcome: null })).toBe(true);
    expect(isSettled({ bookings: booking("2026-03-12T13:00:00Z"), outcome: held })).toBe(true);
  });
});
