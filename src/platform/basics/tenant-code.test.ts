import { expect, it } from "vitest";
import { isTenantCode, readOrganisationNumber } from "./tenant-code.ts";

it.each([
  ["202100-0555", "202100-0555"],
  [" 2021000555 ", "202100-0555"],
  ["202100-5489", "202100-5489"],
])("%j is the organisation number %s", (text, number) => {
  expect(readOrganisationNumber(text)).toBe(number);
});

it.each(["", "202100-0556", "202100-055", "20210-00555", "161202100-0555", "201200-0005", "٢٠٢١٠٠-٠٥٥٥", "202100–0555", "0680"])(
  "%j is none",
  (text) => {
    expect(readOrganisationNumber(text)).toBeUndefined();
  },
);

it("knows the codes of municipalities, districts and agencies", () => {
  expect(["0680", "0180-11", "202100-0555"].every(isTenantCode)).toBe(true);
  expect(["680", "0680-1", "2021000555", "202100-05555", "", "0680\n", "../0680"].some(isTenantCode)).toBe(false);
});
