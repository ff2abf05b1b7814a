// What the linter asks of the code. Each rule keeps a promise of the house; formatting is prettier's.
import tseslint from "typescript-eslint";

const clockRules = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: "Time is a parameter: take `now` or `today` from the caller.",
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "Time is a parameter: take `now` or `today` from the caller.",
  },
  {
    selector: "MemberExpression[object.name='Temporal'][property.name='Now']",
    message: "Time is a parameter: take `now` or `today` from the caller.",
  },
];
const connectionRules = [
  {
    selector: "NewExpression[callee.object.name='pg'][callee.property.name=/^(Client|Pool)$/]",
    message:
      "A connection that breaks ends the process unless somebody listens: use makeClient or openDatabase (src/platform/database/connect.ts).",
  },
  {
    selector: "ImportDeclaration[source.value='pg-copy-streams'][importKind!='type']",
    message:
      "A COPY whose connection breaks ends the process unless somebody listens: use copyIn or copyOut (src/platform/database/copy.ts).",
  },
];
const noDefaultExport = { selector: "ExportDefaultDeclaration", message: "Export by name, so that a thing has one name everywhere." };

export default tseslint.config(
  { ignores: ["node_modules/**", ".data/**", ".build/**", "coverage/**", "src/platform/database/generated.ts"] },
  {
    files: ["**/*.{ts,tsx,mts}"],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "always"],
      "no-var": "error",
      "prefer-const": "error",
      "no-console": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-for-in-array": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unsafe-argument": "error",
      "@typescript-eslint/no-unsafe-assignment": "error",
      "@typescript-eslint/no-unsafe-call": "error",
      "@typescript-eslint/no-unsafe-member-access": "error",
      "@typescript-eslint/no-unsafe-return": "error",
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/prefer-promise-reject-errors": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ["src/**/*.{ts,tsx}", "demo/**/*.ts", "packages/**/*.ts"],
    rules: {
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "no-restricted-syntax": ["error", ...clockRules, ...connectionRules, noDefaultExport],
    },
  },
  // Where connections are made.
  {
    files: ["src/platform/database/{connect,copy}.ts"],
    rules: { "no-restricted-syntax": ["error", ...clockRules, noDefaultExport] },
  },
  // Who may ask the clock: the house's own clock, the keeper of the embedded server, and the browser.
  {
    files: ["src/platform/basics/clock.ts", "src/platform/database/{postmaster,sharing}.ts", "src/ui/client/**"],
    rules: { "no-restricted-syntax": ["error", noDefaultExport] },
  },
  // A table of cases may be as long as the law is.
  { files: ["**/*.test.{ts,tsx}", "tests/**"], rules: { "max-lines": "off" } },
  // These talk to the person at the terminal.
  { files: ["bench/**", "scripts/**", "src/app/cli/**", "tests/**"], rules: { "no-console": "off" } },
);
