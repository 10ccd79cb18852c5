/** What `coc-executions-mock --help` prints. */
export const HELP: string = `Usage: coc-executions-mock [options]

Serves a stand-in for GET /v1/executions of Huawei Cloud's Cloud Operations Center on this machine. Prints its URL on stdout, and
each call on stderr, until it is interrupted.

  --port <number>             where to listen; 0 is any free port (default 0)
  --host <name>               the interface to listen on (default 127.0.0.1)

  --data <file>               the tickets: NDJSON, a JSON array, or an answer of the API
  --count <number>            how many tickets to make where there is no --data (default 200)
  --seed <number>             the same seed makes the same tickets, request ids and chances (default 1)
  --newest <time>             when the newest made ticket started: now, or an ISO 8601 time (default 2025-07-01T13:00:00Z)
  --simulate                  lets the list live: tickets start, run and end; --newest is now then
  --starts-per-hour <number>  how many of them start (default 60)

  --access-key-id <id>        with the next one: requests must be signed with them
  --secret-access-key <key>   also from COC_MOCK_ACCESS_KEY_ID and COC_MOCK_SECRET_ACCESS_KEY
  --token <token>             what X-Auth-Token must hold; also from COC_MOCK_TOKEN

  --latency <milliseconds>    before each answer (default 0)
  --faults <json>             one fault or an array, such as '{"kind":"throttled","rate":0.1}'; "times": null is for ever
  --cors                      lets pages of any origin call

  --control                   lets programs drive the mock over HTTP, on a port of its own; prints "control" and its URL
  --control-port <number>     that port (default 0, any free one)
  --control-host <name>       the interface that it listens on (default 127.0.0.1)
  --control-allow <host>      a Host header that may call beside those of this machine (repeatable)

  --record <file>             stands between a client and --upstream, and writes what is asked and answered into a new file, with
                              pseudonyms and without secrets; beside it the tickets, for --data. Tells on stderr what differs from
                              the contract. Requests are signed anew with the access key, where one is given
  --upstream <url>            the service to record, such as https://coc.ap-southeast-1.myhuaweicloud.com
  --replay <file>             answers from such a file, in its order

  -h, --help                  prints this
  --version                   prints the version

Exit codes: 0 interrupted, 1 it cannot listen, 2 wrong usage or data.
`;
