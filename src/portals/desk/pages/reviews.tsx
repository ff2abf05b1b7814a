import type { Child, FC } from "hono/jsx";
import { formatDateTime, formatLong } from "../../../platform/basics/dates.ts";
import { PostButton } from "../../../ui/components/form.tsx";
import type { Tokens } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Alert, Details, Heading, Link, LinkButton, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { doubleLinks } from "../../../casework/people/pages/parts.tsx";
import { findDoubles } from "../../../casework/people/queries/find-doubles.ts";
import { reviewLinks } from "../../../casework/case/links.ts";
import { findReviews } from "../queries/find-reviews.ts";
import type { FamilyMatch, OwnFamily, ReviewItem } from "../queries/find-reviews.ts";
import { emergencyWords, howMatched, moveWords, searchWords, toldBy } from "./review-words.ts";

/**
 * What somebody else must look at: who may be working with their own family, emergencies, access that people gave themselves, what was
 * moved away, children registered twice, unusual searching. For the team leader; for whoever is second person where the team leader is the one concerned.
 */
export const reviewsPage = definePage({
  path: "/att-granska",
  title: "Att granska",
  navigation: { text: "Att granska", order: 25, roles: ["team_leader"] },
  asks: findReviews,
  load: async ({ ask }) => {
    const [found, { doubles }] = [await ask(findReviews, {}), await ask(findDoubles, {})];
    return { ...found, doubles: doubles.filter((one) => one.outcome === null).length };
  },
  view: ({ data: { matches, items, blocks, doubles }, tokens }) => {
    const open = items.filter((one) => one.isOpen);
    const of = (kind: ReviewItem["kind"]) => open.filter((one) => one.kind === kind);
    const count = matches.length + open.length;
    const taken = of("tog ansvar själv");
    return (
      <>
        <PageHead
          heading="Att granska"
          lead={count === 0 ? "Inget väntar på dig." : `${count === 1 ? "1 sak" : `${count} saker`} väntar på dig`}
        />
        {doubles > 0 ? (
          <Alert tone="info">
            <Link href={doubleLinks.all}>
              {doubles === 1
                ? "Ett barn kan vara registrerat två gånger: jämför"
                : `${doubles} barn kan vara registrerade två gånger: jämför`}
            </Link>
          </Alert>
        ) : null}
        <Group heading="Kan röra en medarbetares egen familj" rows={matches} row={(one) => <Match of={one} />}>
          Ingen stängs ute förrän du har kontrollerat det. Granska i dag: medarbetaren kan se ärendet så länge.
        </Group>
        <Group heading="Nödöppningar" rows={of("nödöppning")} row={(one) => <Item of={one} />} />
        <Group heading="Nådde barnets tidigare ärenden" rows={of("nådde tidigare ärenden")} row={(one) => <Item of={one} />}>
          Den som arbetar i barnets nya ärende ser de avslutade ärendena i enheten. Här har någon gett sig själv det nya ärendet.
        </Group>
        <Group heading="Kan vara samma barn" rows={of("kan vara samma barn")} row={(one) => <Item of={one} />}>
          Någon har registrerat ett barn med samma namn och födelsedatum, utan att få veta att barnet är känt. Tala med den som
          registrerade: är det samma barn flyttas det som kom in hit.
        </Group>
        <Group heading="Flyttade det som kom in till ett annat barn" rows={of("flyttade det som kom in")} row={(one) => <Item of={one} />}>
          Det som flyttas är borta ur ärendet. Se efter att det hörde till ett annat barn.
        </Group>
        <Group heading="Ovanligt många sökningar" rows={of("ovanlig sökning")} row={(one) => <Item of={one} />} />
        {taken.length > 0 ? (
          <Details summary={`Tog själva ansvar för ett ärende (${taken.length})`} open={taken.length === count}>
            <ul class="f-todo">
              {taken.map((one) => (
                <Item of={one} tokens={tokens} />
              ))}
            </ul>
          </Details>
        ) : null}
        <Done items={items.filter((one) => !one.isOpen)} blocks={blocks} />
        <LinkButton href={doubleLinks.all} variant="tertiary">
          Möjliga dubbletter
        </LinkButton>
      </>
    );
  },
});

function Group<Row>({
  heading,
  rows,
  row,
  children,
}: {
  heading: string;
  rows: readonly Row[];
  row: (of: Row) => Child;
  children?: string;
}) {
  if (rows.length === 0) return null;
  return (
    <section>
      <Heading level={2} size="xs">
        {`${heading} (${rows.length})`}
      </Heading>
      {children ? <Paragraph subtle>{children}</Paragraph> : null}
      <ul class="f-todo">{rows.map(row)}</ul>
    </section>
  );
}

const Match: FC<{ of: FamilyMatch }> = ({ of }) => (
  <li data-urgency={of.byNumber ? "i dag" : undefined}>
    <div class="f-todo-who">
      <strong>{of.staffName}</strong>
      <span class="f-small f-subtle">{of.staffUnit ?? "Ingen enhet"}</span>
    </div>
    <div>
      <p class="f-todo-what">
        {`${howMatched(of)} i ärende `}
        <span class="f-nowrap">{of.caseNumber}</span>
        {`, ${of.childName}`}
      </p>
      <p class="f-small f-subtle">
        {toldBy(of)}{" "}
        {of.openedTimes > 0 ? (
          <strong>{`Har läst ärendet ${of.openedTimes === 1 ? "1 gång" : `${of.openedTimes} gånger`} sedan dess.`}</strong>
        ) : null}
      </p>
    </div>
    <LinkButton href={reviewLinks.family(of.caseId, of.staffId)} variant="secondary">
      Granska
    </LinkButton>
  </li>
);

const Item: FC<{ of: ReviewItem; tokens?: Tokens }> = ({ of, tokens }) => (
  <li>
    <div class="f-todo-who">
      <strong>{of.staffName}</strong>
      <span class="f-small f-subtle">{of.staffUnit ?? "Ingen enhet"}</span>
    </div>
    <div>
      <p class="f-todo-what">
        {of.caseNumber ? (
          <>
            {"Ärende "}
            <span class="f-nowrap">{of.caseNumber}</span>
            {`, ${of.childName ?? ""}`}
          </>
        ) : (
          `Sökningar den ${formatLong(of.day)}`
        )}
      </p>
      <p class="f-small f-subtle">
        {[emergencyWords(of), moveWords(of), searchWords(of), of.caseNumber && !of.emergency ? formatDateTime(of.at) : ""]
          .filter(Boolean)
          .join(" ")}
      </p>
      {of.emergency?.isOpen ? <Tag tone="warning">Öppet nu</Tag> : null}
      {of.outcome === "utreds vidare" ? <p class="f-small">{`Utreds vidare: ${of.note ?? ""}`}</p> : null}
    </div>
    <div class="f-buttons">
      {tokens ? (
        <PostButton tokens={tokens} to={reviewLinks.item(of.id)} values={{ outcome: "utan anmärkning" }}>
          Utan anmärkning
        </PostButton>
      ) : null}
      <LinkButton href={reviewLinks.item(of.id)} variant={tokens ? "tertiary" : "secondary"}>
        Granska
      </LinkButton>
    </div>
  </li>
);

const Done: FC<{ items: readonly ReviewItem[]; blocks: readonly OwnFamily[] }> = ({ items, blocks }) => (
  <>
    {blocks.length > 0 ? (
      <Details summary={`Stängda ute för att det är egen familj (${blocks.length})`}>
        <ul class="f-todo">
          {blocks.map((one) => (
            <li>
              <div class="f-todo-who">
                <strong>{one.staffName}</strong>
                <span class="f-small f-subtle">{`Ärende ${one.caseNumber}, ${one.childName}`}</span>
              </div>
              <p class="f-small f-subtle">{`${one.by}, ${one.on}. Kontrollerat: ${one.source}.`}</p>
              <LinkButton href={reviewLinks.family(one.caseId, one.staffId)} variant="tertiary">
                Ändra
              </LinkButton>
            </li>
          ))}
        </ul>
      </Details>
    ) : null}
    {items.length > 0 ? (
      <Details summary={`Granskat de senaste 30 dagarna (${items.length})`}>
        <ul class="f-todo">
          {items.map((one) => (
            <li>
              <div class="f-todo-who">
                <strong>{one.staffName}</strong>
                <span class="f-small f-subtle">{`${one.kind}, ${one.caseNumber ? `ärende ${one.caseNumber}` : one.day}`}</span>
              </div>
              <p class="f-small f-subtle">
                {`${one.reviewedBy ?? ""} ${one.reviewedAt ? formatDateTime(one.reviewedAt) : ""}. ${one.note ?? ""}`}
              </p>
              <Tag tone={one.outcome === "utan anmärkning" ? "success" : "danger"}>{one.outcome}</Tag>
            </li>
          ))}
        </ul>
      </Details>
    ) : null}
  </>
);
