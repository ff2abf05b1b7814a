import { expect, test } from "vitest";
import { isOwnMachine, readOutgoingUrl } from "./outgoing-url.ts";

test.each([
  "https://enkat.example.se",
  "https://enkat.example.se:8443/a/b?c=d",
  "http://localhost:3000",
  "http://127.0.0.1:3000/x",
  "http://[::1]:3000",
  // The same address in other digits is read as the machine's own.
  "http://0x7f.1/",
])("%s is sent to", (text) => {
  expect(readOutgoingUrl(text)?.href).toBe(new URL(text).href);
});

test.each([
  "",
  "x",
  "enkat.example.se",
  "http://example.se",
  "http://10.0.0.1",
  "http://localhost.example.se",
  "http://127.0.0.1.example.se",
  "http://127.0.0.1@example.se",
  "https://a:b@example.se",
  "https://a@example.se",
  "https://:b@example.se",
  "http://a@localhost",
  "ftp://example.se",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "data:text/plain,x",
  "https://",
])("%s is not sent to", (text) => {
  expect(readOutgoingUrl(text)).toBeUndefined();
});

test("the machine's own addresses are known, whatever the protocol", () => {
  expect(["https://localhost", "http://127.0.0.1:1", "https://[::1]/a"].map((text) => isOwnMachine(new URL(text)))).toEqual([
    true,
    true,
    true,
  ]);
  expect(["https://example.se", "https://localhost.se", "https://10.0.0.1"].some((text) => isOwnMachine(new URL(text)))).toBe(false);
});
