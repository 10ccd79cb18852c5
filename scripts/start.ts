// `start` lists from the embedded mock; with the name of a command it runs that, as the command line is written.
const COMMANDS = ["list", "view", "watch", "wait", "export", "stats", "report", "doctor", "commands", "help"];

const words = process.argv.slice(2);
const isCommand = COMMANDS.includes(words[0] ?? "") || words.includes("--version");
process.argv.splice(2, words.length, ...(isCommand ? words : ["list", "--demo", "--show", "20", ...words]));
// By its URL: the compiler checks that package by its own settings.
await import(new URL("../packages/cli/src/bin.ts", import.meta.url).href);
