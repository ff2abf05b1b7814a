/** The files of a publication that a page offers, but for the workbook, the page to print and PX, which stand by themselves. */
export const diagramFile = "diagram.svg";
export const publicationFiles = [
  { name: "tabeller.csv", words: "CSV för program" },
  { name: "tabeller-kalkyl.csv", words: "CSV för kalkylblad med svenska inställningar" },
  { name: "tabeller.json", words: "JSON, tabell för tabell" },
  { name: "json-stat.json", words: "JSON-stat 2.0" },
  { name: "kodbok.xml", words: "DDI-Codebook: frågorna, och vad som är känt om undersökningen" },
  { name: diagramFile, words: "Diagrammet som bild (SVG)" },
  { name: "granskning.json", words: "Granskningen" },
  { name: "publicering.json", words: "Publiceringen som den är sparad; kontrollsumman är av den" },
] as const;
