// Writes the open extract (six CSV files) of one synthetic municipality: child by child, so memory stays flat whatever the size.
import { closeSync, createWriteStream, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { dateOf } from "./calendar.ts";
import { instrument, measuredOn, structuredMethod } from "./lives/follow-ups.ts";
import type { Intake, Intervention, Life, Missed } from "./lives/types.ts";
import { lifeOf } from "./lives.ts";
import { demoMunicipality } from "./municipality.ts";
import { Random } from "./random.ts";

/** The files and their columns, as in the specification of the open extract. */
export const extractColumns = {
  barn: ["barn_id", "kon", "fodelsedatum", "personnummer", "skyddade_uppgifter", "fodelseland", "tolkbehov", "funktionsnedsattning", "ensamkommande"],
  aktualiseringar: [
    "aktualisering_id", "barn_id", "inkom", "typ", "anmalare", "orsaker", "skyddsbedomning_gjord", "skyddsbedomning_resultat",
    "forhandsbedomning_beslutad", "forhandsbedomning_resultat", "utredning_id",
  ],
  utredningar: [
    "utredning_id", "barn_id", "inledd", "avslutad", "forlangd_till", "enhet", "handlaggare_id", "resultat", "barnets_asikt_dokumenterad",
    "asikt_beaktad_beskriven", "barnets_basta_bedomt", "barnet_informerat_om_beslut",
  ],
  insatser: [
    "insats_id", "barn_id", "utredning_id", "typ", "mottagare", "beviljad", "borjade", "slutade", "regi", "barnets_uppgifter_anvanda",
    "barnets_uppgifter_overforda", "skal_ej_overforda", "avslutsorsak", "maluppfyllelse", "behov_uppfoljda", "insats_uppfoljd", "resultat_uppfoljt", "uppfoljning_matt",
    "uppfoljning_sammanstalld",
  ],
  samtal: ["samtal_id", "barn_id", "fas", "utredning_id", "insats_id", "datum", "form", "kanal", "status", "metoder"],
  uteblivna_samtal: ["barn_id", "fas", "utredning_id", "insats_id", "skal"],
} as const; // prettier-ignore

export type ExtractFile = keyof typeof extractColumns;
export const extractFiles = Object.keys(extractColumns) as ExtractFile[];

type Cell = string | undefined;

/** The sender's identifiers of the child's rows. */
export const externalId = {
  child: (life: Life) => `B${pad(life.number)}`,
  intake: (life: Life, place: number) => `A${pad(life.number)}-${place + 1}`,
  investigation: (life: Life, place: number) => `U${pad(life.number)}-${place + 1}`,
  intervention: (life: Life, place: number) => `I${pad(life.number)}-${place + 1}`,
  conversation: (life: Life, number: number) => `S${pad(life.number)}-${number}`,
  caseworker: (life: Life) => `H${1 + (life.number % 97)}`,
};

export type ExtractOptions = {
  readonly seed: number;
  /** The municipality's code; decides its profile. */
  readonly municipality: string;
  readonly children: number;
  /** The last day of the extract, "YYYY-MM-DD". */
  readonly referenceDay: string;
  readonly onProgress?: (children: number) => void;
};

/**
 * Writes barn.csv … uteblivna_samtal.csv (UTF-8, comma) to the folder, made if it is missing; existing files are replaced.
 * The same options give the same bytes. Gives back the number of rows per file. Throws what the file system throws.
 */
export function writeExtract(folder: string, options: ExtractOptions): Record<ExtractFile, number> {
  const { seed, children, referenceDay, onProgress } = options;
  const municipality = demoMunicipality({ seed, code: options.municipality, referenceDay });
  mkdirSync(folder, { recursive: true });
  const files = Object.fromEntries(extractFiles.map((name) => [name, new LineFile(join(folder, `${name}.csv`))])) as Record<
    ExtractFile,
    LineFile
  >;
  const random = new Random();
  try {
    for (const name of extractFiles) files[name].write(extractColumns[name]);
    for (let number = 1; number <= children; number++) {
      writeLife(files, lifeOf(municipality, number, random), municipality.referenceDay);
      if (number % 1000 === 0 || number === children) onProgress?.(number);
    }
  } finally {
    for (const file of Object.values(files)) file.close();
  }
  return Object.fromEntries(extractFiles.map((name) => [name, files[name].lines - 1])) as Record<ExtractFile, number>;
}

/** The same in a zip, which is there when it is whole; an existing one is replaced. Gives and throws what `writeExtract` does. */
export async function writeZippedExtract(zip: string, options: ExtractOptions): Promise<Record<ExtractFile, number>> {
  const folder = mkdtempSync(join(tmpdir(), "fortrogen-demo-"));
  const part = `${zip}.part`;
  try {
    const rows = writeExtract(folder, options);
    const packed = new ZipFile();
    // The same moment in every one: the same options give the same bytes.
    for (const name of extractFiles)
      packed.addFile(join(folder, `${name}.csv`), `${name}.csv`, { mtime: new Date(`${options.referenceDay}T12:00:00Z`), mode: 0o100_644 });
    packed.end();
    await pipeline(packed.outputStream, createWriteStream(part));
    renameSync(part, zip);
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(part, { force: true });
  }
}

function writeLife(files: Record<ExtractFile, LineFile>, life: Life, until: number): void {
  const child = externalId.child(life);
  files.barn.write([
    child, life.sex, dateOf(life.birth), life.identityNumber, yesNo(life.isProtected), life.countryOfBirth, life.interpreter, life.disability,
    yesNo(life.unaccompanied),
  ]); // prettier-ignore
  life.intakes.forEach((one, place) => {
    files.aktualiseringar.write([
      externalId.intake(life, place), child, dateOf(one.receivedOn), one.type, one.reporter, one.reasons.join("|"), protectionTime(one),
      one.protectionOn === undefined ? undefined : one.protectionNeeded ? "skydd behövs" : "inget omedelbart skydd", date(one.decidedOn), one.result,
      investigationId(life, one.investigation),
    ]); // prettier-ignore
  });
  life.investigations.forEach((one, place) => {
    files.utredningar.write([
      externalId.investigation(life, place), child, dateOf(one.startedOn), date(one.endedOn), date(one.extendedTo), one.unit, externalId.caseworker(life),
      one.outcome, yesNo(one.opinionDocumented), yesNo(one.opinionWeighed), one.endedOn === undefined ? undefined : "ja", date(one.toldOn),
    ]); // prettier-ignore
  });
  life.interventions.forEach((one, place) => {
    files.insatser.write([
      externalId.intervention(life, place), child, investigationId(life, one.investigation), one.type, one.recipient, dateOf(one.grantedOn),
      date(one.startedOn), date(one.endedOn), one.provision, one.used, one.passedOn, one.notPassedOn, one.endReason, one.goals,
      ...measuredCells(one, life, until),
    ]); // prettier-ignore
  });
  for (const one of life.conversations) {
    files.samtal.write([
      externalId.conversation(life, one.number), child, one.phase, investigationId(life, one.investigation), interventionId(life, one.intervention),
      dateOf(one.heldOn), one.form, one.channel, one.status,
      one.status === "genomfört" ? [one.method, structuredMethod(life)].filter(Boolean).join("|") : one.method,
    ]); // prettier-ignore
  }
  for (const one of distinctMissed(life)) {
    files.uteblivna_samtal.write([
      child,
      one.phase,
      investigationId(life, one.investigation),
      interventionId(life, one.intervention),
      one.reason,
    ]);
  }
}

/** What was followed up with an instrument: the latest day of each kind, with what, and that it is brought together. */
function measuredCells(one: Intervention, life: Life, until: number): readonly Cell[] {
  const on = measuredOn(one, life, until);
  if (on.support === undefined) return [undefined, undefined, undefined, undefined, undefined];
  return [date(on.need), date(on.support), date(on.result), instrument, yesNo(on.result !== undefined)];
}

/** The missed conversations as an extract tells them: those of preliminary assessments are tied to nothing, so the same reason is said once. */
export function distinctMissed(life: Life): Missed[] {
  const said = new Set<string>();
  return life.missed.filter(({ intake, reason }) => {
    if (intake === undefined) return true;
    if (said.has(reason)) return false;
    said.add(reason);
    return true;
  });
}

/** "YYYY-MM-DDTHH:MM" of the protection assessment, if it is made. */
export function protectionTime(intake: Intake): string | undefined {
  if (intake.protectionOn === undefined) return undefined;
  const clock = [Math.floor(intake.protectionMinute / 60), intake.protectionMinute % 60].map((n) => String(n).padStart(2, "0")).join(":");
  return `${dateOf(intake.protectionOn)}T${clock}`;
}

function investigationId(life: Life, place: number | undefined): Cell {
  return place === undefined ? undefined : externalId.investigation(life, place);
}

function interventionId(life: Life, place: number | undefined): Cell {
  return place === undefined ? undefined : externalId.intervention(life, place);
}

function date(day: number | undefined): Cell {
  return day === undefined ? undefined : dateOf(day);
}

function yesNo(value: boolean | undefined): Cell {
  return value === undefined ? undefined : value ? "ja" : "nej";
}

function pad(number: number): string {
  return String(number).padStart(7, "0");
}

/** Lines gathered to a megabyte at a time. */
class LineFile {
  lines = 0;
  private text = "";
  private readonly file: number;

  constructor(path: string) {
    this.file = openSync(path, "w");
  }

  write(cells: readonly Cell[]): void {
    let line = "";
    for (let n = 0; n < cells.length; n++) {
      if (n > 0) line += ",";
      const cell = cells[n];
      if (cell !== undefined) line += /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    }
    this.text += `${line}\r\n`;
    this.lines++;
    if (this.text.length > 1 << 20) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    const bytes = Buffer.from(this.text);
    for (let done = 0; done < bytes.length;) done += writeSync(this.file, bytes, done);
    this.text = "";
  }
}
