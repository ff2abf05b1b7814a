import { describe, expect, it } from "vitest";
import type { AnswerColumn } from "../../questionnaires/answer-columns.ts";
import type { TableSet } from "../definition.ts";
import { readDeliveries } from "../read-deliveries.ts";

const plain = { name: "", question: "", row: "", intervals: null, values: null, isBeside: false };
const columns: AnswerColumn[] = [
  { ...plain, column: "q4_1", type: "en", alternatives: ["Ja", "Ja, men med vissa begränsningar", "Nej, vi har ingen rutin"] },
  { ...plain, column: "q4b_1", type: "andel", alternatives: ["0 procent", "1–25 procent", "Kan inte svara"] },
  {
    ...plain,
    column: "q24_1",
    type: "skala",
    alternatives: ["1. I låg utsträckning", "2.", "5. I hög utsträckning", "Kan inte svara"],
    values: new Map([
      ["1. I låg utsträckning", 1],
      ["2.", 2],
      ["5. I hög utsträckning", 5],
    ]),
  },
  { ...plain, column: "q11_1", row: "Familjebehandling", type: "flera", alternatives: ["Ja", "Nej"] },
  { ...plain, column: "q4_comment", type: "text", alternatives: [] },
];
const set: TableSet = {
  survey: "prov",
  title: "Prov",
  source: "Prov",
  year: "2024",
  about: {
    assignment: "",
    purpose: "",
    population: "",
    objects: "",
    frame: "",
    questions: "",
    collection: "",
    period: "",
    measurement: "",
    comparability: "",
  },
  tables: [
    {
      id: "2",
      title: "Prov",
      stub: "",
      columns: ["Andel Ja (%)"],
      rows: [{ label: "Ja", figures: [{ of: { column: "q4_1", alternatives: [1] }, base: { kind: "answered" } }] }],
      order: { kind: "form" },
      hasTotal: false,
      bases: "table",
      notes: [],
      hasSource: true,
      inferred: [],
    },
  ],
  texts: [],
  bySexAndAge: [],
};
const goodFrame =
  "kommun,namn,storlek,nyckel,skr_grupp,lan\n0114,Upplands Väsby,30–70 tusen invånare,3,A2,01\n0180-01,Bromma,,,A1,01\n1480-01,Centrum,60000,,A1,14\n";

const read = (answers: string | Uint8Array, frame = goodFrame) => {
  const bytes = (text: string | Uint8Array) => (typeof text === "string" ? new TextEncoder().encode(text) : text);
  return readDeliveries(
    { frame: { name: "ram.csv", bytes: bytes(frame) }, answers: { name: "svar.csv", bytes: bytes(answers) } },
    set,
    columns,
  );
};
const given = (answers: string | Uint8Array, column: string, frame = goodFrame) => {
  const result = read(answers, frame);
  if (!result.ok) throw new Error(JSON.stringify(result.error.fields));
  return [...(result.value.given.get(column) ?? [])];
};
const faults = (answers: string, frame = goodFrame) => {
  const result = read(answers, frame);
  return result.ok ? [] : (result.error.fields ?? []).map(({ field, message }) => `${field}: ${message}`);
};
const sizes = (frame: string) => {
  const result = read("kommun,q4_1\n", frame);
  if (!result.ok) throw new Error(JSON.stringify(result.error.fields));
  return result.value.frame.map(({ groups }) => groups.storlek);
};

describe("a file of answers", () => {
  it.each([
    ["comma", "kommun,q4_1\n0114,Ja\n"],
    ["semicolon and a byte order mark", "\ufeffkommun;q4_1\r\n0114;Ja\r\n"],
    ["tab", "kommun\tq4_1\n0114\tJa\n"],
    ["capitals in headings, blanks at the ends and empty rows", "Kommun , Q4_1\n\n 0114 , Ja \n,\n"],
    ["a code without its first nought", "kommun,q4_1\n114,ja\n"],
    ["the name for the code", "kommun,q4_1\nUpplands Väsby,JA\n"],
  ])("is read with %s", (_, text) => {
    expect(given(text, "q4_1")).toEqual([1]);
  });

  it("is read in the encoding of older Swedish spreadsheets", () => {
    const text = 'kommun;q4_1\n0114;"Ja, men med vissa begränsningar"\n';
    expect(
      given(
        Uint8Array.from(text, (sign) => sign.charCodeAt(0)),
        "q4_1",
      ),
    ).toEqual([2]);
  });

  it.each([
    ["1-25 procent", 2],
    ["1 – 25 %", 2],
    ["0%", 1],
    ["KAN INTE SVARA", 3],
  ])("reads %s as the interval that it is", (text, number) => {
    expect(given(`kommun,q4_1,q4b_1\n0114,,${text}\n`, "q4b_1")).toEqual([number]);
  });

  it.each([
    ["1", 1],
    ["2.", 2],
    ["2", 2],
    ["5", 3],
    ["5. I hög utsträckning", 3],
  ])("reads the step %s", (text, number) => {
    expect(given(`kommun,q4_1,q24_1\n0114,,${text}\n`, "q24_1")).toEqual([number]);
  });

  it.each([
    ["x", 1],
    ["Familjebehandling", 1],
    ["0", 2],
  ])("reads what is ticked as %s", (text, number) => {
    expect(given(`kommun,q4_1,q11_1\n0114,,${text}\n`, "q11_1")).toEqual([number]);
  });

  it("holds a unit without any answer for one that did not answer, and keeps line ends and signs within quotation marks", () => {
    const result = read('kommun;q4_1;q4_comment\n0114;;\n0180-01;Nej, vi har ingen rutin;"rad 1\nrad ""2"";"\n1480-01;Ja;\n');
    expect(result.ok && result.value.units.map(({ code }) => code)).toEqual(["0180-01", "1480-01"]);
  });

  it("says every fault of both files at once, by row and column", () => {
    const frame = `${goodFrame}0114,Igen,30–70 tusen invånare,,,\n0115,Vallentuna,stor,,,\n,Ingen,1000,,,\n`;
    const answers = "kommun,q4_1,q9_9,q4b_1\n0114,Kanske,,50 procent\n0114,Ja,,\n9999,Ja,,\n,Ja,,\n0180-01,Ja\n";
    expect(faults(answers, frame)).toEqual([
      "ram.csv rad 5, kolumn kommun: Enheten 0114 står redan på rad 2. Varje enhet ska stå en gång; stadsdelar har egna koder, till exempel 0180-01.",
      "ram.csv rad 6, kolumn storlek: ”stor” är ingen storlek. Ange antalet invånare eller klassen, till exempel 15–30 tusen invånare.",
      "ram.csv rad 7, kolumn kommun: Enheten har ingen kod. Ange kommunens kod, till exempel 0114, eller stadsdelens, till exempel 0180-01.",
      "svar.csv rad 6: Raden har 2 fält men rubrikraden 4. Sätt citattecken om text som innehåller skiljetecken.",
      "svar.csv rad 1, kolumn q9_9: Kodboken har ingen sådan kolumn. Rätta namnet, eller ta bort kolumnen.",
      "svar.csv rad 2, kolumn q4_1: Svaret är inget av frågans alternativ. Det som kan stå är: Ja | Ja, men med vissa begränsningar | Nej, vi har ingen rutin",
      "svar.csv rad 2, kolumn q4b_1: Svaret är inget av frågans alternativ. Menas ”0 procent”?",
      "svar.csv rad 3, kolumn kommun: Enheten ”0114” har redan svarat på rad 2. Behåll det svar som gäller.",
      "svar.csv rad 4, kolumn kommun: Enheten ”9999” finns inte i ramen. Rätta koden, eller lägg enheten till ramen.",
      "svar.csv rad 5, kolumn kommun: Raden har ingen kod. Ange enhetens kod som den står i ramen.",
    ]);
  });

  it.each([
    ["", "svar.csv: Filen är tom."],
    ["\n\n", "svar.csv: Filen är tom."],
    ["enhet,q4_1\n0114,Ja\n", "svar.csv rad 1, kolumn enhet: Den första kolumnen ska heta kommun"],
    ["kommun,q4b_1\n0114,\n", "svar.csv rad 1, kolumn q4_1: Kolumnen saknas, och tabellerna behöver den."],
    ["kommun,q4_1,q4_1\n0114,Ja,Ja\n", "svar.csv rad 1, kolumn q4_1: Rubriken står två gånger."],
    ["kommun,q4_1,\n0114,Ja,\n", "svar.csv rad 1: Kolumn nummer 3 har ingen rubrik."],
    ['kommun,q4_1\n0114,"Ja\n', "Citattecknen går inte ihop."],
  ])("refuses %j in words", (text, words) => {
    expect(faults(text).join("\n")).toContain(words);
  });

  it("counts what is more than can be listed", () => {
    const rows = Array.from({ length: 600 }, (_, place) => `9${place},Kanske`).join("\n");
    const result = read(`kommun,q4_1\n${rows}\n`);
    expect(result.ok ? null : [result.error.message, result.error.fields?.length]).toEqual(["1200 fel i det som är lämnat.", 500]);
  });
});

describe("a frame", () => {
  const head = "kommun,namn,storlek,nyckel,skr_grupp,lan\n";
  it.each([
    ["0–15 tusen invånare", "0–15 tusen invånare"],
    ["0-15 000", "0–15 tusen invånare"],
    ["15 000-30 000", "15–30 tusen invånare"],
    ["15–30", "15–30 tusen invånare"],
    ["30 000–69 999", "30–70 tusen invånare"],
    ["70–200 tusen", "70–200 tusen invånare"],
    ["200 tusen eller fler invånare", "200 tusen eller fler invånare"],
    ["200 000-", "200 tusen eller fler invånare"],
    ["4", "70–200 tusen invånare"],
    ["14 999", "0–15 tusen invånare"],
    ["15000", "15–30 tusen invånare"],
    ["69 999", "30–70 tusen invånare"],
    ["200000", "200 tusen eller fler invånare"],
  ])("reads the size %s", (text, size) => {
    expect(sizes(`${head}0114,Prov,${text},,,\n`)).toEqual([size]);
  });

  it.each(["stor", "15–70 tusen", "-5", "12,5", "tusen", "0–16 tusen", ""])("refuses the size %j", (text) => {
    expect(faults("kommun,q4_1\n", `${head}0114,Prov,"${text}",,,\n`).join()).toContain("är ingen storlek");
  });

  it.each(["9", "0", "12", "1,5", "hög", "-1"])("refuses %j as a socio-economic key, which has eight values", (key) => {
    expect(faults("kommun,q4_1\n", `${head}0114,Prov,15000,"${key}",,\n`).join()).toContain("Den är ett heltal från 1 till 8");
  });

  it("counts a district to its city's size, however its own is given", () => {
    expect(sizes(goodFrame)).toEqual(["30–70 tusen invånare", "200 tusen eller fler invånare", "200 tusen eller fler invånare"]);
    expect(sizes(`${head}S1,"Stockholm, Bromma",80000,,,\n0301,Nyköping,80000,,,\n`)).toEqual([
      "200 tusen eller fler invånare",
      "70–200 tusen invånare",
    ]);
  });

  it("takes columns in any order, with the names that people give them, and says which are missing or unknown", () => {
    expect(sizes("Län;Kommunkod;Kommunnamn;Kommunstorlek\n01;0114;Prov;50 323\n")).toEqual(["30–70 tusen invånare"]);
    expect(faults("kommun,q4_1\n", `${goodFrame.split("\n")[0]},constructor,__proto__\n`)).toEqual([
      "ram.csv rad 1, kolumn constructor: Ramen har ingen sådan kolumn. Den har kommun, namn, storlek, nyckel, skr_grupp, lan.",
      "ram.csv rad 1, kolumn __proto__: Ramen har ingen sådan kolumn. Den har kommun, namn, storlek, nyckel, skr_grupp, lan.",
    ]);
    expect(faults("kommun,q4_1\n", "kommun,namn,region\n0114,Prov,x\n")).toEqual([
      "ram.csv rad 1, kolumn storlek: Kolumnen saknas. Ramen har kolumnerna kommun, namn, storlek, nyckel, skr_grupp, lan.",
      "ram.csv rad 1, kolumn region: Ramen har ingen sådan kolumn. Den har kommun, namn, storlek, nyckel, skr_grupp, lan.",
    ]);
  });
});
