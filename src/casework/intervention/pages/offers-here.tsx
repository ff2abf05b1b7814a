import type { FC } from "hono/jsx";
import { citationOn } from "../../../platform/law/provision.ts";
import { Details, LawNote, Link, Paragraph } from "../../../ui/components/text.tsx";
import { offerLinks } from "../links.ts";
import type { Offer } from "../offer.ts";

/** What the municipality has, where an intervention is chosen: by what it grants, and what the family can get without any decision. Nothing where nothing is written. */
export const OffersHere: FC<{ offers: readonly Offer[]; today: string }> = ({ offers, today }) => {
  const granted = offers.filter(({ assessment }) => assessment === "med");
  const open = offers.filter(({ assessment }) => assessment === "utan");
  if (offers.length === 0) return null;
  return (
    <Details summary={`Kommunens insatser (${offers.length})`}>
      {granted.length === 0 ? null : (
        <ul>
          {granted.map((one) => (
            <li>{`${one.offerName}: ${one.type}`}</li>
          ))}
        </ul>
      )}
      {open.length === 0 ? null : (
        <>
          <Paragraph>{`Utan beslut, på nämndens villkor: ${open.map(({ offerName }) => offerName).join(", ")}.`}</Paragraph>
          <LawNote>{citationOn("intervention-without-needs-test", today)}</LawNote>
        </>
      )}
      <Paragraph>
        <Link href={offerLinks.list}>Se kommunens insatser</Link>
      </Paragraph>
    </Details>
  );
};
