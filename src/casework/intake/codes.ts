/** Who reports: those who must (19 kap. 1–3 §§ SoL; since when is in rules-reporters.ts), then the others. */
export const reporterCategories = [
  "förskola",
  "skola",
  "hälso- och sjukvård",
  "barn- och ungdomspsykiatri",
  "tandvård",
  "polis",
  "annan myndighet",
  "socialtjänst, annan enhet eller kommun",
  "verksamhet enligt LSS",
  "enskild verksamhet för barn och unga",
  "ordningsvakt",
  "medlare",
  "familjerådgivning",
  "Barnombudsmannen",
  "barnet självt",
  "vårdnadshavare",
  "anhörig",
  "privatperson",
  "anonym",
  "annan",
] as const;
export type ReporterCategory = (typeof reporterCategories)[number];

/** Why the matter came up. A proposal of ours until the national code list can be read (domain notes, 2.5). */
export const intakeReasons = [
  "fysiskt våld",
  "psykiskt våld",
  "sexuellt våld",
  "bevittnat våld",
  "hedersrelaterat våld eller förtryck",
  "försummelse eller brister i omsorgen",
  "förälders missbruk",
  "förälders psykiska ohälsa",
  "förälders kriminalitet",
  "konflikt mellan föräldrar",
  "ekonomi eller boende",
  "barnets eget missbruk",
  "barnets kriminalitet",
  "barnets psykiska ohälsa eller självskada",
  "normbrytande beteende",
  "skolfrånvaro",
  "relationen mellan barn och föräldrar",
  "funktionsnedsättning",
  "annat",
] as const;

const violent: readonly string[] = intakeReasons.slice(0, 5);

/** True when one of the reasons is violence against the child or violence that the child has witnessed. */
export function concernsViolence(chosen: readonly string[]): boolean {
  return chosen.some((reason) => violent.includes(reason));
}

/** How a matter arrives; the codes of the open extract. */
export const intakeTypes = ["anmälan", "ansökan", "annat sätt", "begäran från annan myndighet", "överflyttning"] as const;
export type IntakeType = (typeof intakeTypes)[number];

export const intakeChannels = ["telefon", "besök", "brev", "e-post", "e-tjänst", "säker digital kommunikation", "annat"] as const;
export const protectionResults = ["inget omedelbart skydd", "skydd behövs"] as const;
export const sexes = ["kvinna", "man", "okänt"] as const;
export const protectedIdentities = ["ingen", "sekretessmarkering", "skyddad folkbokföring", "fingerade personuppgifter"] as const;
/** How an application, or something else that is not a report, ends without an investigation. */
export const outcomesWithoutInvestigation = ["återtagen", "kan inte leda till någon åtgärd"] as const;
/** Who took an application back. */
export const withdrawers = ["barnet", "en vårdnadshavare", "båda vårdnadshavarna", "annan sökande"] as const;
/** Why somebody who works beside the responsible caseworker leaves the case. */
export const leavingReasons = ["uppdraget är klart", "byter arbetsuppgifter", "slutar", "är borta en längre tid", "jäv", "annat"] as const;
export const closureReasons = [
  "utredning inleds inte",
  "ingen insats behövs",
  "behov tillgodosett",
  "barnet eller vårdnadshavaren avbröt",
  "samtycke saknas",
  "flyttat",
  "fyllt 18 år",
  "annan huvudman",
  "avliden",
  "överflyttat",
  "annat",
] as const;
