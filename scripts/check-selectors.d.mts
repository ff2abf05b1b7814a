/** The selectors of eslint.config.mjs. */
export declare const selectors: readonly string[];
/** The words that a selector names. */
export declare function wordsOf(selector: string): string[];
/** Whether a selector can match something in a file with this text. */
export declare function canMatch(text: string): boolean;
/** How many files of the clone there are, how many ESLint was asked of, and what it says: "" where nothing is wrong. */
export declare function checkSelectors(clone?: string): Promise<{ files: number; asked: number; words: string }>;
