import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";

// Pages rot by the files and headings that they point to. This checks the links that stay inside the repository; a check that
// asked other hosts would fail for reasons that no change here can mend.

const root = join(import.meta.dirname, "..");

const withoutFences = (text: string) => text.replace(/^ *(```+)[\s\S]*?^ *\1/gm, "");
const withoutCode = (text: string) => withoutFences(text).replace(/`[^`\n]*`/g, "");

/** How GitHub names the anchor of a heading: lower case, punctuation gone, spaces to dashes, a number when it repeats. */
function listAnchors(page: string): Set<string> {
  const anchors = new Set<string>();
  const text = withoutFences(readFileSync(page, "utf8"));
  for (const [, heading = ""] of text.matchAll(/^#{1,6} +(.+)$/gm)) {
    const plain = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .trim()
      .toLowerCase();
    const slug = plain.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "").replaceAll(" ", "-");
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

function findFault(page: string, target: string): string | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return undefined;
  const [path = "", anchor] = decodeURI(target).split("#");
  const file = path === "" ? page : join(path.startsWith("/") ? root : dirname(page), path);
  if (!existsSync(file)) return `${target}: no such file`;
  if (anchor === undefined || statSync(file).isDirectory() || !file.endsWith(".md")) return undefined;
  return listAnchors(file).has(anchor) ? undefined : `${target}: no such heading`;
}

const pages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((page) => page !== "" && existsSync(join(root, page)))
  .map((page) => join(root, page));

let links = 0;
let faults = 0;
for (const page of pages) {
  const text = withoutCode(readFileSync(page, "utf8"));
  for (const [, target = ""] of text.matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g)) {
    links++;
    const fault = findFault(page, target);
    if (fault === undefined) continue;
    faults++;
    console.error(`${relative(root, page)}: ${fault}`);
  }
}
console.log(`${pages.length} pages, ${links} links, ${faults} broken`);
process.exitCode = faults > 0 ? 1 : 0;
