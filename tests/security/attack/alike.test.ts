import { expect, test } from "vitest";
import { z } from "zod";
import type { Operation } from "../../../src/platform/core/door.ts";
import { withRole } from "../../../src/platform/core/permit.ts";
import { loadOperations } from "../../../src/app/web/operations.ts";
import { groupAlike, someOfEach } from "./alike.ts";

const [staff, same] = [withRole("handläggare", "caseworker"), withRole("handläggare", "caseworker")];
const limit = { name: "test.limit", most: 1, seconds: 1, message: "För många." };
const operation = (name: string, given: Partial<Operation> = {}): Operation => ({
  kind: "query",
  name,
  title: name,
  input: z.object({}),
  output: z.object({}),
  permit: [staff],
  run: () => Promise.reject(new Error("is never run")),
  ...given,
});
const namesOf = (groups: readonly (readonly Operation[])[]) => groups.map((group) => group.map(({ name }) => name));

test("alike are only those that the door asks the very same permits of, in the same order, for the same kind and without a limit", () => {
  const groups = groupAlike([
    operation("a"),
    operation("b"),
    operation("permit of the same words", { permit: [same] }),
    operation("one permit more", { permit: [staff, same] }),
    operation("the other order", { permit: [same, staff] }),
    operation("action", { kind: "action" }),
    operation("limited", { limit }),
    operation("limited too", { limit }),
    operation("c"),
  ]);
  expect(namesOf(groups)).toEqual([
    ["permit of the same words"],
    ["one permit more"],
    ["the other order"],
    ["action"],
    ["limited"],
    ["limited too"],
    ["a", "b", "c"],
  ]);
});

test("in as many situations as the attack has, everybody's turn comes many times, and the same in every run", async () => {
  const operations = await loadOperations();
  const groups = groupAlike(operations);
  expect(
    groups
      .flat()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(operations.map(({ name }) => name).sort());
  const times = new Map<string, number>();
  for (let situation = 0; situation < 250; situation++) {
    const some = someOfEach(groups, `situation ${situation}`);
    expect(someOfEach(groups, `situation ${situation}`)).toEqual(some);
    expect(some.map((one) => groups.findIndex((group) => group.includes(one)))).toEqual(
      groups.flatMap((group, place) => Array.from({ length: Math.ceil(group.length / 30) }, () => place)),
    );
    for (const { name } of some) times.set(name, (times.get(name) ?? 0) + 1);
  }
  for (const { name } of operations) expect(times.get(name), name).toBeGreaterThanOrEqual(2);
});
