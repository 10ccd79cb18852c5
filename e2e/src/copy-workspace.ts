import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * Copies what git would keep of a workspace, with its dependencies as links. Packages of the workspace link to their copies, so that
 * whatever runs in the copy sees nothing of the original.
 */
export function copyWorkspace(root: string, copy: string): void {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const files = listed.split("\0").filter((file) => file !== "" && existsSync(join(root, file)));
  for (const file of files) cpSync(join(root, file), join(copy, file));
  const manifests = files.filter((file) => file.endsWith("package.json"));
  for (const folder of new Set(manifests.map(dirname))) linkDependencies(root, copy, folder);
}

function linkDependencies(root: string, copy: string, folder: string): void {
  const from = join(root, folder, "node_modules");
  if (!existsSync(from)) return;
  for (const name of readdirSync(from)) {
    if (name === ".bin") link(root, copy, join(folder, "node_modules", name));
    if (name.startsWith(".")) continue;
    const scoped = name.startsWith("@") ? readdirSync(join(from, name)).map((inner) => join(name, inner)) : [name];
    for (const dependency of scoped) link(root, copy, join(folder, "node_modules", dependency));
  }
}

function link(root: string, copy: string, path: string): void {
  const target = realpathSync(join(root, path));
  const inside = relative(realpathSync(root), target);
  const isOwn = !inside.startsWith("..") && !inside.includes("node_modules");
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  symlinkSync(isOwn ? join(copy, inside) : target, join(copy, path), "junction");
}
