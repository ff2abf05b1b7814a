/** HiGHS as WebAssembly: loaded once, when a table is first protected or audited. */
import { check, kind, options } from "../checks/shape.ts";
import loadHighs from "highs";
import type { Highs } from "highs";
import { StatisticsError } from "../errors.ts";

// The package's types are read as CommonJS; its module exports the function itself.
const load = loadHighs as unknown as typeof loadHighs.default;

/** Where HiGHS finds its WebAssembly: an address, the bytes of `highs.wasm`, or a module that is already compiled. */
export type SolverSource = { readonly wasm: string | URL | ArrayBuffer | Uint8Array | WebAssembly.Module };

let wasm: SolverSource["wasm"] | undefined;
let loaded: Promise<Highs> | undefined;

const solverSource = options<SolverSource>(
  {
    wasm: kind(
      "an address, bytes or a compiled module",
      (value) => (typeof value === "string" && value !== "") || (typeof value === "object" && value !== null),
    ),
  },
  "where the solver is",
);

/**
 * Says where HiGHS finds its WebAssembly (`highs.wasm` of the package `highs`, 3.5 MB) before a table is first protected, audited or
 * rounded. Gives nothing back and loads nothing. Not needed in Node, nor in a browser where `highs.wasm` lies beside the bundled program.
 * Errors: `argument` when the solver is loaded already.
 */
export function useSolver(source: SolverSource): void {
  check({ source }, { source: solverSource });
  if (loaded !== undefined) throw new StatisticsError("argument", "HiGHS is loaded already; call useSolver before the first table.");
  wasm = source.wasm;
}

/** The solver, loaded at the first call. Errors: `unsupported` when it cannot be loaded; the next call tries again. */
export async function loadSolver(): Promise<Highs> {
  loaded ??= load(wasm === undefined ? {} : optionsFor(wasm));
  try {
    return await loaded;
  } catch (error) {
    loaded = undefined;
    const from = typeof wasm === "string" || wasm instanceof URL ? ` from ${String(wasm)}` : "";
    throw new StatisticsError("unsupported", `HiGHS could not be loaded${from}; see useSolver. ${String(error)}`, {
      variable: "highs.wasm",
    });
  }
}

function optionsFor(wasm: SolverSource["wasm"]) {
  if (typeof wasm === "string" || wasm instanceof URL) return { locateFile: () => String(wasm) };
  return wasm instanceof WebAssembly.Module ? { wasmModule: wasm } : { wasmBinary: wasm };
}
