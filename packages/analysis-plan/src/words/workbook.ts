/** The words of a workbook of results: headings of its two sheets, in both languages. */
import type { Language } from "./page.ts";
import { workbookInSwedish } from "./swedish/workbook.ts";

export type WorkbookWords = {
  readonly figures: readonly string[];
  readonly tests: readonly string[];
  /** Names of the sheets of figures and of tests. */
  readonly sheets: readonly [string, string];
  readonly everyone: string;
  readonly shown: string;
  readonly hidden: string;
};

const workbookInEnglish: WorkbookWords = {
  figures: ["Analysis", "Group", "Measure", "About", "Estimate", "Standard error", "Lower", "Upper", "p", "Rows (unweighted)", "Shown"],
  tests: ["Analysis", "Group", "Test", "About", "Statistic", "Degrees of freedom", "p", "Shown"],
  sheets: ["Figures", "Tests"],
  everyone: "all",
  shown: "yes",
  hidden: "no, by the disclosure rule",
};

/** The words in a language. Errors: none. */
export const workbookIn = (language: Language): WorkbookWords => (language === "sv" ? workbookInSwedish : workbookInEnglish);
