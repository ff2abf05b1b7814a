import { failed, ok } from "../basics/result.ts";
import type { Result } from "../basics/result.ts";
import { makeClamd } from "./clamd.ts";
import type { Scanner } from "./scanner.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const usualPort = 3310;

/**
 * Reads CLAMD_HOST with CLAMD_PORT, or CLAMD_SOCKET: where files that come in are looked through for harmful code. Null where none is set: then files
 * are taken without, and pages say so. Problem: `settings-invalid`, which names the variable.
 */
export function readScannerSettings(env: Environment): Result<Scanner | null> {
  const [host, port, path] = [env["CLAMD_HOST"], env["CLAMD_PORT"], env["CLAMD_SOCKET"]];
  if (path && (host || port)) return wrong("CLAMD_SOCKET och CLAMD_HOST är båda satta: det ska vara den ena.");
  if (path) return path.startsWith("/") ? ok(makeClamd({ path })) : wrong("CLAMD_SOCKET ska vara hela sökvägen till en socket.");
  if (!host) return port ? wrong("CLAMD_PORT är satt men inte CLAMD_HOST.") : ok(null);
  if (!/^[\w.:-]{1,253}$/u.test(host)) return wrong("CLAMD_HOST ska vara namnet på en server.");
  const number = port ? Number(port) : usualPort;
  if (!Number.isInteger(number) || number < 1 || number > 65_535) return wrong("CLAMD_PORT ska vara ett heltal från 1 till 65535.");
  return ok(makeClamd({ host, port: number }));
}

const wrong = (message: string) => failed({ code: "settings-invalid", message, hint: "Se docs/operations.md." });
