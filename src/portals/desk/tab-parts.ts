/** What of a case each of its tabs shows, and so asks for: what the rooms say stands there, and no more. */
import { topParts } from "../../casework/case/top-parts.ts";
import { partNames } from "../../casework/case/case-parts.ts";
import type { CaseParts, PartName } from "../../casework/case/case-parts.ts";
import { closingNeeds } from "../../casework/case/closing.ts";
import { needsOf } from "../../casework/case/outlook.ts";
import { partsOf } from "../../casework/case/queries/get-case.ts";
import type { CaseTab } from "../../casework/part/case-link.ts";
import { groupTabs } from "../../casework/part/work.ts";

const contentsOn = (tab: CaseTab) => needsOf((part) => (part.contents ?? []).filter((one) => one.tab === tab));
const stepsOn = (tab: CaseTab) =>
  needsOf((part) => [
    ...(part.next ?? []).filter(({ about }) => about !== undefined && groupTabs[about] === tab),
    ...(part.also ?? []).filter(({ about = "Ärendet" }) => groupTabs[about] === tab),
  ]);

/** The people have a page of their own, in their room. */
export type DeskTab = Exclude<CaseTab, "personer">;

export const tabParts: Readonly<Record<DeskTab, readonly PartName[]>> = {
  översikt: [
    ...contentsOn("översikt"),
    ...needsOf((part) => [...(part.next ?? []), ...(part.also ?? [])]),
    ...closingNeeds,
    // The ladder, and the facts.
    ...(["steps", "investigations", "guardians", "guardian_claims", "siblings", "left"] as const),
  ],
  journal: [
    ...contentsOn("journal"),
    ...stepsOn("journal"),
    ...needsOf((part) => part.events ?? []),
    // Whether anything is kept from guardians.
    ...(["conversations", "investigations", "bodies", "interventions"] as const),
  ],
  utredning: [...contentsOn("utredning"), ...stepsOn("utredning")],
  insatser: [...contentsOn("insatser"), ...stepsOn("insatser")],
};

/** Asks for the parts of a tab, by a page's way through the door. To read another is a fault of ours, and never as if there were none. */
export async function askForTab(ask: Parameters<typeof partsOf>[0], caseId: string, tab: DeskTab): Promise<CaseParts> {
  return onlyThese(await partsOf(ask, caseId, ...new Set([...topParts, ...tabParts[tab]])));
}

/** The parts as the whole case is read, without those that were not asked for. */
export const onlyThese = (parts: Partial<CaseParts>): CaseParts =>
  new Proxy(parts as CaseParts, {
    get(target, name) {
      if (isPart(name) && !(name in target)) throw new TypeError(`The part ${name} of the case is not asked for: say it in needs.`);
      return Reflect.get(target, name) as unknown;
    },
  });

const isPart = (name: string | symbol): name is PartName => (partNames as readonly (string | symbol)[]).includes(name);
