import { expect, test } from "vitest";
import { keepProvisionsTogether } from "./typography.ts";

const hard = "\u00a0";

test.each([
  ["<p>(20 kap. 3 § SoL).</p>", `<p>(20${hard}kap.${hard}3${hard}§${hard}SoL).</p>`],
  ["<p>6 kap. 13 a § FB och 15 § förordning</p>", `<p>6${hard}kap.${hard}13${hard}a${hard}§${hard}FB och 15${hard}§ förordning</p>`],
  ["<p>Ingen paragraf</p>", "<p>Ingen paragraf</p>"],
])("keeps a provision on one line: %s", (html, expected) => {
  expect(keepProvisionsTogether(html)).toBe(expected);
});

test.each(['<option value="20 kap. 3 § SoL">Välj</option>', "<textarea>Enligt 3 kap. 1 § SoL</textarea>"])(
  "leaves what is sent as it is: %s",
  (html) => {
    expect(keepProvisionsTogether(html)).toBe(html);
  },
);
