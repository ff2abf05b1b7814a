import { expect, test } from "vitest";
import type { IntakePart } from "./intake-schema.ts";
import { intakeObstacles } from "./intake-work.ts";

const report = (id: string, at: string) => {
  const part = { id, type: "anmälan", protection: null, preliminary: null, received_at: at, received_on: at.slice(0, 10) };
  return part as unknown as IntakePart;
};
const missing = (...intakes: IntakePart[]) =>
  intakeObstacles({ intakes, child: { birth_date_known: "dag", name_known: true } }, { caseId: "c" } as Parameters<
    typeof intakeObstacles
  >[1]).map(({ text }) => text);

test("two reports of one day are told apart by the time; one alone by its day", () => {
  const [morning, noon, later] = [
    report("a", "2026-03-02T07:15:00.000Z"),
    report("b", "2026-03-02T11:40:00.000Z"),
    report("c", "2026-03-09T08:00:00.000Z"),
  ] as const;
  expect(missing(morning, noon, later)).toEqual([
    "Anmälan 2026-03-02 08:15 saknar omedelbar skyddsbedömning.",
    "Anmälan 2026-03-02 12:40 saknar omedelbar skyddsbedömning.",
    "Anmälan 2026-03-09 saknar omedelbar skyddsbedömning.",
  ]);
  expect(missing(morning)).toEqual(["Anmälan 2026-03-02 saknar omedelbar skyddsbedömning."]);
});
