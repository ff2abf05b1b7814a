// Calculates when told where HiGHS lies, or says why it cannot.
import { StatisticsError, useSolver } from "@fortrogen/statistics";
import { calculate } from "./calculations.ts";

self.onmessage = async ({ data }: MessageEvent<{ readonly wasm?: string }>) => {
  try {
    if (data.wasm !== undefined) useSolver({ wasm: data.wasm });
    self.postMessage({ result: await calculate() });
  } catch (error) {
    self.postMessage({ error: { code: error instanceof StatisticsError ? error.code : "unexpected", message: String(error) } });
  }
};
