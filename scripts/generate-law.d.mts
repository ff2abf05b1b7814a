import type { RuleDescription } from "../src/platform/law/rule.ts";

/** All rules, in the order of the work. */
export declare const rules: readonly RuleDescription[];
/** What is wrong with the law as data: one English sentence for each fault; empty when all is well. */
export declare function faults(): readonly string[];
/** The whole of docs/law.md. */
export declare function renderLaw(): Promise<string>;
/** True when docs/law.md is what the rules say now. */
export declare function isFresh(): Promise<boolean>;
