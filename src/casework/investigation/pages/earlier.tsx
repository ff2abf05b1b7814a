import type { FC } from "hono/jsx";
import { Details, Heading, Paragraph } from "../../../ui/components/text.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { InvestigationPart } from "../../decision/case-part.ts";
import type { BodyPart } from "../body.ts";

type Props = {
  readonly parts: CaseWith<"investigations">;
  readonly body: Pick<BodyPart, "earlier">;
  readonly investigation: InvestigationPart;
  readonly oneOf?: string;
  /** Only the texts of this place, where the earlier investigation has any. */
  readonly place?: string;
};

/** The earlier investigations of the case to have beside, folded and as they stand: nothing in them is changed from here. */
export const EarlierInvestigations: FC<Props> = ({ parts, body, investigation, oneOf, place }) => {
  const earlier = parts.investigations
    .filter((one) => one.id !== investigation.id && one.started_on <= investigation.started_on)
    .toReversed();
  return (
    <>
      {earlier.map((one) => {
        const texts = body.earlier.filter((each) => each.investigation_id === one.id && (place === undefined || each.place === place));
        return (
          <Details summary={`Tidigare utredning, inledd ${one.started_on}`} {...(oneOf === undefined ? {} : { oneOf })}>
            {one.conclusion ? <Paragraph subtle>{`Avslutad ${one.conclusion.concluded_on}: ${one.conclusion.outcome}.`}</Paragraph> : null}
            {texts.length > 0 ? (
              texts.map((each) => (
                <div>
                  <Heading level={3}>{each.heading}</Heading>
                  <p class="ds-paragraph f-case-text">{each.text}</p>
                </div>
              ))
            ) : (
              <>
                {one.best_interests ? <Old heading="Barnets bästa" text={one.best_interests.assessment} /> : null}
                {one.conclusion ? <Old heading="Samlad bedömning" text={one.conclusion.assessment} /> : null}
              </>
            )}
          </Details>
        );
      })}
    </>
  );
};

const Old: FC<{ heading: string; text: string }> = ({ heading, text }) => (
  <div>
    <Heading level={3}>{heading}</Heading>
    <p class="ds-paragraph f-case-text">{text}</p>
  </div>
);
