import { describe, expect, it } from "vitest";
import { boundaryOf, isTextOf, readMediaType } from "./media-type.ts";

describe("a content type is exact", () => {
  it.each([
    "application/json",
    "Application/JSON",
    "application/json;charset=utf-8",
    'application/json ; charset="UTF-8"',
    "application/json; charset=utf8",
    "application/json;",
    "application/json; profile=x",
  ])("%s is JSON", (header) => {
    expect(isTextOf(readMediaType(header), "application/json")).toBe(true);
  });

  it.each([
    undefined,
    "",
    "application/json-patch+json",
    "application/jsonp",
    "application/json2",
    "text/application/json",
    "application/json/x",
    "application/json, text/plain",
    "text/plain, application/json",
    "text/plain; x=application/json",
    "application/json; charset=utf-16",
    "application/json; charset=latin1",
    "application/json; charset=utf-8; charset=utf-16",
    "application/json charset=utf-8",
    "application/json; charset",
    'application/json; charset="utf-8',
    "application\u0000/json",
    "application/json\u00a0",
    "ａpplication/json",
    "*/*",
    "application/*",
  ])("%j is not", (header) => {
    expect(isTextOf(readMediaType(header), "application/json")).toBe(false);
  });

  it.each([
    ["multipart/form-data; boundary=x", "x"],
    ['multipart/form-data; boundary="a b"', "a b"],
    ["multipart/form-data; charset=utf-8; boundary=----WebKitFormBoundary7MA4", "----WebKitFormBoundary7MA4"],
    ["multipart/form-data", undefined],
    ["multipart/form-data; boundary=", undefined],
    ['multipart/form-data; boundary=""', undefined],
    ['multipart/form-data; boundary="x "', undefined],
    [`multipart/form-data; boundary=${"x".repeat(71)}`, undefined],
    ["multipart/form-data; boundary=a; boundary=b", undefined],
    ["multipart/mixed; boundary=x", undefined],
    ["multipart/form-data-x; boundary=x", undefined],
    ["text/plain; x=multipart/form-data; boundary=x", undefined],
  ])("%s has the boundary %s", (header, boundary) => {
    expect(boundaryOf(readMediaType(header))).toBe(boundary);
  });

  it("is read in no time, however long and odd the header is", () => {
    for (const odd of ["; ".repeat(8000), ";  ".repeat(5000), "a".repeat(16_000), ";a=b ".repeat(3000), `;a="${"x".repeat(15_000)}`])
      expect(readMediaType(`application/json${odd}\n`)).toBeUndefined();
  });
});
