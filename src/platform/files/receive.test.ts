import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { docx, eicar, odt, packed, pdf, startClamd } from "../../../tests/support/files.ts";
import { codeOf } from "../../../tests/support/outcomes.ts";
import { valueOf } from "../basics/result.ts";
import { makeClamd } from "./clamd.ts";
import { mostBytes, sizeWords } from "./kinds.ts";
import { receiveFile } from "./receive.ts";
import { recognise } from "./recognise.ts";

const sent = (bytes: Uint8Array | string, name = "fil") => {
  const blob = new Blob([Buffer.from(bytes)]);
  return { name, size: blob.size, stream: () => blob.stream() };
};

describe("what a file is", () => {
  test.each([
    ["PDF", () => pdf, "pdf"],
    ["Word", () => docx(), "docx"],
    ["OpenDocument", () => odt(), "odt"],
    ["text", () => Buffer.from("Rutin för samtal\r\n\tmed barn\f\n"), "text"],
    ["text with a mark before it", () => Buffer.from("\uFEFFRutin"), "text"],
    // It is stored and given back as the text that it is.
    ["a page of the web", () => Buffer.from("<script>alert(1)</script>"), "text"],
  ] as const)("is seen by its content: %s", async (_name, make, kind) => {
    expect(await recognise(await make())).toBe(kind);
  });

  test.each([
    ["a program", () => Buffer.from("MZ\u0090\u0000\u0003", "latin1")],
    ["a picture", () => Buffer.from("\u0089PNG\r\n\u001a\n", "latin1")],
    ["a page that only ends as PDF", () => Buffer.concat([Buffer.from("<script>x</script>\u0000"), pdf])],
    ["text in an older encoding", () => Buffer.from("Rutin för", "latin1")],
    ["text with signs that no text has", () => Buffer.from("Rutin\u0000\u0007")],
    ["a document with macros", () => docx({ "word/vbaProject.bin": "x" })],
    ["a document with controls", () => docx({ "word/activeX/activeX1.xml": "x" })],
    ["an OpenDocument with scripts", () => odt(undefined, { "Basic/Standard/Module1.xml": "x" })],
    ["a spreadsheet", () => odt("application/vnd.oasis.opendocument.spreadsheet")],
    ["a template", () => odt("application/vnd.oasis.opendocument.text-template")],
    ["any package", () => packed({ "a.txt": "x" })],
    ["a package that is cut", async () => (await docx()).subarray(0, 90)],
    ["a package that is locked", async () => lockedOf(await docx())],
    ["an old document, or one with a password", () => Buffer.from("d0cf11e0a1b11ae1", "hex")],
  ] as const)("is none that is taken: %s", async (_name, make) => {
    expect(await recognise(await make())).toBeUndefined();
  });
});

/** Says of every part in the list of a package that it is locked. */
function lockedOf(bytes: Buffer): Buffer {
  const locked = Buffer.from(bytes);
  for (let at = locked.indexOf("PK\u0001\u0002"); at >= 0; at = locked.indexOf("PK\u0001\u0002", at + 4)) locked.writeUInt16LE(1, at + 8);
  return locked;
}

describe("a file that comes in", () => {
  test("is known by its bytes, with the ending of what it is", async () => {
    const file = valueOf(await receiveFile(sent(pdf, "C:\\rutiner\\rutin.exe"), null));
    expect(file).toMatchObject({ name: "rutin.exe.pdf", kind: "pdf", scan: "inte genomsökt" });
    expect(file.sha256).toBe(createHash("sha256").update(pdf).digest("hex"));
  });

  test.each([
    ["Rutin 2024.PDF", "Rutin 2024.pdf"],
    ["../../etc/passwd", "passwd.pdf"],
    ['rutin"\r\nSet-Cookie: x=1.pdf', "rutinSet-Cookie x=1.pdf"],
    ["rutin\u202Efdp.exe.pdf", "rutinfdp.exe.pdf"],
    ["...", "fil.pdf"],
    ["", "fil.pdf"],
    [`${"å".repeat(300)}.pdf`, `${"å".repeat(146)}.pdf`],
    ["a\u030A.pdf", "å.pdf"],
  ])("is called by its last name alone: %j", async (given, name) => {
    expect(valueOf(await receiveFile(sent(pdf, given), null)).name).toBe(name);
  });

  test("is refused in words where it is none, too large, of another kind, or not of the kinds that are asked for", async () => {
    expect(codeOf(await receiveFile(undefined, null))).toBe("no-file");
    expect(
      codeOf(
        await receiveFile(
          {
            ...sent(pdf),
            size: mostBytes + 1,
            stream: () => {
              throw new Error("read");
            },
          },
          null,
        ),
      ),
    ).toBe("file-too-large");
    expect(codeOf(await receiveFile(sent("\u0000"), null))).toBe("file-kind");
    expect(codeOf(await receiveFile(sent(pdf), null, ["text"]))).toBe("file-kind");
  });

  test("is looked through where a scanner is set up, and refused where it is infected or nobody can tell", async () => {
    const server = await startClamd();
    const scanner = makeClamd({ host: "127.0.0.1", port: server.port });
    expect(valueOf(await receiveFile(sent(pdf), scanner)).scan).toBe("ren");
    expect(codeOf(await receiveFile(sent(eicar), scanner))).toBe("file-infected");
    await server.close();
    expect(codeOf(await receiveFile(sent(pdf), scanner))).toBe("scanner-unavailable");
  });

  test("has a size in words", () => {
    expect([1, 340 * 1024, 1_258_291, mostBytes].map(sizeWords)).toEqual(["1 kB", "340 kB", "1,2 MB", "20,0 MB"]);
  });
});
