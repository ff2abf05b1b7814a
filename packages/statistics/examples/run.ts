// `node examples/run.ts trust-panel`: prints what the example gives. Names: trust-panel, census, protected-publication.
const name = process.argv[2] ?? "trust-panel";
const { output } = (await import(`./${name}.ts`)) as { output: readonly string[] };
process.stdout.write(`${output.join("\n")}\n`);
