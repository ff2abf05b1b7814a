import { addDays } from "../../../src/platform/basics/dates.ts";
import { findAbout, itemFields, kindOf } from "../../../src/platform/core/about.ts";
import type { About, Fields } from "../../../src/platform/core/about.ts";
import { isAsked } from "../../../src/platform/core/asked-fields.ts";
import type { Operation } from "../../../src/platform/core/door.ts";
import type { Chance } from "./chance.ts";
import { idOf, words } from "./hints.ts";
import type { Given, Near } from "./hints.ts";

/** The input of an action, made of its schema and of what stands in the case: mostly as it should be. `hinted` is what the case says of it. */
export function inputOf(action: Operation, near: Near, hinted: Given): Given {
  return filled(action.input.shape as Fields, { ...hinted }, near, action.name);
}

function filled(fields: Fields, given: Record<string, unknown>, near: Near, action: string): Given {
  for (const [name, field] of Object.entries(fields)) {
    if (name in given) continue;
    const said = findAbout(field) ?? { label: name };
    const items = itemFields(field);
    const asked = said.when ? isAsked(fields, name, given) === true : true;
    if (!asked || items) continue;
    // What nothing is said of is kept by a form itself: what it was opened upon, what a row follows.
    if (!field.safeParse(undefined).success || said.needed !== undefined || near.chance.often(0.25)) {
      const value = valueFor(name, { field, said }, near, action);
      if (value !== undefined) given[name] = value;
    }
  }
  return given;
}

type Field = { readonly field: Parameters<typeof kindOf>[0]; readonly said: About };

function valueFor(name: string, { field, said }: Field, near: Near, action: string): unknown {
  const { chance } = near;
  let of: ReturnType<typeof kindOf>;
  try {
    of = kindOf(field);
  } catch {
    // A number that a form keeps: the version that it builds on.
    return undefined;
  }
  switch (of.kind) {
    case "choice": {
      const start = typeof said.start === "object" && "code" in said.start ? said.start.code : undefined;
      return start !== undefined && chance.often(0.6) ? start : chance.of(of.codes);
    }
    case "choices":
      return of.codes
        .filter((_, place) => place === chance.whole(0, 3) || chance.often(0.1))
        .slice(0, 4)
        .concat(of.codes.slice(0, 1));
    case "yes-no":
      return chance.often(0.25) ? "ja" : undefined;
    case "time":
      return "08:10";
    case "day":
      return dayFor(said, near);
    case "id":
      return idOf(name, near, action);
    case "ids": {
      const id = idOf(name, near, action);
      return id === undefined ? undefined : [id];
    }
    case "text":
      return name in words ? words[name] : `${said.label.slice(0, 20)} ${chance.whole(1, 999)}`.slice(0, of.longest);
  }
}

/** What has been lies between the last that came in and today, mostly today; what is to come within some months. */
function dayFor({ past, start }: About, { today, state, chance }: Near): string {
  if (past === undefined && start !== "today") return addDays(today, chance.whole(1, 80));
  return chance.often(0.8) ? today : addDays(state.lastReceivedOn > today ? today : state.lastReceivedOn, chance.whole(0, 3));
}

/** One thing is wrong: a field is empty, of another case, not a code, or of a day that has not been. */
export function spoilt(input: Given, chance: Chance, elsewhere: readonly string[]): Given {
  const names = Object.keys(input);
  const name = chance.of(names) ?? "";
  const wrong = chance.of(["", "x".repeat(30_000), "'; --", "2001-01-01", "2099-01-01", chance.of(elsewhere) ?? "", null]);
  return { ...input, [name]: wrong };
}
