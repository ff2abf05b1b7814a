/** One text that a person reads, and where it stands. */
export type FoundText = { readonly file: string; readonly line: number; readonly text: string; readonly isOnPage?: boolean };
/** Every text in the code and the definition files below `folders` of the clone; of those in `only` where it is given. */
export declare function findTexts(root: string, folders: readonly string[], only?: ReadonlySet<string>): FoundText[];
/** The texts of one file; the ending of `path` tells how it is read. */
export declare function textsOf(path: string, source: string, name?: string): FoundText[];
