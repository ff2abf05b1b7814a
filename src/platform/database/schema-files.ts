import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the numbered migrations lie. */
export const migrationsFolder = join(import.meta.dirname, "migrations");

/** The floors of the house: each of their rooms may have a folder `database/` with its views and functions. */
export const floorsFolder = join(import.meta.dirname, "..", "..");

/** A file of SQL and the SHA-256 of its text, hexadecimal. */
export type SchemaFile = { readonly name: string; readonly text: string; readonly sha256: string };

/** Everything that this version of the program makes in the database. */
export type SchemaFiles = {
  /** What is kept: tables. Each runs once, in order. */
  readonly migrations: readonly SchemaFile[];
  /** What holds nothing: views and functions, each after those that it names. Made again whenever one of them is another. */
  readonly repeatables: readonly SchemaFile[];
};

/** Reads them from the folders of the program, or from others. @throws Error where views or functions name each other in a circle. */
export function readSchemaFiles(folder: string = migrationsFolder, floors: string = floorsFolder): SchemaFiles {
  return { migrations: readMigrations(folder), repeatables: inOrder(readRepeatables(floors)) };
}

/** One hash of all files, hexadecimal: tells whether a migrated copy is still fresh. */
export function schemaHash(files: SchemaFiles = readSchemaFiles()): string {
  const hash = createHash("sha256");
  for (const { name, sha256 } of [...files.migrations, ...files.repeatables]) hash.update(`${name} ${sha256}\n`);
  return hash.digest("hex");
}

/** The view or function that a repeatable file makes, as `schema.name`: its name is the file's. */
export function objectOf(fileName: string): string {
  return fileName.replace(/\.sql$/, "");
}

/** Each file after those whose view or function it names. @throws Error where there is no such order. */
export function inOrder(files: readonly SchemaFile[]): SchemaFile[] {
  const byObject = new Map(files.map((file) => [objectOf(file.name), file]));
  const ordered = new Set<SchemaFile>();
  const visit = (file: SchemaFile, on: readonly SchemaFile[]): void => {
    if (ordered.has(file)) return;
    if (on.includes(file)) throw new Error(`These need each other: ${[...on, file].map(({ name }) => name).join(", ")}`);
    for (const object of namedIn(file.text)) {
      const needed = byObject.get(object);
      if (needed && needed !== file) visit(needed, [...on, file]);
    }
    ordered.add(file);
  };
  for (const file of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) visit(file, []);
  return [...ordered];
}

/** Everything of the form `schema.name` outside the comments. */
function namedIn(text: string): string[] {
  return text.replaceAll(/--.*$/gm, "").match(/\b[a-z_]+\.[a-z_0-9]+\b/g) ?? [];
}

function readMigrations(folder: string): SchemaFile[] {
  return readNames(folder, /^\d{4}-.+\.sql$/).map((name) => readFile(folder, name));
}

function readRepeatables(floors: string): SchemaFile[] {
  const rooms = foldersIn(floors).flatMap((floor) => foldersIn(join(floors, floor)).map((room) => join(floors, floor, room, "database")));
  return rooms
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readNames(folder, /\.sql$/).map((name) => readFile(folder, name)));
}

function readFile(folder: string, name: string): SchemaFile {
  const text = readFileSync(join(folder, name), "utf8");
  return { name, text, sha256: createHash("sha256").update(text).digest("hex") };
}

function readNames(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort();
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
