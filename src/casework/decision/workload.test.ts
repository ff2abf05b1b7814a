import { expect, test } from "vitest";
import { usualWeights, workloadOf } from "./workload.ts";

const nothing = { responsible: 0, beside: 0, investigating: 0, violence: 0, late: 0 };
test.each([
  ["nothing", nothing, usualWeights, 0, ""],
  [
    "the usual weights",
    { ...nothing, responsible: 12, beside: 3, late: 4 },
    usualWeights,
    27,
    "12 ansvarig à 2 = 24, 3 medhandläggare à 1 = 3",
  ],
  [
    "a municipality's own",
    { responsible: 2, beside: 1, investigating: 1, violence: 1, late: 2 },
    { responsible: 10, beside: 0, investigating: 5, violence: 4, late: 1 },
    31,
    "2 ansvarig à 10 = 20, 1 pågående utredning à 5 = 5, 1 våld à 4 = 4, 2 försenat à 1 = 2",
  ],
])("what cases weigh: %s", (_name, counts, weights, points, words) => expect(workloadOf(counts, weights)).toEqual({ points, words }));
