import { expect, test } from "vitest";
import { z } from "zod";
import type { Action } from "../platform/core/door.ts";
import { defineForm } from "./page.tsx";
import type { StandingOf } from "./request.ts";

const input = z.object({ follows: z.number(), title: z.string() });
const page = { path: "/prov", title: "Prov", asks: { permit: [] as never }, done: () => "/", view: () => null as never } as const;
declare const action: Action<typeof input, unknown>;

test("what a form must be told to build on is one of the fields of its action: the compiler refuses another", () => {
  const right: StandingOf<{ readonly input: typeof input }> = { words: {}, follows: ["follows", 2] };
  // @ts-expect-error -- the action has no such field
  const wrong: StandingOf<{ readonly input: typeof input }> = { words: {}, follows: ["folows", 2] };
  const pages = [
    () => defineForm({ ...page, action, standing: () => ({ words: {}, follows: ["follows", 2] }) }),
    // @ts-expect-error -- nor has it where the page itself says which action
    () => defineForm({ ...page, action, standing: () => ({ words: {}, follows: ["folows", 2] }) }),
  ];
  expect([right.follows?.[0], wrong.follows?.[0], pages.length]).toEqual(["follows", "folows", 2]);
});
