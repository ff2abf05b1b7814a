/** Gives the text of generated.ts for the database at `url` (owner). */
export declare function generateTypes(url: string): Promise<string>;
