import { registerHooks } from "node:module";

// Run in a fresh process: imports one module and prints what that took. Counting the files slows it, so it is asked for by a word.

const [specifier = "", mode] = process.argv.slice(2);
let files = 0;
if (mode === "count") {
  registerHooks({
    load(url, context, next) {
      if (url.startsWith("file:")) files++;
      return next(url, context);
    },
  });
}

const cpu = process.cpuUsage();
const begun = performance.now();
await import(specifier);
const wall = performance.now() - begun;
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({ cpu: (user + system) / 1000, wall, files }));
