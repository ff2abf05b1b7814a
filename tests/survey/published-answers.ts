/**
 * Deliveries of the units that answered, made backwards from the printed report: each table's figures are turned into numbers of units, and the units
 * get answers of these numbers. Nothing here knows how the program counts; the printed figures are read from published-2024.json alone.
 */
import { countFor, distributionFor, isPrintedAs } from "./whole-counts.ts";
import type { FrameUnit } from "./published-frame.ts";
import { publishedFrame } from "./published-frame.ts";
import { printedTable, printedText } from "./published.ts";

/** The answers of one unit, by answer column, in the words of the form. */
export type Delivery = { readonly unit: FrameUnit; readonly answers: Map<string, string> };

const largest = "200 tusen eller fler invånare";
const smallest = "0–15 tusen invånare";
const intervals = ["0 procent", "1–25 procent", "26–50 procent", "51–75 procent", "76–99 procent", "100 procent"];
const cannot = "Kan inte svara";
const parts = ["4", "12", "17"] as const;

/** Fills the columns of the units that answered. */
class Making {
  readonly deliveries: Delivery[];
  private turn = 0;

  constructor(frame: readonly FrameUnit[]) {
    this.deliveries = frame.filter(({ hasAnswered }) => hasAnswered).map((unit) => ({ unit, answers: new Map<string, string>() }));
  }

  /** The units in another order for each column, the same each time the generator runs. */
  shuffled(among: readonly Delivery[] = this.deliveries): Delivery[] {
    const step = [59, 61, 67, 71, 73, 79, 83].filter((prime) => among.length % prime !== 0)[this.turn++ % 5] ?? 1;
    return among.map((_, place) => among[(place * step + this.turn) % among.length]).filter((one) => one !== undefined);
  }

  /** So many of the units, in their order, get each answer; the others the last one ("" leaves it blank). */
  fill(
    column: string,
    counts: readonly (readonly [answer: string, count: number])[],
    others: string,
    order: readonly Delivery[] = this.shuffled(),
  ) {
    let from = 0;
    for (const [answer, count] of counts) {
      for (const { answers } of order.slice(from, from + count)) answers.set(column, answer);
      from += count;
    }
    if (others !== "") for (const { answers } of order.slice(from)) answers.set(column, others);
  }

  /** Those of a size, then the others. */
  of(size: string): [Delivery[], Delivery[]] {
    return [this.deliveries.filter(({ unit }) => unit.size === size), this.deliveries.filter(({ unit }) => unit.size !== size)];
  }
}

/** The 192 deliveries of the 303 units. */
export function publishedDeliveries(): { frame: FrameUnit[]; deliveries: Delivery[] } {
  const frame = publishedFrame();
  const making = new Making(frame);
  rights(making);
  organisation(making);
  routines(making);
  conversations(making);
  sexAndAge(making);
  methods(making);
  reasons(making);
  transfer(making);
  plainShares(making);
  needs(making);
  hindrances(making);
  return { frame, deliveries: making.deliveries };
}

/** Question 1: table 2, its figures of the largest units, and the sixth row of the text. */
function rights(making: Making): void {
  const [large, others] = making.of(largest);
  const ofLarge = [92, 50, 75, 92, 83].map((percent) => countFor(percent, large.length));
  [...printedTable("2").rows.map(({ values }) => values?.[0] ?? 0), printedText("q1_6")].forEach((percent, place) => {
    const column = `q1_${place + 1}`;
    const all = countFor(percent, making.deliveries.length);
    const inLarge = ofLarge[place] ?? Math.round((all * large.length) / making.deliveries.length);
    making.fill(column, [["Ja", inLarge]], "Nej", making.shuffled(large));
    making.fill(
      column,
      [
        ["Ja", all - inLarge],
        ["Nej", Math.floor((others.length - all + inLarge) / 2)],
      ],
      "Vet inte",
      making.shuffled(others),
    );
  });
}

/** Questions 2 and 2a; one unit says that all is done by others. */
function organisation(making: Making): void {
  const order = making.shuffled();
  const n = order.length;
  const own = countFor(printedText("q2a_1"), n);
  making.fill("q2", [["Verksamheten är organiserad inom en och samma nämnd", n - 5]], "Verksamheten är organiserad inom olika nämnder");
  making.fill("q2a_1", [["Ja", own]], "Nej", order);
  // From the end: those without their own have another municipality's, but for the last, who has a private one's.
  const back = [...order].reverse();
  making.fill(
    "q2a_2",
    [
      ["Nej", 1],
      ["Ja", countFor(printedText("q2a_2"), n)],
    ],
    "Nej",
    back,
  );
  making.fill("q2a_3", [["Ja", countFor(printedText("q2a_3"), n)]], "Nej", back);
}

/** Questions 3, 4, 12 and 17: whether there is a routine. */
function routines(making: Making): void {
  const n = making.deliveries.length;
  const percents = [printedText("q3_1"), 85, printedText("q3_3"), printedText("q3_4")];
  percents.forEach((percent, place) => making.fill(`q3_${place + 1}`, [["Ja", countFor(percent, n)]], "Nej"));
  const limited = ["Ja, men med vissa begränsningar", "Ja, men med vissa begränsningar", "Ja, men vi med vissa begränsningar"];
  printedTable("4").rows.forEach(({ values }, row) => {
    parts.forEach((part, place) => {
      const [all, some] = [values?.[2 * place] ?? 0, values?.[2 * place + 1] ?? 0];
      making.fill(
        `q${part}_${row + 1}`,
        [
          ["Ja", countFor(all, n)],
          [limited[place] ?? "", countFor(some, n)],
        ],
        "Nej, vi har ingen rutin",
      );
    });
  });
}

/** Tables 5–10. In 8–10 the units stand in one order, so that no unit says that all have been heard and some have not. */
function conversations(making: Making): void {
  const percentsOf = (table: string, column: number) =>
    printedTable(table)
      .rows.filter(({ label }) => label !== "Totalt")
      .map(({ values }) => values?.[column] ?? 0);
  const baseOf = (table: string, column: number) => printedTable(table).bases?.[column] ?? 0;
  parts.forEach((part, column) => {
    ["5", "6", "7"].forEach((table, age) => {
      const base = baseOf(table, column);
      const counts = distributionFor(percentsOf(table, column), base);
      const words = printedTable(table).rows.map(({ label }) => label);
      making.fill(`q${part}h_${age + 1}`, [...counts.map((count, place) => [words[place] ?? "", count] as const), [cannot, 20]], "");
    });
    // No unit of the largest size answers of the follow-up (lines 2425 and 2478).
    const [large, others] = making.of(largest);
    const order = [...making.shuffled(others), ...making.shuffled(large)];
    const sets = ["8", "9", "10"].map((table) => ({
      base: baseOf(table, column),
      counts: distributionFor(percentsOf(table, column), baseOf(table, column)),
    }));
    const most = Math.max(...sets.map(({ base }) => base));
    sets.forEach(({ base, counts }, row) => {
      const given = counts.flatMap((count, place) => Array.from({ length: count }, () => intervals[place] ?? ""));
      if (row === 2) given.reverse();
      // Those that leave a row out lie in the middle of the order, where all rows say what most say.
      const left = Math.floor(most / 2);
      order.forEach(({ answers }, place) => {
        const at = place < left ? place : place - (most - base);
        const answer = place < most && !(place >= left && place < left + most - base) ? given[at] : undefined;
        if (answer !== undefined) answers.set(`q${part}b_${row + 1}`, answer);
        else if (place % 3 > 0) answers.set(`q${part}b_${row + 1}`, cannot);
      });
    });
  });
}

/** Questions 4c–g, 12c–g, 17c–g: few can tell by sex and age, so few that the agency published nothing. */
function sexAndAge(making: Making): void {
  const able: Record<string, readonly string[]> = {
    "4": ["Ja, kan lämna uppgifter uppdelade på både kön och ålder", "Nej, kan inte lämna uppgifter uppdelade på varken kön eller ålder"],
    "12": ["Ja, kan lämna uppgifter på både kön och ålder", "Nej, kan inte lämna uppgifter på varken kön eller ålder"],
    "17": ["Ja, kan lämna uppgifter uppdelade på både kön och ålder", "Nej, kan inte lämna uppgifter uppdelade på varken kön eller ålder"],
  };
  parts.forEach((part, place) => {
    [0, 1].forEach((form) => {
      const asked = making.deliveries.filter(({ answers }) => intervals.includes(answers.get(`q${part}b_${form + 1}`) ?? ""));
      const telling = making.shuffled(asked).slice(0, [42, 25, 19][place] ?? 0);
      const [yes = "", no = ""] = able[part] ?? [];
      for (const { answers } of making.deliveries) answers.set(`q${part}c_${form + 1}`, no);
      telling.forEach(({ answers }, turn) => {
        answers.set(`q${part}c_${form + 1}`, yes);
        const all = intervals.indexOf(answers.get(`q${part}b_${form + 1}`) ?? "");
        const near = (step: number) =>
          intervals[Math.min(5, Math.max(0, all + (((turn * 7 + step * 3) % 5) - 2 > 0 ? 1 : (turn + step) % 6 === 0 ? -1 : 0)))] ?? "";
        const [sexes, ages] = form === 0 ? ["d", "e"] : ["f", "g"];
        [1, 2].forEach((sex) => answers.set(`q${part}${sexes}_${sex}`, near(sex)));
        [1, 2, 3].forEach((age) => answers.set(`q${part}${ages}_${age}`, age === 1 && turn % 4 === 0 ? cannot : near(age + 2)));
      });
    });
  });
}

/** Questions 5, 13 and 18: methods; eight have names, two are others. */
function methods(making: Making): void {
  const n = making.deliveries.length;
  for (const question of ["5", "18"]) {
    const [named, any] = [countFor(printedText(`q${question}_named`), n), countFor(printedText(`q${question}`), n)];
    making.shuffled().forEach(({ answers }, place) => {
      for (let row = 1; row <= 10; row++) {
        const isUsed =
          place < named ? row === (place % 8) + 1 || (row === 6 && place % 2 === 0) || row === 9 : place < any && row === 9 + (place % 2);
        answers.set(`q${question}_${row}`, isUsed ? "Ja" : (place + row) % 17 === 0 ? "Vet inte" : "Nej");
      }
    });
  }
  making.fill("q13", [["Ja", countFor(printedText("q13"), n)]], "Nej");
}

/** Question 4i: at most three reasons each; and 12i and 17i, which the report says are much the same. */
function reasons(making: Making): void {
  const { n, rows } = printedTable("11");
  const places = [4, 2, 1, 5, 3, 7];
  const printed = rows.map(({ values }) => countFor(values?.[0] ?? 0, n));
  for (const part of parts) {
    const marking = making.shuffled().slice(0, n);
    const counts = new Map(marking.map((delivery) => [delivery, 0]));
    const tick = (alternative: number, count: number) => {
      const order = [...marking].sort((one, other) => (counts.get(one) ?? 0) - (counts.get(other) ?? 0));
      order.forEach((delivery, place) => {
        delivery.answers.set(`q${part}i_${alternative}`, place < count ? "Ja" : "Nej");
        if (place < count) counts.set(delivery, (counts.get(delivery) ?? 0) + 1);
      });
    };
    places.forEach((alternative, place) => {
      tick(alternative, printed[place] ?? 0);
    });
    tick(6, 2);
    tick(8, 9);
  }
}

/** Question 14: the bases of diagram 1, and its three figures by size; the bars are ours. */
function transfer(making: Making): void {
  const words = [
    "I samtliga ärenden",
    "I fler än hälften av alla ärenden",
    "I cirka hälften av alla ärenden",
    "I mindre än hälften av alla ärenden",
    "Inte i några ärenden",
  ];
  const [first, second] = printedTable("Diagram 1").rows.map(({ n }) => n ?? 0);
  const [large] = making.of(largest);
  const [small] = making.of(smallest);
  const rest = making.deliveries.filter((one) => !large.includes(one) && !small.includes(one));
  const inSmall = 66;
  const all = countFor(82, inSmall);
  const fill = (order: readonly Delivery[], counts: readonly number[]) => {
    making.fill(
      "q14_1",
      counts.map((count, place) => [words[place] ?? "", count] as const),
      "Kan inte bedöma",
      order,
    );
  };
  fill(making.shuffled(large), [3, 4]);
  fill(making.shuffled(small), [all, inSmall - all - 2, 1, 1]);
  const left = (first ?? 0) - 7 - inSmall;
  fill(making.shuffled(rest), [left - 23, 15, 4, 3, 1]);
  making.fill(
    "q14_2",
    [
      [words[0] ?? "", (second ?? 0) - 42],
      [words[1] ?? "", 28],
      [words[2] ?? "", 8],
      [words[3] ?? "", 4],
      [words[4] ?? "", 2],
    ],
    "Kan inte bedöma",
  );
}

/** Tables 3 and 12–16, and what the text says of questions 7–9 and 21. */
function plainShares(making: Making): void {
  const n = making.deliveries.length;
  const share = (column: string, percent: number) => {
    making.fill(column, [["Ja", countFor(percent, n)]], "Nej");
  };
  const printed = (table: string) => printedTable(table).rows.map(({ values }) => values?.[0] ?? 0);
  // In the order that the tables print the rows of the form.
  const places: Readonly<Record<string, readonly number[]>> = {
    "22": [1, 3, 8, 6, 2, 7, 5, 4],
    "6": [1, 2],
    "11": [4, 1, 5, 2, 7, 6, 3, 8],
    "19": [1, 2, 3],
    "20": [1, 2, 3],
  };
  for (const [question, table] of [
    ["22", "3"],
    ["6", "12"],
    ["11", "13"],
    ["19", "15"],
    ["20", "16"],
  ] as const) {
    printed(table).forEach((percent, place) => {
      share(`q${question}_${places[question]?.[place] ?? 0}`, percent);
    });
  }
  share("q22_9", 12);
  const followed = distributionFor(printed("14").slice(0, 3), n);
  making.fill(
    "q16",
    ["Ja, för alla typer av öppna insatser", "Ja, för vissa typer av öppna insatser", "Nej"].map(
      (word, place) => [word, followed[place] ?? 0] as const,
    ),
    "",
  );
  share("q7_1", printedText("q7_1"));
  share("q7_2", printedText("q7_2"));
  share("q7_3", 11);
  for (const { answers } of making.deliveries)
    answers.set("q7_4", [1, 2, 3].some((place) => answers.get(`q7_${place}`) === "Ja") ? "Nej" : "Ja");
  share("q8", printedText("q8"));
  const informed = countFor(printedText("q9"), n);
  making.fill(
    "q9",
    [
      ["Ja", informed - Math.floor(informed / 2)],
      ["Ja, men vi har en begränsning (t.ex. ålder, mognad eller annat), ange vilken:", Math.floor(informed / 2)],
    ],
    "Nej",
  );
  const told = countFor(printedText("q21"), n);
  making.shuffled().forEach(({ answers }, place) => {
    answers.set("q21_1", place < told && place % 7 > 0 ? "Ja" : "Nej");
    answers.set("q21_2", place < told && (place % 7 === 0 || place % 2 === 0) ? "Ja" : "Nej");
    answers.set("q21_3", place < told ? "Nej" : "Ja");
  });
}

/** Question 23: the needs of the 150 that have any, "Nej…" of most others. */
function needs(making: Making): void {
  const { n, rows } = printedTable("17");
  const places = [1, 3, 4, 2, 5, 6];
  const order = making.shuffled();
  const having = order.slice(0, n);
  const counts = new Map(having.map((delivery) => [delivery, 0]));
  rows.forEach(({ values }, place) => {
    const count = countFor(values?.[0] ?? 0, n);
    const sorted = [...having].sort((one, other) => (counts.get(one) ?? 0) - (counts.get(other) ?? 0));
    sorted.forEach((delivery, turn) => {
      delivery.answers.set(`q23_${places[place] ?? 0}`, turn < count ? "Ja" : "Nej");
      if (turn < count) counts.set(delivery, (counts.get(delivery) ?? 0) + 1);
    });
  });
  for (const { answers } of having) answers.set("q23_7", "Nej");
  // Two leave the question.
  for (const { answers } of order.slice(n, -2))
    for (let place = 1; place <= 7; place++) answers.set(`q23_${place}`, place === 7 ? "Ja" : "Nej");
}

/** Question 24: table 18, with the thirteenth row that it leaves out. */
function hindrances(making: Making): void {
  const places = [6, 5, 11, 12, 8, 3, 10, 4, 7, 9, 1, 2];
  const steps = ["1. I låg utsträckning", "2.", "3.", "4.", "5. I hög utsträckning"];
  printedTable("18").rows.forEach(({ values, n = 0 }, place) => {
    const [low = 0, middle = 0, high = 0, sum = 0] = values ?? [];
    const counts = distributionFor([low, middle, high], n, ([, ofMiddle = 0, ofHigh = 0]) => isPrintedAs(ofMiddle + ofHigh, n, sum));
    const [ofLow = 0, ofMiddle = 0, ofHigh = 0] = counts;
    const five = [ofLow - Math.floor(ofLow / 3), Math.floor(ofLow / 3), ofMiddle, ofHigh - Math.floor(ofHigh / 3), Math.floor(ofHigh / 3)];
    making.fill(
      `q24_${places[place] ?? 0}`,
      five.map((count, step) => [steps[step] ?? "", count] as const),
      "Kan inte svara",
    );
  });
  making.fill("q24_13", [["5. I hög utsträckning", 6]], "");
}

/** The deliveries as one file, columns in the order given. */
export function answersCsv(deliveries: readonly Delivery[], columns: readonly string[]): string {
  const field = (text: string) => (/[",\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = deliveries.map(({ unit, answers }) => [unit.code, ...columns.map((column) => field(answers.get(column) ?? ""))].join(","));
  return `${["kommun", ...columns].join(",")}\n${lines.join("\n")}\n`;
}
