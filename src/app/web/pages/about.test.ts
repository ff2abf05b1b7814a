import { expect, test } from "vitest";
import { roleNames } from "../../../platform/core/actor.ts";
import { aboutPages } from "./about.tsx";

test("the page about the program names every role that one can be in the demo", () => {
  const page = String(aboutPages.find(({ path }) => path === "/om")?.view());
  for (const name of Object.values(roleNames)) expect(page).toContain(name);
});
