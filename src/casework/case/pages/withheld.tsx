import type { FC } from "hono/jsx";
import { formatLong } from "../../../platform/basics/dates.ts";
import { Icon } from "../../../ui/components/icons.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { LawNote, Link, Paragraph } from "../../../ui/components/text.tsx";
import { definePage, notFound } from "../../../ui/page.tsx";
import { caseLink } from "../../part/case-link.ts";
import { recordedConversationLink } from "../../participation/phase-steps.ts";
import { links } from "../links.ts";
import type { WithheldPart } from "../queries/get-withheld.ts";
import { partsOf } from "../queries/get-case.ts";
import { getWithheld, withheldWords } from "../queries/get-withheld.ts";

/** That there is something guardians may not be shown, with the way to it: never the words themselves. */
export const WithheldLink: FC<{ caseId: string; conversationId: string }> = ({ caseId, conversationId }) => (
  <p class="f-small f-withheld-mark">
    <Icon name="lock" />{" "}
    <span class="f-not-printed">
      Något här får inte visas för vårdnadshavare. <Link href={links.withheld(caseId, conversationId)}>Visa det</Link>
    </span>
    <span class="f-print-only">En del av det som sades står inte här.</span>
  </p>
);

/** What guardians may not be shown, with why. On paper only where the full version was asked for. */
export const Withheld: FC<{ of: WithheldPart; printed?: boolean }> = ({ of, printed }) => (
  <div class={printed ? "f-withheld" : "f-withheld f-not-printed"}>
    <strong>
      <Icon name="lock" /> Får inte visas för vårdnadshavare
    </strong>
    <p>{of.text}</p>
    <p class="f-small">{`${withheldWords[of.kind]} ${formatLong(of.on)}. ${of.reason}`}</p>
  </div>
);

/** All in a case that guardians may not be shown: a page of its own, asked for and logged. */
export const withheldInCasePage = definePage({
  path: "/arenden/:caseId/skyddat",
  title: "Får inte visas för vårdnadshavare",
  asks: getWithheld,
  load: ({ ask, params }) => ask(getWithheld, { caseId: params.caseId }),
  view: ({ data: { withheld }, params }) => (
    <WithheldList withheld={withheld} back={{ href: caseLink(params.caseId), text: "Till ärendet" }} none="Inget i ärendet är skyddat." />
  ),
});

/** What was said in a conversation that guardians may not be shown: a page of its own, asked for and logged. */
export const withheldPage = definePage({
  path: "/arenden/:caseId/samtal/:conversationId/skyddat",
  title: "Får inte visas för vårdnadshavare",
  asks: getWithheld,
  async load({ ask, params: { caseId, conversationId } }) {
    const { conversations } = await partsOf(ask, caseId, "conversations");
    if (!conversations.some((one) => one.id === conversationId)) notFound();
    return ask(getWithheld, { caseId, conversationId });
  },
  view: ({ data: { withheld }, params }) => (
    <WithheldList
      withheld={withheld}
      back={{ href: recordedConversationLink(params.caseId, params.conversationId), text: "Till samtalet" }}
      none="Inget i samtalet är skyddat."
    />
  ),
});

const WithheldList: FC<{ withheld: readonly WithheldPart[]; back: { href: string; text: string }; none: string }> = (p) => (
  <>
    <PageHead
      heading="Får inte visas för vårdnadshavare"
      lead="Se till att ingen annan ser skärmen. Att du har öppnat sidan står i loggen."
      back={p.back}
    />
    {p.withheld.length === 0 ? <Paragraph>{p.none}</Paragraph> : null}
    {p.withheld.map((one) => (
      <Withheld of={one} />
    ))}
    <LawNote>Skyddas om det kan antas att barnet lider betydande men om uppgiften röjs (12 kap. 3 § OSL).</LawNote>
    <p class="f-print-only">Det skyddade skrivs inte ut härifrån. Det finns bara i den fullständiga utskriften av ärendet.</p>
  </>
);
