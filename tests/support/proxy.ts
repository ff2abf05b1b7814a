import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** A network between the program and PostgreSQL that does what networks do. */
export type Network = {
  /** The address of the server by way of this network. */
  through(url: string): string;
  /** Breaks every connection at once (TCP reset). */
  reset(): void;
  /** Breaks the next `times` connections that stand between two statements of a transaction. Resolves when the last is broken. */
  resetBetweenStatements(times?: number): Promise<void>;
  /** Breaks the next connection that commits what may have changed something: `before` the server hears of it, or `after` it has done it but before it can say so. */
  resetAtCommit(when: "before" | "after"): Promise<void>;
  /** Forgets what was asked for by the two above and has not come yet. */
  stopResetting(): void;
  /** Lets nothing more through, and tells nobody. New connections are taken and hear nothing. */
  fallSilent(): void;
  /** Leads new connections to another server, as an address that moves with the primary does. */
  moveTo(url: string): void;
  /** How many connections go through it now. */
  connections(): number;
  close(): Promise<void>;
};

/** The end of what PostgreSQL sends when it waits for the next statement inside a transaction: ReadyForQuery, status T. */
const readyInTransaction = Buffer.from([0x5a, 0, 0, 0, 5, 0x54]);
/** ReadyForQuery, status I: no transaction is open any more. */
const readyAfterCommit = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
/** Simple queries: `Q`, length, the text and a zero. A commit travels with the statements before it. */
const commit = /Q.{4}commit\0$/is;
const begin = /Q.{4}begin( [a-z ]*read only)?;/gis;

/** Opens a network to the server at `url`. */
export async function openNetwork(url: string): Promise<Network> {
  let target = new URL(url);
  const pairs = new Set<{ near: Socket; far: Socket }>();
  let silent = false;
  let between = { left: 0, done: () => undefined as void };
  let atCommit: { when: "before" | "after"; done: () => void } | undefined;
  const server = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    const pair = { near, far };
    pairs.add(pair);
    const breakOff = () => {
      near.resetAndDestroy();
      far.resetAndDestroy();
    };
    let isCommitting = false;
    let isReading = false;
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        pairs.delete(pair);
        if (silent) return;
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (piece) => {
      if (silent) return;
      const text = piece.toString("latin1");
      const begun = [...text.matchAll(begin)].at(-1);
      if (begun) isReading = begun[1] !== undefined;
      if (atCommit && !isReading && commit.test(text)) {
        const { when, done } = atCommit;
        isCommitting = when === "after";
        if (when === "before") {
          atCommit = undefined;
          breakOff();
          return done();
        }
      }
      far.write(piece);
    });
    far.on("data", (piece) => {
      if (silent) return;
      if (isCommitting && atCommit && piece.subarray(-readyAfterCommit.length).equals(readyAfterCommit)) {
        const { done } = atCommit;
        atCommit = undefined;
        breakOff();
        return done();
      }
      near.write(piece);
      if (between.left === 0 || !piece.subarray(-readyInTransaction.length).equals(readyInTransaction)) return;
      between.left -= 1;
      // Once what was said has arrived: the connection is then in nobody's statement.
      setImmediate(() => {
        breakOff();
        if (between.left === 0) between.done();
      });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const reset = () => {
    for (const { near, far } of pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  };
  return {
    through(of) {
      const changed = new URL(of);
      changed.hostname = "127.0.0.1";
      changed.port = String(port);
      return changed.toString();
    },
    reset,
    resetBetweenStatements: (times = 1) => new Promise((done) => (between = { left: times, done })),
    resetAtCommit: (when) => new Promise((done) => (atCommit = { when, done })),
    stopResetting() {
      between = { left: 0, done: () => undefined };
      atCommit = undefined;
    },
    fallSilent() {
      silent = true;
    },
    moveTo(to) {
      target = new URL(to);
    },
    connections: () => pairs.size,
    async close() {
      silent = false;
      reset();
      server.close();
      await once(server, "close");
    },
  };
}
