/** "Får Karin besluta detta i dag?": the board's delegation order held against the law and the employee. */
import { askedKinds, levelWords } from "../../platform/core/asked-of-order.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import { formatLong } from "../../platform/basics/dates.ts";
import { capital } from "../../platform/basics/text.ts";
import { citationOn, citationsOn } from "../../platform/law/provision.ts";
import type { ProvisionId } from "../../platform/law/provisions.ts";
import type { Rule } from "../../platform/law/rule.ts";
import { covers, levels, pointWords, reservedBy } from "./delegation/points.ts";
import type { Level, Matter, Order, Point, StaffLevel } from "./delegation/points.ts";

/** Who decides what the order has no point for, of the kinds that were not asked of it before; `frågas inte` where the board has said nothing. */
export type UnnamedLevel = CodeOf<"decision.unnamed_level.level">;

/** An employee as the municipality has said on the day; null where nothing is said of them. */
export type Mandate = { readonly level: StaffLevel; readonly qualified: boolean };
export type Employee = { readonly name: string; readonly mandate: Mandate | null };

export type MayDecideInput = Matter & {
  readonly day: string;
  /** The order that held on the day; null where none was adopted. */
  readonly order: Order | null;
  readonly employee: Employee;
  readonly unnamed?: UnnamedLevel | undefined;
};
export type MayDecideOutcome = {
  readonly permitted: boolean;
  readonly why: "får" | "ingen ordning" | "frågas inte" | "lagen" | "ingen punkt" | "nivån" | "behörigheten";
  /** The point that allows it, or the lowest that would for somebody else. */
  readonly point: Point | null;
  readonly lowest: Level | null;
  readonly because: ProvisionId;
};

/** What nobody has written a point for. */
function ofUnnamed({ mandate }: Employee, unnamed: UnnamedLevel = "frågas inte"): MayDecideOutcome {
  if (unnamed === "frågas inte") return { permitted: true, why: unnamed, point: null, lowest: null, because: "delegation-to-staff" };
  const permitted = unnamed !== "nämnd" && mandate !== null && rank(unnamed) <= rank(mandate.level);
  const because = unnamed === "nämnd" ? "board-decides" : "delegation-to-staff";
  return { permitted, why: permitted ? "får" : "nivån", point: null, lowest: unnamed, because };
}

/** The points that cover the matter and let the employee decide, the lowest level first. */
export function allowing({ order, employee: { mandate }, ...matter }: MayDecideInput): readonly Point[] {
  return fittingIn(order, matter).filter(
    ({ level, qualified }) => mandate !== null && rank(level) <= rank(mandate.level) && (mandate.qualified || !qualified),
  );
}

const fittingIn = (order: Order | null, matter: Matter): readonly Point[] =>
  (order?.points ?? []).filter((point) => covers(point, matter)).toSorted((a, b) => rank(a.level) - rank(b.level));

const rank = (level: Level | StaffLevel): number => (levels as readonly string[]).indexOf(level);

export const mayDecide: Rule<MayDecideInput, MayDecideOutcome> = {
  id: "delegation",
  title: "Vem som får besluta enligt delegationsordningen",
  provisionIds: [
    "delegation-to-staff",
    "delegation-only-committee",
    "delegation-only-committee-lvu",
    "delegation-guardian-refuses",
    "board-decides",
    "qualification",
  ],
  basis: "lag",
  room: "decision",
  validFrom: "2018-01-01",
  certainty: "verifierad",
  source:
    "Också beslut att inleda eller inte inleda utredning, att förlänga, att avvisa ett överklagande, att avslå en begäran om avgörande och att neka insyn prövas mot ordningen; nämner den dem inte gäller nämndens egen regel för det, och utan sådan frågas ingen. Delegationsordningen är nämndens egen: versioner med dag och paragraf i protokollet, som aldrig ändras. Vad lagen förbehåller nämnden eller utskott kan ingen punkt delegera. En punkt med gräns gäller bara ett beslut som säger tid eller belopp. Den som nämnden inte har sagt någon nivå om beslutar inget på delegation.",
  apply({ day, order, employee, unnamed, ...matter }) {
    const reserved = reservedBy(matter, day);
    if (reserved !== undefined) return { permitted: false, why: "lagen", point: null, lowest: "utskott", because: reserved };
    if (order === null) return { permitted: true, why: "ingen ordning", point: null, lowest: null, because: "delegation-to-staff" };
    const fitting = fittingIn(order, matter);
    const [lowest] = fitting;
    if (lowest === undefined && (askedKinds as readonly string[]).includes(matter.type)) return ofUnnamed(employee, unnamed);
    if (lowest === undefined) return { permitted: false, why: "ingen punkt", point: null, lowest: "nämnd", because: "board-decides" };
    const { mandate } = employee;
    const reached = fitting.filter(({ level }) => mandate !== null && rank(level) <= rank(mandate.level));
    const [first] = allowing({ day, order, employee, ...matter });
    if (first) return { permitted: true, why: "får", point: first, lowest: lowest.level, because: "delegation-to-staff" };
    const [unqualified] = reached;
    if (unqualified) return { permitted: false, why: "behörigheten", point: unqualified, lowest: lowest.level, because: "qualification" };
    return { permitted: false, why: "nivån", point: lowest, lowest: lowest.level, because: "delegation-to-staff" };
  },
  explain({ day, order, employee, type }, { why, point, lowest, because }) {
    const { name, mandate } = employee;
    const citation = citationOn(because, day);
    const row =
      point === null
        ? `nämndens regel för det som delegationsordningen inte nämner (${type})`
        : `punkt ${point.point} (${pointWords(point)}: lägst ${levelWords(point)})`;
    const adopted = order === null ? "" : `${order.body}, ${order.minutesNumber}, gäller från den ${formatLong(order.validFrom)}`;
    switch (why) {
      case "lagen":
        return `Nej. ${capital(type)} får inte delegeras till en tjänsteman här: utskott eller nämnden beslutar (${citation}). Ordföranden eller en utsedd ledamot får besluta när det inte kan vänta (${citationsOn(["urgent-decision"], day)}).`;
      case "ingen ordning":
        return `Ingen delegationsordning är införd som gällde den ${formatLong(day)}. Skriv punkten i den som nämnden har beslutat (${citation}).`;
      case "frågas inte":
        return `Ingen punkt i delegationsordningen gäller att ${type}, och nämnden har inte sagt vem som då beslutar. Programmet prövar det inte (lokal regel; ${adopted}).`;
      case "ingen punkt":
        return `Nej. Ingen punkt i delegationsordningen gäller detta, så nämnden beslutar (${citation}; ${adopted}).`;
      case "behörigheten":
        return `Nej. ${name} saknar den examen som ${row} kräver (${citation}).`;
      case "nivån":
        if (lowest === "nämnd" && point === null)
          return `Nej. Ingen punkt i delegationsordningen gäller att ${type}, så nämnden beslutar (${citation}; ${adopted}).`;
        return `Nej. ${name} ${mandate === null || mandate.level === "ingen" ? "har ingen nivå i delegationsordningen den dagen" : `är ${mandate.level}`}. Lägst får ${point === null ? lowest : levelWords(point)} besluta enligt ${row} (${citation}; ${adopted}).`;
      case "får":
        return `Ja. ${name} får besluta enligt ${row}. ${capital(adopted)} (${citation}).${point?.restriction ? ` Villkor: ${point.restriction}` : ""}`;
    }
  },
};
