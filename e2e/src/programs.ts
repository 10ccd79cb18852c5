import { findProgram } from "./find-program.ts";

export function findChromium(): Promise<string> {
  return findProgram({
    names: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    variable: "CHROME_PATH",
    debianPackage: "chromium",
  });
}

export function findCurl(): Promise<string> {
  return findProgram({ names: ["curl"], variable: "CURL_PATH", debianPackage: "curl" });
}

export function findPython(): Promise<string> {
  return findProgram({ names: ["python3"], variable: "PYTHON_PATH", debianPackage: "python3" });
}

/** Runs a command on a pseudo-terminal. */
export function findScript(): Promise<string> {
  return findProgram({ names: ["script"], variable: "SCRIPT_PATH", debianPackage: "bsdutils" });
}

// As a command it tells where they are: what a machine lacks is found out, or mended, before the suites run.
if (import.meta.main) {
  for (const find of [findChromium, findCurl, findPython, findScript]) console.log(await find());
}
