import { expect, test } from "vitest";
import { roleNames, roles, rolesIn } from "../../../platform/core/actor.ts";
import { aboutPages } from "./about.tsx";

test("the page about the program names every role that one can be in the demo", () => {
  const page = String(aboutPages.find(({ path }) => path === "/om")?.view());
  for (const role of rolesIn("kommun", roles)) expect(page).toContain(roleNames[role]);
});
