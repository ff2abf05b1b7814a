/** What a file is that cannot be read as a delivery, told by its first bytes, and what to do about it. Swedish, to stand after "filen är". */

export type ForeignKind = { readonly what: string; readonly advice: string };

const asCsv = "Lämna uttaget som CSV-filer i en mapp, en zip av den, eller en arbetsbok (.xlsx, .ods).";
const unpack = "Packa upp den och lämna det som ligger i, eller packa filerna som zip.";
const asWorkbook = "Öppna den i kalkylprogrammet och spara den som Excel-arbetsbok (.xlsx).";

const STARTS: readonly (readonly [start: string, kind: ForeignKind])[] = [
  [
    "PK\u0003\u0004",
    { what: "ett paket (zip eller arbetsbok)", advice: "Lämna paketet eller arbetsboken för sig, med sitt rätta filnamn." },
  ],
  [
    "\u00d0\u00cf\u0011\u00e0",
    { what: "en äldre Excel-fil (.xls) eller en arbetsbok med lösenord", advice: "Spara den som Excel-arbetsbok (.xlsx) utan lösenord." },
  ],
  ["\u001f\u008b", { what: "packad med gzip", advice: unpack }],
  ["7z\u00bc\u00af", { what: "packad med 7-Zip", advice: unpack }],
  ["Rar!", { what: "packad med RAR", advice: unpack }],
  ["%PDF", { what: "en PDF", advice: asCsv }],
  ["PAR1", { what: "en Parquet-fil", advice: asCsv }],
  ["SQLite format 3", { what: "en databasfil", advice: asCsv }],
  ["ID;P", { what: "en SYLK-fil", advice: asWorkbook }],
  ["TABLE\r\n0,1", { what: "en DIF-fil", advice: asWorkbook }],
  ["TABLE\n0,1", { what: "en DIF-fil", advice: asWorkbook }],
  ["{\\rtf", { what: "ett textdokument (RTF)", advice: asCsv }],
  ["\u0089PNG", { what: "en bild", advice: asCsv }],
  ["\u00ff\u00d8\u00ff", { what: "en bild", advice: asCsv }],
];

/** What the bytes at the start of a file say that it is; undefined where it may be text. A web page or XML saved as a table is told too. */
export function kindOfBytes(head: Buffer): ForeignKind | undefined {
  const start = head.toString("latin1", 0, 512);
  const known = STARTS.find(([bytes]) => start.startsWith(bytes));
  if (known) return known[1];
  if (start.startsWith("ustar", 257)) return { what: "packad med tar", advice: unpack };
  const text = start
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype html|html|table|meta|body)\b/.test(text))
    return { what: "en webbsida med ett filnamn som en tabell", advice: asWorkbook };
  if (/^(\[\s*[[{\]]|\{\s*")/.test(text)) return { what: "JSON", advice: asCsv };
  if (text.startsWith("<?xml")) return { what: "XML", advice: asWorkbook };
  return undefined;
}

/** Files inside a delivery that are not tables of text, by the ends of their names. */
const ENDS: readonly (readonly [end: RegExp, kind: ForeignKind])[] = [
  [/\.xlsx$|\.xlsm$|\.ods$/i, { what: "en arbetsbok", advice: "Packa upp den och läs in arbetsboken för sig." }],
  [/\.xlsb$/i, { what: "en binär arbetsbok (.xlsb)", advice: asWorkbook }],
  [/\.xls$/i, { what: "en äldre Excel-fil (.xls)", advice: asWorkbook }],
  [/\.(zip|7z|rar|gz|tgz|tar)$/i, { what: "ett paket inne i leveransen", advice: unpack }],
  [/\.(txt|tsv|dat|skv)$/i, { what: "en textfil med ett annat namn än .csv", advice: "Döp om den till .csv om den hör till uttaget." }],
  [/\.(numbers|parquet|json|xml|pdf|docx?|sqlite|mdb|accdb)$/i, { what: "i ett format som inte läses", advice: asCsv }],
];

/** What a file inside a delivery is, by its name; undefined for a name that says nothing of a table. */
export function kindOfName(name: string): ForeignKind | undefined {
  return ENDS.find(([end]) => end.test(name))?.[1];
}

/** What a package is that is neither a zip of tables nor a workbook that is read, by the names inside it. */
export function kindOfPackage(names: readonly string[]): ForeignKind | undefined {
  const has = (test: (name: string) => boolean): boolean => names.some(test);
  if (has((name) => name === "xl/workbook.bin")) return { what: "en binär arbetsbok (.xlsb)", advice: asWorkbook };
  if (has((name) => name.startsWith("word/"))) return { what: "ett Word-dokument", advice: asCsv };
  if (has((name) => name.startsWith("ppt/"))) return { what: "en presentation", advice: asCsv };
  if (has((name) => name.endsWith(".iwa"))) return { what: "en arbetsbok från Numbers", advice: asWorkbook };
  return undefined;
}
