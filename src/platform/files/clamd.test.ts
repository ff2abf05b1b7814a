import { describe, expect, test } from "vitest";
import { eicar, pdf, startClamd } from "../../../tests/support/files.ts";
import { makeClamd } from "./clamd.ts";
import { readScannerSettings } from "./settings.ts";
import { longestScan } from "./scanner.ts";

/** Scans with a real server over TCP, which answers as it is told; `longest` is for the one that never answers. */
async function scanned(bytes: Uint8Array, answer?: Parameters<typeof startClamd>[0], longest = longestScan) {
  const server = await startClamd(answer);
  try {
    return { said: await makeClamd({ host: "127.0.0.1", port: server.port }, longest).scan(bytes), received: server.received };
  } finally {
    await server.close();
  }
}

describe("clamd's INSTREAM", () => {
  test("is given every byte, in pieces, and says that a file is clean", async () => {
    const large = Buffer.alloc(3 * 64 * 1024 + 17, "åäö ");
    const { said, received } = await scanned(large);
    expect(said).toEqual({ outcome: "clean" });
    expect(received.map((one) => one.equals(large))).toEqual([true]);
  });

  test("says that a file is infected, wherever in it", async () => {
    expect((await scanned(Buffer.from(eicar))).said).toEqual({ outcome: "infected" });
    expect((await scanned(Buffer.concat([pdf, Buffer.alloc(100_000), Buffer.from(eicar)]))).said).toEqual({ outcome: "infected" });
  });

  test.each<[string, () => string, string]>([
    ["it is larger than the scanner takes", () => "INSTREAM size limit exceeded. ERROR\0", "larger than the scanner takes"],
    ["the scanner has a fault", () => "stream: lstat() failed ERROR\0", "unknown answer"],
    ["the answer is of something else", () => "HTTP/1.1 400 Bad Request\r\n\r\n\0", "unknown answer"],
    ["the answer only begins as one", () => "stream: OK and more\0", "unknown answer"],
    ["the answer is cut", () => "stream: OK", "no answer"],
    ["the connection ends without one", () => "", "no answer"],
    ["the answer has no end", () => "x".repeat(100_000), "no answer"],
  ])("takes nothing for clean where %s", async (_name, answer, fault) => {
    expect((await scanned(pdf, answer)).said).toEqual({ outcome: "unavailable", fault });
  });

  test("waits no longer than it may, and nobody at the address is an answer too", async () => {
    expect((await scanned(pdf, () => null, 50)).said).toEqual({ outcome: "unavailable", fault: "too slow" });
    const server = await startClamd();
    await server.close();
    expect(await makeClamd({ host: "127.0.0.1", port: server.port }).scan(pdf)).toEqual({ outcome: "unavailable", fault: "ECONNREFUSED" });
    expect(await makeClamd({ path: "/nowhere/clamd.sock" }).scan(pdf)).toEqual({ outcome: "unavailable", fault: "ENOENT" });
  });

  test.runIf(process.env["CLAMD_HOST"])("is what ClamAV speaks", async () => {
    const settings = readScannerSettings(process.env);
    const scanner = settings.ok ? settings.value : null;
    expect(await scanner?.scan(pdf)).toEqual({ outcome: "clean" });
    expect(await scanner?.scan(Buffer.from(eicar))).toEqual({ outcome: "infected" });
  });
});

describe("the settings of the scanner", () => {
  test("are none, a host or a socket", () => {
    expect(readScannerSettings({})).toEqual({ ok: true, value: null });
    for (const env of [{ CLAMD_HOST: "clamav" }, { CLAMD_HOST: "clamav", CLAMD_PORT: "3311" }, { CLAMD_SOCKET: "/run/clamav/clamd.ctl" }])
      expect(readScannerSettings(env)).toMatchObject({ ok: true, value: { scan: expect.any(Function) as unknown } });
  });

  test.each([
    [{ CLAMD_PORT: "3310" }, "CLAMD_PORT"],
    [{ CLAMD_HOST: "clam av" }, "CLAMD_HOST"],
    [{ CLAMD_HOST: "clamav", CLAMD_PORT: "0" }, "CLAMD_PORT"],
    [{ CLAMD_HOST: "clamav", CLAMD_SOCKET: "/run/clamd" }, "CLAMD_SOCKET"],
    [{ CLAMD_SOCKET: "clamd.ctl" }, "CLAMD_SOCKET"],
  ])("are refused by name where they cannot be: %j", (env, name) => {
    expect(readScannerSettings(env)).toMatchObject({
      ok: false,
      error: { code: "settings-invalid", message: expect.stringContaining(name) as string },
    });
  });
});
