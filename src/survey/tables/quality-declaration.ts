/** The quality declaration of a survey (Bilaga 1 of the report): what is known of it, with the figures worked out. */
import type { Answered } from "./answered.ts";
import { Counter } from "./count.ts";
import type { Base, TableSet } from "./definition.ts";
import type { PublicationAudit } from "./protection/protect.ts";
import { nonResponseTable, responseBy } from "./response.ts";
import type { Table } from "./table.ts";
import { wholePercent } from "./table.ts";

/** A numbered part of the declaration; tables stand after its text. */
export type QualitySection = { readonly heading: string; readonly text: readonly string[]; readonly table?: Table };

/** The declaration's parts in the order of Bilaga 1. `audit` is that of a protected publication; null in the official form. Of bases that are not shown nothing is said. */
export function qualityDeclaration(
  set: TableSet,
  answered: Answered,
  audit: PublicationAudit | null,
  isBaseShown: (base: Base) => boolean,
): QualitySection[] {
  const { about } = set;
  const [asked, n] = [answered.frame.length, answered.units.length];
  const rate = wholePercent(n, asked) ?? 0;
  return [
    { heading: "1.1 Uppdrag", text: [about.assignment] },
    { heading: "1.2 Syfte", text: [about.purpose] },
    { heading: "2.1 Objekt och population", text: [about.population, about.objects, `${about.frame} Den omfattar ${asked} enheter.`] },
    { heading: "2.2 Variabler och statistiska mått", text: [about.questions, `Referenstid: ${about.period}`, measures] },
    { heading: "2.3 Urval", text: ["Enkätundersökningen är en totalundersökning; inget urval görs."] },
    { heading: "2.4 Viktberäkning och skattning", text: ["Ingen viktberäkning eller skattning görs."] },
    { heading: "2.5 Datainsamling", text: [about.collection] },
    {
      heading: "2.6 Svarsfrekvens",
      text: [`${n} av ${asked} kommuner och stadsdelar har besvarat enkäten. Svarsfrekvensen är ${rate} procent.`],
      table: nonResponseTable(answered, "storlek", set.source),
    },
    { heading: "3.1 Ramtäckning", text: ["Se 2.1."] },
    { heading: "3.2 Mätfel", text: [about.measurement] },
    {
      heading: "3.3 Bortfall",
      text: [
        `Objektbortfallet är ${wholePercent(asked - n, asked) ?? 0} procent (${asked - n} av ${asked}). Det går inte av svaren att säga varför enkäten inte besvarats, och inte i vilken utsträckning tillförlitligheten påverkas.`,
        unevenness(answered),
        itemNonResponse(set, answered, isBaseShown),
      ],
    },
    {
      heading: "3.4 Bearbetning",
      text: ["Svaren läses som de är lämnade. Ett svar utanför alternativen eller en enhet utanför ramen stoppar bearbetningen."],
    },
    { heading: "4. Tillgänglighet och presentation", text: [presentation(audit)] },
    { heading: "5. Jämförbarhet med tidigare undersökningar", text: [about.comparability] },
    {
      heading: "6. Våra tolkningar",
      text: [...new Set(set.tables.flatMap(({ id, inferred }) => inferred.map((words) => `${nameOf(id)}: ${words}`)))],
    },
  ];
}

const measures =
  "Andelar är hela procent, avrundade från antal med halva uppåt. ”Totalt 100” är ett fast tal: de avrundade andelarna kan ge 99 eller 101.";

function presentation(audit: PublicationAudit | null): string {
  if (audit === null) return "Redovisningen är andelar av kommuner, som är offentliga organ; inget är dolt.";
  const { minimum, primary, secondary, cells, isSafe } = audit;
  return `Skyddad redovisning: antal från 1 till ${minimum - 1} enheter visas inte, och inte heller det som de går att räkna ut av. Av ${cells} uppgifter är ${primary} dolda av regeln och ${secondary} för att skydda dem. Granskningen av hela publiceringen ${isSafe ? "håller" : "håller inte"}.`;
}

/** How the response differs between the sizes. */
function unevenness(answered: Answered): string {
  const rates = responseBy(answered, "storlek")
    .slice(0, -1)
    .filter(({ asked }) => asked > 0);
  const words = rates.map(({ label, rate }) => `${label} ${rate ?? 0} procent`);
  return words.length === 0 ? "Kommunstorlek är inte känd." : `Svarsfrekvens efter kommunstorlek: ${words.join(", ")}.`;
}

/** The columns that fewest answered, said as they are: the report calls item non-response small. */
function itemNonResponse(set: TableSet, answered: Answered, isBaseShown: (base: Base) => boolean): string {
  const counter = new Counter(answered);
  const least = set.tables
    .flatMap((definition) => {
      const counted = counter.table(definition, null);
      return definition.bases === "columns"
        ? (counted.rows[0]?.flatMap(({ base }, column) => {
            const figure = definition.rows[0]?.figures[column];
            return figure !== undefined && isBaseShown(figure.base)
              ? [{ id: definition.id, column: definition.columns[column] ?? "", base }]
              : [];
          }) ?? [])
        : [];
    })
    .sort((one, other) => one.base - other.base)[0];
  if (least === undefined) return "";
  const missing = wholePercent(answered.units.length - least.base, answered.units.length) ?? 0;
  return `Det partiella bortfallet är störst i tabell ${least.id}, ${least.column.replace(" Andel (%)", "").toLocaleLowerCase("sv")}: ${missing} procent har inte lämnat någon uppgift.`;
}

/** "Tabell 5", "Diagram 1". */
export function nameOf(id: string): string {
  return /^\d+$/u.test(id) ? `Tabell ${id}` : id;
}
