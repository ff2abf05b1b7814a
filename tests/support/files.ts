import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";

/** The smallest file that programs for PDF open. */
export const pdf = Buffer.from(
  "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);

/** A package of parts, the first one stored as it is. */
export async function packed(parts: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [place, [name, content]] of Object.entries(parts).entries())
    zip.addBuffer(Buffer.from(content), name, { compress: place > 0 });
  zip.end();
  return buffer(zip.outputStream);
}

/** A document as Word writes it, with more parts where asked for. */
export const docx = (more: Readonly<Record<string, string>> = {}): Promise<Buffer> =>
  packed({ "[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>", "word/document.xml": "<w:document/>", ...more });

/** A document of OpenDocument, of another type where asked for. */
export const odt = (type = "application/vnd.oasis.opendocument.text", more: Readonly<Record<string, string>> = {}): Promise<Buffer> =>
  packed({ mimetype: type, "content.xml": "<office:document-content/>", "META-INF/manifest.xml": "<manifest/>", ...more });

/** The harmless text that every scanner takes for harmful (EICAR, 2003), put together here so that no scanner takes this file for it. */
export const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE", "!$H+H*"].join("");

export type TestClamd = { readonly port: number; readonly received: readonly Buffer[]; close(): Promise<void> };

/**
 * A server that speaks clamd's INSTREAM, over TCP on a free port: it finds EICAR, and keeps what it was given. `answer` says what it answers instead;
 * null where it never answers.
 */
export async function startClamd(answer?: (bytes: Buffer) => string | null): Promise<TestClamd> {
  const received: Buffer[] = [];
  const usual = (bytes: Buffer) => (bytes.includes(eicar) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0");
  const server: Server = createServer((socket) => {
    let heard = Buffer.alloc(0);
    let isOver = false;
    socket.on("error", () => undefined);
    socket.on("data", (piece) => {
      heard = Buffer.concat([heard, piece]);
      const stream = isOver ? undefined : streamIn(heard);
      if (stream === undefined) return;
      isOver = true;
      received.push(stream);
      const said = (answer ?? usual)(stream);
      if (said !== null) socket.end(said);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const sockets = new Set<{ destroy(): void }>();
  server.on("connection", (socket) => sockets.add(socket));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}

const command = "zINSTREAM\0";

/** What was streamed, when the piece of no length has come. @throws where it is no INSTREAM */
function streamIn(heard: Buffer): Buffer | undefined {
  if (heard.length < command.length) return undefined;
  if (heard.toString("latin1", 0, command.length) !== command) throw new Error("No INSTREAM.");
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= heard.length;) {
    const length = heard.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(heard.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
