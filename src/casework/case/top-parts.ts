/** The parts that the top of a case shows, on each of its tabs. */
export const topParts = ["staff", "phases", "intakes", "obligations", "emergencies"] as const;
