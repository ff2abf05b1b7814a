import { expect, test } from "vitest";
import { hasIdentityNumber } from "../src/platform/basics/identity-number.ts";
import { openAnswer, specifiedAnswer } from "./open-answers.ts";
import { Random } from "./random.ts";

const asked = [
  "Ange på vilket sätt er rutin innehåller begränsningar",
  "Beskriv vilka hinder/utmaningar som finns med att göra barn delaktiga",
  "Har ni några förslag på åtgärder för hur barns delaktighet ska kunna stärkas?",
  "Beskriv vilket stöd ni skulle behöva",
  "Beskriv kortfattat hur ni går tillväga i de fall ni inte har haft samtal/möte med barnet",
  "Beskriv kortfattat hur ni arbetar för att göra berörda barn delaktiga",
];

test.each(asked)("134 units do not write the same: %s", (question) => {
  const written = Array.from({ length: 134 }, (_, unit) => openAnswer(question, new Random(1, unit))).filter((one) => one !== undefined);
  expect(written.length).toBeGreaterThan(70);
  expect(new Set(written).size / written.length).toBeGreaterThan(0.75);
  for (const one of written) {
    expect(one).toMatch(/^\p{Lu}[^{}]+\.$/u);
    expect(hasIdentityNumber(one, "2026-03-14")).toBe(false);
  }
});

test("what stands at a choice is of its question", () => {
  const words = specifiedAnswer("Ser ni något behov av vidareutbildning? Annat, ange vad:", new Random(1, 2));
  expect(words).not.toBe("");
});
