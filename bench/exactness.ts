import { exactnessTable, measureExactness } from "./exactness/measure-exactness.ts";
import { writeResult } from "./measure/result-file.ts";

// What the usual loops lose and repeat on lists that change, beside the listing: the same lists, the same changes, fixed seeds.

const figures = await measureExactness();

writeResult({
  name: "exactness",
  title: "What a listing loses and repeats",
  text: [
    "60 lists of 1,000 rows, read in pages of 50, 4 in flight where a reader can. Between two answers up to three rows are added at the head and up to three leave from anywhere, by fixed seeds, so that these figures come out the same each time; a test holds them. Lost are rows that were in the list from the first answer to the last and did not come. The plain loop asks for offset 0, 50, 100 until an answer is short; the other one drops what it has had.",
  ],
  tables: [{ title: "60 listings", ...exactnessTable(figures) }],
  figures: { figures },
});
