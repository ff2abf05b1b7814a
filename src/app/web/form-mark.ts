import { z } from "zod";
import { makeSealer } from "../../platform/access/sign-on/sealed.ts";
import type { PageKind } from "../../ui/request.ts";
import { isId } from "../../platform/basics/identifiers.ts";

/** For how long a form that is left open still says whose it is. */
const hours = 24;

/** Whose form it is, at which address (path and search), and what its fields are called on the page. */
export type FormMark = {
  readonly municipalityId: number;
  readonly kind: PageKind;
  /** The account, or for whom somebody outside has come. */
  readonly who: string;
  readonly path: string;
  readonly labels: Readonly<Record<string, string>>;
};
const formMark = z.object({
  municipalityId: z.int(),
  // Any identifier that the database takes: those of the demo's staff are of no version of UUID.
  who: z.string().refine(isId),
  kind: z.enum(["staff", "respondent"]),
  path: z.string(),
  labels: z.record(z.string(), z.string()),
});

const sealers = new WeakMap<Buffer, ReturnType<typeof makeSealer>>();

/** The sealer of a key: made once, a page has several forms. */
function sealerOf(key: Buffer): ReturnType<typeof makeSealer> {
  const sealer = sealers.get(key) ?? makeSealer(key.toString("base64"), "form-mark");
  sealers.set(key, sealer);
  return sealer;
}

/** The mark that a form carries, sealed: nobody else can make one, and it says nothing to whoever reads the page. */
export function sealFormMark(key: Buffer, mark: FormMark, now: Date): string {
  return sealerOf(key).seal(mark, new Date(now.getTime() + hours * 60 * 60 * 1000));
}

/** What the mark of a form that was sent to `path` says; nothing for one that is not ours, too old, or another form's. */
export function openFormMark(key: Buffer, sealed: string | undefined, path: string, now: Date): FormMark | undefined {
  const mark = sealed === undefined || sealed.length > 20_000 ? undefined : formMark.safeParse(sealerOf(key).open(sealed, now)).data;
  return mark?.path === path ? mark : undefined;
}
