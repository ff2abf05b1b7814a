/** Addresses that the program sends to by itself. */

const ownMachine: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

/** True where what is sent to the address stays on this machine. */
export const isOwnMachine = ({ hostname }: Pick<URL, "hostname">): boolean => ownMachine.includes(hostname);

/**
 * An address that the program may send to: https, or http on this machine alone, without user and password. Undefined where the text is anything else.
 * Whoever sends follows no redirect.
 */
export function readOutgoingUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isOwnMachine(url));
  return url && isSafe && url.username === "" && url.password === "" ? url : undefined;
}
