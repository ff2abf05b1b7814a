/** What a package that builds on the estimators needs beside the public functions: checks of what it is given, expressions as they are kept. */
export * as kinds from "./checks/kinds.ts";
export { nearest } from "./checks/nearest.ts";
export { check, having, isRecord, listOf, oneOf, optional, options, orNull, recordOf } from "./checks/shape.ts";
export { evaluateColumn } from "./data/evaluate.ts";
export { deparse } from "./data/expression.ts";
export { loadSolver } from "./disclosure/load-solver.ts";
export { respondedOf } from "./nonresponse/response-rates.ts";
