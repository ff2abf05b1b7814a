import { describe, expect, test } from "vitest";
import { children, numberAt } from "../../../tests/support/identities.ts";
import { findPersonalData, isOfAnswer } from "./personal-data.ts";

const names = { own: "Upplands Väsby", others: ["Upplands Väsby", "Ale", "Bjuv", "Göteborg – Hisingen"] };
const kindsIn = (text: string) => findPersonalData(text, names, "2026-03-02").map(({ kind, stops }) => `${kind}${stops ? "!" : ""}`);

describe("what is found in a quote", () => {
  const number = numberAt(children, 0);
  test.each([
    ["an identity number", `Barnet ${number.slice(2, 8)}-${number.slice(8)} hördes.`, "personnummer!"],
    ["an identity number with other dashes and blanks", `Barnet ${number.slice(2, 8)} – ${number.slice(8)}.`, "personnummer!"],
    ["an address", "Skriv till anna.svensson@kommunen.se så svarar vi.", "e-postadress!"],
    ["an address that hides", "Skriv till anna (at) kommunen.se.", "e-postadress!"],
    ["a telephone number", "Ring 08-123 456 78 för mer.", "telefonnummer!"],
    ["a mobile number abroad", "Ring +46 70 123 45 67.", "telefonnummer!"],
    ["the unit's own name", "I UPPLANDS VÄSBY gör vi så.", "enhetens namn!"],
    ["a part of it, in the genitive", "Väsbys socialtjänst gör så.", "enhetens namn!"],
    ["another unit's name", "Vi gör som Bjuv.", "annan enhets namn"],
    ["a case number", "Det var ärende 2024-123456.", "nummer"],
    ["a name", "Vi talade med Anna Svensson om det.", "namn"],
    ["a name at the beginning", "Anna-Lena af Ugglas sade det.", "namn"],
    ["a first name inside a sentence", "barnet, Alva, ville det.", "namn"],
    ["a first name in quotation marks", "barnet ”Alva” ville det.", "namn"],
    ["a first name in brackets of any kind", "barnet (Alva) ville det.", "namn"],
    ["a name put where words were taken out", "vi hörde [Alva] hemma.", "namn"],
    ["an initial and a surname", "Frågan ställdes av A. Svensson.", "namn"],
    ["a name in capitals", "ANNA SVENSSON sade det.", "namn"],
    ["a name with capitals inside", "Anna McDonald sade det.", "namn"],
    ["a name with an apostrophe", "Anna O'Brien sade det.", "namn"],
  ])("%s", (_what, text, kind) => expect(kindsIn(text)).toContain(kind));

  test.each([
    "Vi har inte tid att prata med alla barn.",
    "Barn hörs i 40 procent av utredningarna. Det är för lite.",
    "Enligt 11 kap. 10 § ska barnet få information.",
    "Kommunen har en rutin sedan 2019.",
    "Vi följer LSS. Barnen hörs (för det mesta) ”i tid”.",
  ])("nothing in: %s", (text) => expect(kindsIn(text)).toEqual([]));
});

describe("a quote is the answer's own words", () => {
  const answer = "Vi har för lite tid.\nI Väsby saknas lokaler, och barnen får vänta.";
  test.each([
    ["the whole", answer, true],
    ["a part", "Vi har för lite tid.", true],
    ["with blanks otherwise", "Vi har för  lite tid. I Väsby saknas", true],
    ["with something taken out and put in brackets", "Vi har för lite tid. I [kommunen] saknas lokaler […] får vänta.", true],
    ["in another order", "barnen får vänta […] Vi har för lite tid.", false],
    ["other words", "Vi har tillräckligt med tid.", false],
    ["nothing but brackets", "[…]", false],
  ])("%s", (_what, quote, is) => expect(isOfAnswer(quote, answer)).toBe(is));
});
