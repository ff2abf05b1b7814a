import type { DatabaseConnection } from "kysely";

/** A connection as it is lent to one transaction, and the connection itself. */
const owned = new WeakMap<object, unknown>();
const over = new WeakSet<object>();

/**
 * The connection, lent to one transaction or statement: refuses what is asked of it after `takeBack`. A statement that nobody waited for would
 * else run when its transaction is over, outside its municipality, or in the transaction of whoever has the connection next.
 */
export function lend<Connection extends DatabaseConnection>(connection: Connection): Connection {
  const lent: Connection = new Proxy(connection, {
    get(target, name) {
      if (name === "executeQuery" && over.has(lent)) return refuse;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  owned.set(lent, connection);
  return lent;
}

/** Ends the loan, before the statement that ends the transaction is sent. Gives the connection itself, for that statement. */
export function takeBack<Connection extends DatabaseConnection>(lent: Connection): Connection {
  over.add(lent);
  return (owned.get(lent) ?? lent) as Connection;
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("The transaction is over: the statement was not waited for."));
}

/** True for what the driver can always send: what it could not would fail here, unseen by the server, and the rest be committed. */
export function isPlain(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === "object")
    return value instanceof Date || value instanceof Uint8Array || (Array.isArray(value) && value.every(isPlain));
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" || typeof value === "bigint";
}
