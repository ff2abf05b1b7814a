import type { RuleDescription } from "./rule.ts";
import { coreRules } from "./rules-last-day.ts";

/** What the room holds. It lies below the door, where `defineRoom` is. */
export const room = { rules: coreRules } satisfies { readonly rules: readonly RuleDescription[] };
