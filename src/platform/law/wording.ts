/** One wording of a provision, as dated data. */

/** How sure we are of the wording or the date: read in the act, known but not read, or to be checked. */
export type Certainty = "verifierad" | "allmän kunskap" | "osäker";

type Act =
  | "SoL 2025:400"
  | "SoL 2001:453"
  | "LVU"
  | "FvL"
  | "OSL"
  | "SoF"
  | "FB"
  | "KL"
  | "Barnkonventionen"
  | "HSLF-FS 2022:39"
  | "HSLF-FS 2016:22"
  | "SFS 1981:1370"
  | "SOSFS 2014:4"
  | "FOL"
  | "SFS 2022:1697"
  | "SFS 1930:173"
  | "SFS 1989:253"
  | "SFS 2005:429"
  | "SFS 2024:79";

export type Provision = {
  readonly id: string;
  readonly act: Act;
  /** Chapter, for acts that have chapters: "20". */
  readonly chapter?: string;
  /** Section with its letter and paragraph: "2", "1 a", "7 första stycket". */
  readonly section: string;
  /** Short Swedish citation for the screen: "20 kap. 2 § SoL". */
  readonly citation: string;
  /** What it is about, in Swedish. */
  readonly title: string;
  /** First and last day (inclusive) on which this wording is cited. `validTo` missing: still in force. */
  readonly validFrom: string;
  readonly validTo?: string;
  /** The citation of the wording before this one. */
  readonly oldCitation?: string;
  readonly certainty: Certainty;
  /** What is uncertain, in Swedish; required unless the certainty is "verifierad". */
  readonly note?: string;
};
