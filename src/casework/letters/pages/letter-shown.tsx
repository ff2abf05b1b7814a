import type { FC } from "hono/jsx";
import { Heading, Paragraph } from "../../../ui/components/text.tsx";
import type { LetterValues } from "../letter.ts";

/** A letter as it will be read: the same words in the same order as in its document. */
export const LetterShown: FC<{ letter: LetterValues }> = ({ letter }) => {
  const { letterhead } = letter;
  return (
    <article class="f-letter" aria-label="Brevet">
      <div class="f-letter-head">
        <div>
          {letterhead.logo === null ? null : (
            <img src={`data:image/png;base64,${letterhead.logo}`} alt="Kommunens logotyp" class="f-letter-logo" />
          )}
          <p>
            <strong>{letterhead.sentBy}</strong>
          </p>
          {letterhead.contact === null ? null : <p class="f-small f-kept">{letterhead.contact}</p>}
        </div>
        <p class="f-small f-kept">{letterhead.about.join("\n")}</p>
      </div>
      <Heading level={2}>{letter.title}</Heading>
      <Said of={letter.greeting} />
      {letter.facts.length === 0 ? null : (
        <dl class="f-letter-facts">
          {letter.facts.map(([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd class="f-kept">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {letter.parts.map(([heading, words]) => (
        <>
          {heading === "" ? null : (
            <Heading level={3} size="xs">
              {heading}
            </Heading>
          )}
          <Said of={words} />
        </>
      ))}
      <Said of={letter.closing} />
    </article>
  );
};

const Said: FC<{ of: string }> = ({ of }) => (
  <>
    {of.split("\n\n").map((one) => (
      <Paragraph>
        <span class="f-kept">{one}</span>
      </Paragraph>
    ))}
  </>
);
