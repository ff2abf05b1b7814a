/** The Swedish words of a workbook of results. */
import type { WorkbookWords } from "../workbook.ts";

export const workbookInSwedish: WorkbookWords = {
  figures: ["Analys", "Grupp", "Mått", "Avser", "Skattning", "Standardfel", "Undre gräns", "Övre gräns", "p", "Antal (ovägt)", "Visas"],
  tests: ["Analys", "Grupp", "Test", "Avser", "Testvärde", "Frihetsgrader", "p", "Visas"],
  sheets: ["Uppgifter", "Test"],
  everyone: "alla",
  shown: "ja",
  hidden: "nej, enligt röjanderegeln",
};
