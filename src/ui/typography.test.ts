import { describe, expect, test } from "vitest";
import { setTypography } from "./typography.ts";

const hard = "\u00a0";

test.each([
  ["<p>(20 kap. 3 § SoL).</p>", `<p>(20${hard}kap.${hard}3${hard}§${hard}SoL).</p>`],
  ["<p>6 kap. 13 a § FB och 15 § förordning</p>", `<p>6${hard}kap.${hard}13${hard}a${hard}§${hard}FB och 15${hard}§ förordning</p>`],
  ["<p>Ingen paragraf</p>", "<p>Ingen paragraf</p>"],
  ["<option>3 kap. 1 § SoL</option>", `<option>3${hard}kap.${hard}1${hard}§${hard}SoL</option>`],
  ["<svg></svg>7 § FL", `<svg></svg>7${hard}§${hard}FL`],
  ["<svg><title>1 §</title><text>2 § FL</text></svg>", `<svg><title>1${hard}§</title><text>2${hard}§${hard}FL</text></svg>`],
])("keeps a provision on one line: %s", (html, expected) => {
  expect(setTypography(html)).toBe(expected);
});

test("goes through a row of digits once, however long somebody has made it", () => {
  const digits = "1".repeat(1_000_000);
  expect(setTypography(`<p>${digits} 3 §</p>`) === `<p>${digits} 3${hard}§</p>`).toBe(true);
});

test("goes through what stands in an attribute once, however many marks are in it", () => {
  const marks = "1-1111 § ".repeat(200_000);
  expect(setTypography(`<input value="${marks}"/>3 §`) === `<input value="${marks}"/>3${hard}§`).toBe(true);
});

test.each(['<option value="20 kap. 3 § SoL">Välj</option>', "<textarea>Enligt 3 kap. 1 § SoL</textarea>"])(
  "leaves what is sent as it is: %s",
  (html) => {
    expect(setTypography(html)).toBe(html);
  },
);

describe("numbers are never broken at the hyphen", () => {
  const whole = (text: string) => `<span class="f-nowrap">${text}</span>`;
  test.each([
    ["a case number", "<p>Ärende 2026-00042, Alva</p>", `<p>Ärende ${whole("2026-00042")}, Alva</p>`],
    ["identity numbers", "<td>20160514-2385 160514+2385</td>", `<td>${whole("20160514-2385")} ${whole("160514+2385")}</td>`],
    ["a day", "<p>Sista svarsdag 2026-03-14.</p>", `<p>Sista svarsdag ${whole("2026-03-14")}.</p>`],
    ["a day with its time", "<p>2026-03-14 10:05</p>", `<p>${whole("2026-03-14")} 10:05</p>`],
    ["the day of a moment for programs is left", "<code>2026-03-14T10:05:00Z</code>", "<code>2026-03-14T10:05:00Z</code>"],
    ["an identifier is none", "<p>0199-03-14-2026-03-14</p>", "<p>0199-03-14-2026-03-14</p>"],
    ["a telephone number is none", "<p>08-123 45 67</p>", "<p>08-123 45 67</p>"],
    [
      "attributes and what was written",
      '<input value="2026-00042"><textarea>2026-00042</textarea>',
      '<input value="2026-00042"><textarea>2026-00042</textarea>',
    ],
    ["what follows a picture", "<svg></svg>2026-00042", `<svg></svg>${whole("2026-00042")}`],
    ["a choice in a list", "<option>2026-00042</option>", "<option>2026-00042</option>"],
  ])("%s", (_what, html, expected) => {
    expect(setTypography(html)).toBe(expected);
  });
});
