import type { Answers } from "../answers.ts";

/** The name of a file of answers: `svar-0114-2023-02-01--2024-01-31.xlsx`. */
export function fileName(answers: Pick<Answers, "municipality" | "period">, extension: string): string {
  return `svar-${answers.municipality}-${answers.period.from}--${answers.period.to}.${extension}`;
}
