import { connect } from "node:net";
import type { Socket } from "node:net";
import { longestScan } from "./scanner.ts";
import type { Scanned, Scanner } from "./scanner.ts";

/** Where ClamAV's daemon listens: a host with its port, or a socket of the machine's own. */
export type ClamdPlace = { readonly host: string; readonly port: number } | { readonly path: string };

/** As much goes in one piece; the daemon takes any length below its own limit. */
const pieceBytes = 64 * 1024;
/** "stream: OK" and the like: what is longer is no answer of the daemon's. */
const longestReply = 4096;

/**
 * ClamAV by its daemon's own command INSTREAM (clamd(8)): each piece with its length before it, in the order of the network, then a piece of no
 * length, and the daemon answers in one line. What is no such answer within `longest` milliseconds is "unavailable": nothing is taken for clean.
 */
export function makeClamd(place: ClamdPlace, longest = longestScan): Scanner {
  return {
    scan: (bytes) =>
      new Promise((resolve) => {
        const socket = connect(place);
        const timer = setTimeout(() => end({ outcome: "unavailable", fault: "too slow" }), longest);
        let reply = "";
        const end = (scanned: Scanned) => {
          clearTimeout(timer);
          socket.destroy();
          resolve(scanned);
        };
        socket.setEncoding("utf8");
        socket.on("error", (cause: NodeJS.ErrnoException) => end({ outcome: "unavailable", fault: cause.code ?? "connection" }));
        socket.on("close", () => end(read(reply)));
        socket.on("data", (piece: string) => {
          reply += piece;
          if (reply.includes("\0") || reply.length > longestReply) end(read(reply));
        });
        socket.once("connect", () => send(socket, bytes));
      }),
  };
}

function send(socket: Socket, bytes: Uint8Array): void {
  socket.write("zINSTREAM\0");
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const piece = bytes.subarray(at, at + pieceBytes);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    socket.write(length);
    socket.write(piece);
  }
  socket.write(Buffer.alloc(4));
}

/** "stream: OK", "stream: Eicar-Test-Signature FOUND", or what went wrong. */
function read(reply: string): Scanned {
  const [line = "", ...rest] = reply.split("\0");
  if (rest.length === 0) return { outcome: "unavailable", fault: "no answer" };
  if (line === "stream: OK") return { outcome: "clean" };
  if (/^stream: .+ FOUND$/su.test(line)) return { outcome: "infected" };
  return { outcome: "unavailable", fault: line.includes("size limit") ? "larger than the scanner takes" : "unknown answer" };
}
