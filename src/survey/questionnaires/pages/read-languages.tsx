import type { FC } from "hono/jsx";
import { ownLanguageName } from "../../../platform/basics/languages.ts";
import { inLanguage, Link } from "../../../ui/components/text.tsx";
import type { ReadingVersion } from "../output/reading-version.ts";

/** The language that was asked for; null for the questionnaire's own. Errors: none. */
export const chosenIn = ({ language, languages: [own] }: Pick<ReadingVersion, "language" | "languages">): string | null =>
  language === own ? null : language;

/** The languages that a questionnaire can be read in, each in its own name and with the address that `to` gives; nothing where it has but one. */
export const ReadLanguages: FC<{ languages: readonly string[]; current: string; to: (language: string | null) => string }> = ({
  languages,
  current,
  to,
}) =>
  languages.length < 2 ? null : (
    <ul class="f-languages" aria-label="Språk">
      {languages.map((language, place) => (
        <li {...inLanguage({ language })}>
          {language === current ? (
            <strong>{ownLanguageName(language)}</strong>
          ) : (
            <Link href={to(place === 0 ? null : language)}>{ownLanguageName(language)}</Link>
          )}
        </li>
      ))}
    </ul>
  );
