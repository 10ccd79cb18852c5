import { expect, test } from "vitest";
import { canonicalRequest } from "./canonical-request.ts";
import { strictUrl } from "./strict-url.ts";

const linesOf = (url: string, method = "GET") =>
  canonicalRequest({ method, url: strictUrl(url), headers: [["host", "a.example"]], bodyHash: "hash" }).split("\n");

test("the parts stand in their order, with an empty line behind the headers", () => {
  expect(linesOf("https://a.example/v1/x?b=2&a=1")).toEqual([
    "GET",
    "/v1/x/",
    "a=1&b=2",
    "host:a.example",
    "",
    "host",
    "hash",
  ]);
});

test.each([
  ["https://a.example", "/"],
  ["https://a.example/", "/"],
  ["https://a.example/v1", "/v1/"],
  ["https://a.example/v1/", "/v1/"],
  ["https://a.example/a%2Fb", "/a%2Fb/"],
])("the path of %s ends with one slash: %s", (url, path) => {
  expect(linesOf(url)[1]).toBe(path);
});

test.each([
  ["no query", "", ""],
  ["by key", "?b=1&a=2", "a=2&b=1"],
  ["upper case first", "?a=1&B=2", "B=2&a=1"],
  ["by value where keys repeat", "?a=2&a=10&a=1", "a=1&a=10&a=2"],
  ["empty values first", "?a=1&a&a=", "a=&a=&a=1"],
  ["a key before the longer one that begins with it", "?ab=1&a=2", "a=2&ab=1"],
  ["by what the keys say, not by how they are encoded", "?a:=1&a-=2", "a-=2&a%3A=1"],
  ["by what the values say", "?k=a:&k=a-", "k=a-&k=a%3A"],
  ["by code point, beyond the basic plane too", "?😀=1&\uff5e=2", "%EF%BD%9E=2&%F0%9F%98%80=1"],
])("the query is sorted: %s", (_, query, sorted) => {
  expect(linesOf(`https://a.example/${query}`)[2]).toBe(sorted);
});

test("the method is in upper case", () => {
  expect(linesOf("https://a.example/", "patch")[0]).toBe("PATCH");
});
