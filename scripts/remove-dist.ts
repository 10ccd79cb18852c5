// Run in a package before it is built: what tsc wrote of a source that has since gone would be packed.
import { rm } from "node:fs/promises";

await rm("dist", { recursive: true, force: true });
