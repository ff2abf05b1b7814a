import type { Result } from "../../src/platform/basics/result.ts";

/** "ok", or the code of the problem. */
export const codeOf = (result: Result<unknown>): string => (result.ok ? "ok" : result.error.code);

/** The fields that are at fault, in their order. */
export const faultsOf = (result: Result<unknown>): string => (result.ok ? "" : (result.error.fields?.map((one) => one.field).join() ?? ""));

/** Everything that is said of what is wrong. */
export const saidOf = (result: Result<unknown>): string =>
  result.ok ? "" : [result.error.message, result.error.hint, ...(result.error.fields?.map((one) => one.message) ?? [])].join(" ");
