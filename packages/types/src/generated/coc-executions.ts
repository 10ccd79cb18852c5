/** Generated from openapi/coc-executions.yaml by `pnpm generate`. Do not edit; change the contract. */

export interface paths {
    readonly "/v1/executions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Query the job service tickets
         * @description Returns one page of the tickets that match every given parameter, and how many match in all. Without parameters all
         *     tickets of the account match. The order is not documented; in the vendor's example the newest comes first. The list
         *     changes while it is read: a page further down may repeat tickets or lack them.
         *
         *     An account may call this operation as it is. A user of it needs the permission of the role or policy that the vendor's
         *     page "Permissions Policies and Supported Actions" names or, under identity policies, the action `coc:execution:list`.
         */
        readonly get: operations["listExecutions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What an error says. The service sends the code and the text, the gateway the id of the request as well. */
        readonly ErrorBody: {
            /**
             * @description `COC.` and eight digits from the service, `APIGW.` and four from the gateway. The vendor lists them at
             *     https://support.huaweicloud.com/intl/en-us/api-coc/ErrorCode.html.
             */
            readonly error_code?: string;
            /** @description What went wrong, in words. */
            readonly error_msg?: string;
            /** @description What to quote to the vendor's support. */
            readonly request_id?: string;
        };
        /** @description A job service ticket, the record of one run of a job. Any field but `execution_id` may be absent. */
        readonly Execution: {
            /** @description The name of whoever created the ticket. */
            readonly creator?: string;
            /** @description What the run is for, in words. */
            readonly description?: string | null;
            /** @description The id of the job, `DM…`. */
            readonly document_id?: string;
            /** @description The name of the job. */
            readonly document_name?: string;
            /** @description The number of that version, such as `v2`. */
            readonly document_version?: string;
            /** @description The id of the version of the job that was run. */
            readonly document_version_id?: string;
            /**
             * Format: int64
             * @description When the run ended, in milliseconds since the epoch; null while it has not.
             */
            readonly end_time?: number | null;
            /** @description The unique id of the ticket, `EX…`. */
            readonly execution_id: string;
            /**
             * Format: int64
             * @description A number of the ticket. The vendor's example sends a number, its SDKs declare a text.
             */
            readonly id?: number | string;
            /** @description The global parameters that the job was run with. */
            readonly parameters?: readonly components["schemas"]["ExecutionParameter"][];
            /**
             * Format: int64
             * @description When the run started, in milliseconds since the epoch.
             */
            readonly start_time?: number;
            /** @description How far the run has come, or how it ended. Other values than the known ones may come. */
            readonly status?: components["schemas"]["ExecutionStatus"];
            /** @description Tags that the system has set. */
            readonly sys_tags?: readonly components["schemas"]["Tag"][];
            /** @description Custom tags. */
            readonly tags?: readonly components["schemas"]["Tag"][];
            /** @description The parameter that a run in rate mode varies. */
            readonly target_parameter_name?: string | null;
            /** @description What a run in rate mode works on. */
            readonly targets?: readonly components["schemas"]["ExecutionTarget"][] | null;
            /** @description The kind of run. Other values than the known ones may come. */
            readonly type?: components["schemas"]["ExecutionType"];
            /**
             * Format: int64
             * @description When the ticket last changed, in milliseconds since the epoch. It may be later than `end_time`.
             */
            readonly update_time?: number;
        };
        /** @description A parameter of a run. */
        readonly ExecutionParameter: {
            /** @description The name of the parameter. */
            readonly key?: string;
            /** @description Its value, always a text; one that is structured comes as JSON in the text. */
            readonly value?: string;
        };
        /** @description The status of a ticket. Others than the known ones may come. */
        readonly ExecutionStatus: components["schemas"]["KnownExecutionStatus"] | (string & {});
        /** @description What a run in rate mode works on. */
        readonly ExecutionTarget: {
            /** @description How a run in rate mode is given its elements. `InstanceValues` is the value that is documented. */
            readonly key: string;
            /** @description The elements. Only CloudCMDB resources are supported; their form is not documented. */
            readonly values: readonly unknown[];
        };
        /** @description The type of a ticket. Others than the known ones may come. */
        readonly ExecutionType: components["schemas"]["KnownExecutionType"] | (string & {});
        /**
         * @description The statuses that are known. Success has two spellings: the vendor's page of one ticket says `Succeed`, the example of its
         *     list `Succeeded`. `Pending` may mean waiting or paused.
         * @enum {string}
         */
        readonly KnownExecutionStatus: "Pending" | "Running" | "Succeed" | "Succeeded" | "Canceling" | "Canceled" | "Failed" | "Timeout";
        /**
         * @description The types that are known.
         * @enum {string}
         */
        readonly KnownExecutionType: "BATCH" | "RATE_CONTROL" | "NORMAL";
        /** @description One page of tickets. */
        readonly ListExecutionsResponse: {
            /** @description The tickets of this page. */
            readonly data?: readonly components["schemas"]["Execution"][];
            /** @description Absent when all went well, or a code that ends in `.00000000`. */
            readonly error_code?: string | null;
            /** @description What the code means, in words. */
            readonly error_msg?: string | null;
            /**
             * Format: int64
             * @description How many tickets match in all, at the moment of the answer.
             */
            readonly total?: number;
        };
        /** @description A tag of a ticket. */
        readonly Tag: {
            /** @description The key of the tag. */
            readonly key?: string;
            /** @description The value of the tag. */
            readonly value?: string;
        };
    };
    responses: {
        /** @description The gateway, or the service behind it, failed or did not answer in time. The same request may succeed later. */
        readonly GatewayFailure: {
            headers: {
                /** @description The id of the request, to quote to the support of the vendor. Not known to be always there. */
                readonly "X-Request-Id"?: string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorBody"];
            };
        };
    };
    parameters: {
        /**
         * @description Part of the name of the creator; a fuzzy search.
         * @example COC-Script
         */
        readonly creator: string;
        /**
         * @description The id of the job, whole.
         * @example DM202507011802390xxxxxxx
         */
        readonly document_id: string;
        /**
         * @description Part of the name of the job; a fuzzy search.
         * @example test_document
         */
        readonly document_name: string;
        /**
         * @description Only tickets with a time earlier than this. Milliseconds since the epoch; the bound itself is left out. Which time of a
         *     ticket is meant, and whether tickets that have not ended pass, is not known.
         * @example 1751375000000
         */
        readonly end_time: number;
        /**
         * @description True leaves out the tickets that other tickets have started. What holds when it is left out is not documented.
         * @example true
         */
        readonly exclude_child_executions: boolean;
        /**
         * @description How many tickets to return at most. Left out, the service returns 10. Its largest value is not documented; 100 is known
         *     to work.
         * @example 2
         */
        readonly limit: number;
        /**
         * @description How many tickets to pass over, counted in tickets, not in pages. Left out, the service begins at 0.
         * @example 0
         */
        readonly offset: number;
        /**
         * @description Only tickets that started later than this. Milliseconds since the epoch; the bound itself is left out.
         * @example 1751289440999
         */
        readonly start_time: number;
        /**
         * @description Custom tags in one text, `key1=value1,key2=value2`. Whether all of them have to match, and how a comma or an equals sign
         *     within a key or a value would be written, is not known.
         * @example key1=value1,key2=value2
         */
        readonly tags: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly listExecutions: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Part of the name of the creator; a fuzzy search.
                 * @example COC-Script
                 */
                readonly creator?: components["parameters"]["creator"];
                /**
                 * @description The id of the job, whole.
                 * @example DM202507011802390xxxxxxx
                 */
                readonly document_id?: components["parameters"]["document_id"];
                /**
                 * @description Part of the name of the job; a fuzzy search.
                 * @example test_document
                 */
                readonly document_name?: components["parameters"]["document_name"];
                /**
                 * @description Only tickets with a time earlier than this. Milliseconds since the epoch; the bound itself is left out. Which time of a
                 *     ticket is meant, and whether tickets that have not ended pass, is not known.
                 * @example 1751375000000
                 */
                readonly end_time?: components["parameters"]["end_time"];
                /**
                 * @description True leaves out the tickets that other tickets have started. What holds when it is left out is not documented.
                 * @example true
                 */
                readonly exclude_child_executions?: components["parameters"]["exclude_child_executions"];
                /**
                 * @description How many tickets to return at most. Left out, the service returns 10. Its largest value is not documented; 100 is known
                 *     to work.
                 * @example 2
                 */
                readonly limit?: components["parameters"]["limit"];
                /**
                 * @description How many tickets to pass over, counted in tickets, not in pages. Left out, the service begins at 0.
                 * @example 0
                 */
                readonly offset?: components["parameters"]["offset"];
                /**
                 * @description Only tickets that started later than this. Milliseconds since the epoch; the bound itself is left out.
                 * @example 1751289440999
                 */
                readonly start_time?: components["parameters"]["start_time"];
                /**
                 * @description Custom tags in one text, `key1=value1,key2=value2`. Whether all of them have to match, and how a comma or an equals sign
                 *     within a key or a value would be written, is not known.
                 * @example key1=value1,key2=value2
                 */
                readonly tags?: components["parameters"]["tags"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /**
             * @description The request succeeded. Sibling operations of COC send an `error_code` that ends in `.00000000` with a success, so any
             *     other code in a 200 is to be taken as an error.
             */
            readonly 200: {
                headers: {
                    /** @description The id of the request, to quote to the support of the vendor. Not known to be always there. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListExecutionsResponse"];
                };
            };
            /**
             * @description The service refused the request, and says why. It also reports what other services call 404 and 500 with this status:
             *     look at the code. The gateway uses this status too, for requests that it cannot read.
             */
            readonly 400: {
                headers: {
                    /** @description The id of the request, to quote to the support of the vendor. Not known to be always there. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The gateway does not accept the signature or the token. Repeated failures lock an access key for a while. */
            readonly 401: {
                headers: {
                    /** @description The id of the request, to quote to the support of the vendor. Not known to be always there. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The user is known but may not do this. The permission is `coc:execution:list`. */
            readonly 403: {
                headers: {
                    /** @description The id of the request, to quote to the support of the vendor. Not known to be always there. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The gateway knows no such API. The address or the path is wrong. */
            readonly 404: {
                headers: {
                    /** @description The id of the request, to quote to the support of the vendor. Not known to be always there. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description Too many requests. The limit is not published, and whether `Retry-After` comes along is not known. */
            readonly 429: {
                headers: {
                    /** @description How long to wait, in seconds or until a date. Not known to be sent. */
                    readonly "Retry-After"?: string;
                    /** @description The id of the request, to quote to the support of the vendor. Not known to be always there. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorBody"];
                };
            };
            readonly 500: components["responses"]["GatewayFailure"];
            readonly 502: components["responses"]["GatewayFailure"];
            readonly 503: components["responses"]["GatewayFailure"];
            readonly 504: components["responses"]["GatewayFailure"];
        };
    };
}
