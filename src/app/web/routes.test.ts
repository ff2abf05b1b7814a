import { expect, test } from "vitest";
import { routes } from "./routes.ts";

test("no two lines of the menu share a place: their order would be that of the folders", () => {
  const lines = routes.flatMap(({ navigation }) => navigation ?? []);
  const places = lines.map(({ order }) => order);
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.filter(({ order }) => places.indexOf(order) !== places.lastIndexOf(order))).toEqual([]);
});
