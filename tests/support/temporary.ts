// A folder for temporary files of each test file's own: two files that run at once, or two runs on one machine, never find, count or sweep
// away each other's, and nothing is left behind.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { fastFolder } from "./work-folder.ts";

/** Where what all files may share lies: the unpacked browser. */
const shared = (process.env["SHARED_TMPDIR"] ??= tmpdir());
// The file before this one in the same thread had a folder of its own, which is gone.
process.env["TMPDIR"] = shared;
const folder = mkdtempSync(join(fastFolder(), "fortrogen-tests-"));
// PostgreSQL, which runs as another user under root, passes through.
chmodSync(folder, 0o755);
process.env["TMPDIR"] = folder;

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
