// What only a selector can ask of the code: no question to the clock, no connection that nobody listens to. Everything else is oxlint's
// (.oxlintrc.json). No types are read, so this takes seconds.
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

export default tseslint.config(
  { ignores: ["node_modules/**", ".data/**", ".build/**", "coverage/**", "src/**/generated.ts"] },
  {
    files: ["src/**/*.{ts,tsx}", "demo/**/*.ts", "packages/**/*.ts"],
    extends: [tseslint.configs.base],
    // What oxlint is told to overlook is not ESLint's to judge.
    linterOptions: { reportUnusedDisableDirectives: "off" },
    rules: { "no-restricted-syntax": ["error", ...clockRules, ...connectionRules] },
  },
  // Where connections are made.
  { files: ["src/platform/database/{connect,copy}.ts"], rules: { "no-restricted-syntax": ["error", ...clockRules] } },
  // Who may ask the clock: the house's own clock, the keeper of the embedded server, and the browser.
  {
    files: ["src/platform/basics/clock.ts", "src/platform/database/{postmaster,sharing}.ts", "src/ui/client/**"],
    rules: { "no-restricted-syntax": "off" },
  },
);
