import { capital } from "../../../platform/basics/text.ts";
import {
  normalQuantile,
  normalSurvival,
  partialIndicators,
  representativityInterval,
  responsePropensity,
  StatisticsError,
} from "@fortrogen/statistics";
import type { PropensityAnalysis, Table } from "@fortrogen/statistics";
import { groupingWords } from "../../tables/frame.ts";
import type { Frame, Grouping } from "../../tables/frame.ts";
import { partingGroupings } from "../frame-table.ts";
import { madePart, missingPart, reasonOf } from "../part.ts";
import type { Part } from "../part.ts";

/** Counties are too many for the units that there are. */
const modelled: readonly Grouping[] = ["storlek", "nyckel", "skr_grupp"];

const ofModel = {
  id: "svarsmodell",
  title: "Vilka som svarar: modell för svarsbenägenhet",
  stub: "Grupp",
  how: "Logistisk regression av att ha svarat på det som ramen vet (kommunstorlek, sorteringsnyckel, SKR:s kommungrupp; län är för många). Oddskvoten är gruppens odds att svara mot den första gruppens, med övrigt lika, och intervallet är 95 procent. Medelfelen är modellens: ramen är känd, och slumpen är vilka som svarar. En grupp där alla eller ingen har svarat har benägenheten 1 eller 0 och står inte i modellen.",
  columns: [
    ["Oddskvot", "tal"],
    ["Lägst", "tal"],
    ["Högst", "tal"],
    ["p-värde", "p"],
  ],
} as const;

const ofIndicator = {
  id: "r-indikator",
  title: "R-indikator: hur jämnt svaren fördelar sig",
  stub: "Mått",
  how: "R = 1 − 2 S(ρ̂), där ρ̂ är enheternas svarsbenägenhet enligt modellen och S deras standardavvikelse (n − 1): 1 när alla är lika benägna att svara (Schouten, Cobben & Bethlehem 2009). Justerad: det som skattningen av benägenheterna själv lägger till spridningen är borttaget. Intervallet är 95 procent och räknas på S² (Shlomo, Skinner & Schouten 2012). Största skevhet: så många standardavvikelser av en variabel kan ett medelvärde av svaren högst avvika från alla tillfrågades, S(ρ̂)/ρ̄.",
  columns: [["Värde", "tal"]],
} as const;

const ofPartial = {
  id: "partiella",
  title: "Partiella R-indikatorer: var svaren är ojämna",
  stub: "Uppgift i ramen",
  how: "Ensam: spridningen i svarsbenägenhet mellan grupperna, √(Σ n_k(ρ̄_k − ρ̄)²/(n − 1)). Utöver de andra: spridningen inom grupper som är lika i de andra uppgifterna i modellen. En grupps tal är √(n_k/(n − 1))(ρ̄_k − ρ̄): över 0 svarar den oftare än alla, under 0 mer sällan (Schouten, Shlomo & Skinner 2011).",
  columns: [
    ["Ensam", "tal"],
    ["Utöver de andra", "tal"],
    ["Svarsbenägenhet (%)", "procent"],
  ],
} as const;

/** Who answers, how evenly, and where it is uneven. */
export function propensity(units: Frame, frame: Table): Part[] {
  const usable = modelled.filter((by) => partingGroupings(units).includes(by));
  const without = modelled.filter((by) => !usable.includes(by)).map((by) => `Ramen delar inte upp enheterna efter ${groupingWords[by]}.`);
  if (usable.length === 0)
    return [ofModel, ofIndicator, ofPartial].map((told) => missingPart(told, "Ramen delar inte upp enheterna i grupper."));
  const fitted = fitMost(frame, usable);
  if ("reason" in fitted) return [ofModel, ofIndicator, ofPartial].map((told) => missingPart(told, fitted.reason));
  const { analysis, terms } = fitted;
  const left = usable
    .filter((by) => !terms.includes(by))
    .map((by) => `${capital(groupingWords[by])} är inte med: modellen gick inte att anpassa med den.`);
  return [modelPart(analysis, [...without, ...left]), indicatorPart(frame, analysis), partialPart(units, frame, analysis, terms)];
}

type Fitted = { readonly analysis: PropensityAnalysis; readonly terms: readonly Grouping[] } | { readonly reason: string };

/** The model of as many of the groupings as it can be fitted with, the first ones kept. */
function fitMost(frame: Table, usable: readonly Grouping[]): Fitted {
  for (let count = usable.length; count > 0; count--) {
    const terms = usable.slice(0, count);
    try {
      return { analysis: responsePropensity(frame, "responded", terms, undefined, { fullClasses: "certain" }), terms };
    } catch (error) {
      if (!(error instanceof StatisticsError)) throw error;
      if (count === 1) return { reason: reasonOf(error) };
    }
  }
  return { reason: "Ramen delar inte upp enheterna i grupper." };
}

function modelPart({ fit, certain, modelStandardErrors }: PropensityAnalysis, notes: readonly string[]): Part {
  const z = normalQuantile(0.975);
  const rows = (fit?.names ?? []).flatMap((name, at) => {
    if (name === "(Intercept)") return [];
    const [b, se] = [fit?.coefficients[at] ?? 0, modelStandardErrors[at] ?? 0];
    return [
      { label: nameOf(name), values: [Math.exp(b), Math.exp(b - z * se), Math.exp(b + z * se), 2 * normalSurvival(Math.abs(b) / se)] },
    ];
  });
  const firsts = [...(fit?.specification.variables ?? [])].flatMap(([name, { levels }]) =>
    levels === null || levels[0] === undefined || !(name in groupingWords)
      ? []
      : [`Jämförelsegrupp för ${groupingWords[name as Grouping]}: ${levels[0]}.`],
  );
  const full = certain.map(({ variable, level, rows: units, propensity: rho }) =>
    variable === "" ? `${rho === 1 ? "Alla" : "Ingen"} har svarat.` : `${level}: ${rho === 1 ? "alla" : "ingen"} av ${units} har svarat.`,
  );
  return madePart(ofModel, rows, { notes: [...firsts, ...full, ...notes] });
}

/** "storlek15–30 tusen invånare" in words. */
function nameOf(name: string): string {
  const by = modelled.find((one) => name.startsWith(one));
  return by === undefined ? name : name.slice(by.length);
}

function indicatorPart(frame: Table, analysis: PropensityAnalysis): Part {
  const { adjusted, lower, upper } = representativityInterval(frame, analysis);
  const row = (label: string, value: number) => ({ label, values: [value] });
  return madePart(ofIndicator, [
    row("R", analysis.rIndicator),
    row("R, justerad", adjusted),
    row("Lägst", lower),
    row("Högst", upper),
    row("Svarsbenägenhet i medeltal", analysis.mean),
    row("Största skevhet", analysis.maximumBias),
  ]);
}

function partialPart(units: Frame, frame: Table, analysis: PropensityAnalysis, terms: readonly Grouping[]): Part {
  const rows = partingGroupings(units).flatMap((by) => {
    const found = partialIndicators(
      frame,
      analysis,
      by,
      terms.filter((one) => one !== by),
    );
    const isModelled = terms.includes(by);
    return [
      { label: `${capital(groupingWords[by])}, samtliga`, values: [found.unconditional, isModelled ? found.conditional : null, null] },
      ...found.classes.map((one) => ({
        label: `${capital(groupingWords[by])}: ${one.group}`,
        values: [one.unconditional, null, 100 * one.propensity],
      })),
    ];
  });
  return madePart(ofPartial, rows, { isDetail: true });
}
