import type { FC } from "hono/jsx";
import { formatDateTime } from "../../../platform/basics/dates.ts";
import type { Said } from "../../../platform/basics/languages.ts";
import { Alert, Link, Words } from "../../../ui/components/text.tsx";
import { inOwn } from "../../questionnaires/own-words.ts";
import type { LoadedSet } from "./load-set.ts";
import { isSignedAsSaved } from "../signed.ts";

/** Whether the answers that are shown are signed, when and by whom. */
export function signatureWords({ set, form, words }: LoadedSet): Said {
  const [last] = set.signatures;
  if (!last) return inOwn(words.language, "Svaren är inte underskrivna.");
  const at = formatDateTime(new Date(last.at));
  return inOwn(
    words.language,
    isSignedAsSaved(form, set)
      ? `Underskrivna ${at} av ${last.by}.`
      : `Underskrivna ${at} av ${last.by}, men ändrade sedan dess. Svaren behöver skrivas under på nytt.`,
  );
}

/** The same where somebody has signed, with the way to the receipt. */
export const SignatureNote: FC<{ loaded: LoadedSet; receipt: string }> = ({ loaded, receipt }) =>
  loaded.set.signatures.length === 0 ? null : (
    <Alert tone={isSignedAsSaved(loaded.form, loaded.set) ? "success" : "warning"}>
      <Words of={signatureWords(loaded)} />{" "}
      <Link href={receipt}>
        <Words of={inOwn(loaded.words.language, "Kvittens")} />
      </Link>
    </Alert>
  );
