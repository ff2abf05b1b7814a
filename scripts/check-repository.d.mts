/**
 * The faults of one text file of the clone, as "file:line: what is wrong". `exists` tells whether a path of the clone is there, `isNamed`
 * whether some path of it ends so.
 */
export declare function faultsOf(
  file: string,
  text: string,
  exists: (path: string) => boolean,
  isNamed?: (path: string) => boolean,
): string[];

/** The decisions whose number another has, and the numbers that none has, among the paths of the clone. */
export declare function wrongNumbers(files: readonly string[]): string[];

/** Tells of a path whether some path among `files`, or a folder of one, ends so; of a decision, also by its number alone. */
export declare function endingsOf(files: readonly string[]): (path: string) => boolean;

/** What the packages of a lock file need and the file lacks, which stops `npm ci`. */
export declare function missingFromLock(text: string): string[];
