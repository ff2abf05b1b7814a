import type { Door } from "../../src/platform/core/door.ts";
import { fitAnswer } from "../../src/platform/core/answers.ts";

/** Holds every answer that passes a test's door to its schema: what does not fit, and what was not promised, is a fault. */
export const holdToOutput: NonNullable<Door["onAnswer"]> = (operation, value) => {
  const fitted = fitAnswer(operation.output, value);
  const faults = fitted.fits ? fitted.unexpected.map((path) => `${path}: not promised`) : fitted.faults;
  if (faults.length > 0) throw new Error(`The answer of ${operation.name} is not as its schema says: ${faults.join("; ")}`);
};
