import { expect, test } from "vitest";
import { strictUrl, strictUrlOf } from "./strict-url.ts";

test.each([
  ["nothing to do", "https://a.example/v1/x?b=1&a=2", "https://a.example/v1/x?b=1&a=2"],
  [
    "reserved characters",
    "https://a.example/a!'()*:@,;$&=b",
    "https://a.example/a%21%27%28%29%2A%3A%40%2C%3B%24%26%3Db",
  ],
  [
    "reserved characters in the query",
    "https://a.example/?a=!'()*/:@,;$?",
    "https://a.example/?a=%21%27%28%29%2A%2F%3A%40%2C%3B%24%3F",
  ],
  ["a plus is a plus", "https://a.example/a+b?c+d=e+f", "https://a.example/a%2Bb?c%2Bd=e%2Bf"],
  ["a space", "https://a.example/a b?c d=e f", "https://a.example/a%20b?c%20d=e%20f"],
  ["beyond ASCII", "https://a.example/张?张=😀", "https://a.example/%E5%BC%A0?%E5%BC%A0=%F0%9F%98%80"],
  ["lower-case digits", "https://a.example/%e5%bc%a0?a=%2f", "https://a.example/%E5%BC%A0?a=%2F"],
  ["encoded without need", "https://a.example/%61%7e?%41=%2d", "https://a.example/a~?A=-"],
  ["an encoded slash stays one segment", "https://a.example/a%2Fb", "https://a.example/a%2Fb"],
  ["a percent sign that encodes nothing", "https://a.example/100%?a=%zz", "https://a.example/100%25?a=%25zz"],
  ["bytes that are no UTF-8", "https://a.example/%ff?a=%FE", "https://a.example/%FF?a=%FE"],
  ["a key without a value", "https://a.example/?flag&b=", "https://a.example/?flag=&b="],
  ["an equals sign in a value", "https://a.example/?a=b=c", "https://a.example/?a=b%3Dc"],
  ["empty pairs", "https://a.example/?&a=1&&b=2&", "https://a.example/?a=1&b=2"],
  ["an empty query", "https://a.example/a?", "https://a.example/a"],
  ["a fragment", "https://a.example/a?b=1#c", "https://a.example/a?b=1"],
  ["a trailing slash", "https://a.example/a/", "https://a.example/a/"],
  ["empty segments", "https://a.example//a//b", "https://a.example//a//b"],
  ["repeated keys keep their order", "https://a.example/?b=2&a=1&b=1", "https://a.example/?b=2&a=1&b=1"],
])("%s", (_, given, strict) => {
  expect(strictUrl(given).href).toBe(strict);
  expect(strictUrl(strict).href).toBe(strict);
  expect(new Request(strict).url).toBe(strict); // and what is sent is what is read here
  for (const url of [given, strict]) expect(strictUrlOf(new Request(url))).toEqual(strictUrl(url));
});

test.each([
  ["https://a.example/", "a.example"],
  ["https://a.example:443/", "a.example"],
  ["http://a.example:80/", "a.example"],
  ["https://a.example:8443/", "a.example:8443"],
  ["http://127.0.0.1:3000/", "127.0.0.1:3000"],
  ["http://[::1]:3000/", "[::1]:3000"],
  ["https://BÜCHER.example/", "xn--bcher-kva.example"],
])("the host of %s is sent as %s", (url, host) => {
  expect(strictUrl(url).host).toBe(host);
  expect(strictUrlOf(new Request(url)).host).toBe(host);
});
