/** What the process that makes a document is told, and how it ends. */
export type Order = {
  readonly main: string;
  readonly layout: string;
  readonly values: unknown;
  /** Seconds since 1970: the document's own time, so that the same input gives the same bytes. */
  readonly timestamp: number;
  readonly memoryBytes: number;
  readonly seconds: number;
  /** Signs that no font has end the work (`lacking`), instead of being written by their numbers. */
  readonly refusesLacking: boolean;
};

export const exits = {
  made: 0,
  /** The template is wrong: a fault of ours. */
  faulty: 3,
  tooLarge: 4,
  /** It has signs that could not even be written by their numbers. */
  unwritable: 5,
  /** No font has all the signs of its language. The output names them. */
  lacking: 6,
} as const;
