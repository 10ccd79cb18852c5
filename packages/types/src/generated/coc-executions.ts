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
    readonly "/v1/executions/{execution_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Query one job service ticket
         * @description Returns one ticket. How the service says that there is no such ticket is not documented: a 200 without `data` is known to
         *     mean it; a 404 or an error code may. An identity policy has to allow the action `coc:execution:get`.
         */
        readonly get: operations["getExecution"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/executions/{execution_id}/steps": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Query the steps of a job service ticket
         * @description Returns one page of the steps of a ticket, and how many there are in all. The order is not documented. An identity policy
         *     has to allow the action `coc:execution:listExecutionStep`.
         */
        readonly get: operations["listExecutionSteps"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/executions/instances": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Query the instances of a step
         * @description Returns one page of what a step ran on, such as the servers of a script that runs in batches, and how many there are in
         *     all. The order, and what comes without `execution_step_id`, is not documented. An identity policy has to allow the action
         *     `coc:execution:listExecutionStepInstance`.
         */
        readonly get: operations["listExecutionInstances"];
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
        /** @description One of the instances that a step ran on. Any field but `execution_instance_id` may be absent. */
        readonly ExecutionInstance: {
            /**
             * Format: int64
             * @description When it ended, in milliseconds since the epoch; null or absent while it has not.
             */
            readonly end_time?: number | null;
            /** @description The unique id of the instance within the tickets. */
            readonly execution_instance_id: string;
            /** @description The id of the step that ran on it. */
            readonly execution_step_id?: string;
            /**
             * Format: int32
             * @description A number of the instance.
             */
            readonly id?: number;
            /** @description What the run on this instance says; of one that failed, why. */
            readonly message?: string | null;
            /** @description Properties of the instance by name, such as `fixed_ip`. */
            readonly properties?: {
                readonly [key: string]: string;
            } | null;
            /**
             * Format: int64
             * @description When the run on this instance started, in milliseconds since the epoch; null or absent while it has not.
             */
            readonly start_time?: number | null;
            /** @description How far the step has come on this instance, or how it ended. Other values than the known ones may come. */
            readonly status?: components["schemas"]["ExecutionInstanceStatus"];
        };
        /** @description The status of an instance. Those of a ticket are what is known; others may come. */
        readonly ExecutionInstanceStatus: components["schemas"]["KnownExecutionStatus"] | (string & {});
        /** @description A parameter of a run or of a step. */
        readonly ExecutionParameter: {
            /** @description The name of the parameter. */
            readonly key?: string;
            /** @description Its value, always a text; one that is structured comes as JSON in the text. */
            readonly value?: string;
        };
        /** @description The status of a ticket. Others than the known ones may come. */
        readonly ExecutionStatus: components["schemas"]["KnownExecutionStatus"] | (string & {});
        /** @description A step of a ticket, one action of its job. Any field but `execution_step_id` may be absent. */
        readonly ExecutionStep: {
            /** @description The action that the step runs. */
            readonly action?: string;
            /**
             * Format: int64
             * @description When the step ended, in milliseconds since the epoch; null or absent while it has not.
             */
            readonly end_time?: number | null;
            /** @description The unique id of the step. */
            readonly execution_step_id: string;
            /** @description The parameters that the step was given. */
            readonly inputs?: readonly components["schemas"]["ExecutionParameter"][] | null;
            /** @description What the step says of its run; of a step that failed, why. */
            readonly message?: string | null;
            /** @description The name of the step in the job. */
            readonly name?: string;
            /** @description What the step gave back. */
            readonly outputs?: readonly components["schemas"]["ExecutionParameter"][] | null;
            /** @description Further properties by name, such as `fixed_ip`. */
            readonly properties?: {
                readonly [key: string]: string;
            } | null;
            /**
             * Format: int64
             * @description When the step started, in milliseconds since the epoch; null or absent while it has not.
             */
            readonly start_time?: number | null;
            /** @description How far the step has come, or how it ended. Other values than the known ones may come. */
            readonly status?: components["schemas"]["ExecutionStepStatus"];
        };
        /** @description The status of a step. Those of a ticket are what is known; others may come. */
        readonly ExecutionStepStatus: components["schemas"]["KnownExecutionStatus"] | (string & {});
        /** @description What a run in rate mode works on. */
        readonly ExecutionTarget: {
            /** @description How a run in rate mode is given its elements. `InstanceValues` is the value that is documented. */
            readonly key: string;
            /** @description The elements. Only CloudCMDB resources are supported; their form is not documented. */
            readonly values: readonly unknown[];
        };
        /** @description The type of a ticket. Others than the known ones may come. */
        readonly ExecutionType: components["schemas"]["KnownExecutionType"] | (string & {});
        /** @description One ticket. */
        readonly GetExecutionResponse: {
            /** @description The ticket; absent or null if there is none with this id. Its `id` and its `sys_tags` may be absent here. */
            readonly data?: components["schemas"]["Execution"] | null;
            /** @description Absent when all went well, or a code that ends in `.00000000`. */
            readonly error_code?: string | null;
            /** @description What the code means, in words. */
            readonly error_msg?: string | null;
        };
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
        /** @description One page of instances. */
        readonly ListExecutionInstancesResponse: {
            /** @description The instances of this page. */
            readonly data?: readonly components["schemas"]["ExecutionInstance"][];
            /** @description Absent when all went well, or a code that ends in `.00000000`. */
            readonly error_code?: string | null;
            /** @description What the code means, in words. */
            readonly error_msg?: string | null;
            /**
             * Format: int64
             * @description How many instances there are in all, at the moment of the answer.
             */
            readonly total?: number;
        };
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
        /** @description One page of steps. */
        readonly ListExecutionStepsResponse: {
            /** @description The steps of this page. */
            readonly data?: readonly components["schemas"]["ExecutionStep"][];
            /** @description Absent when all went well, or a code that ends in `.00000000`. */
            readonly error_code?: string | null;
            /** @description What the code means, in words. */
            readonly error_msg?: string | null;
            /**
             * Format: int64
             * @description How many steps there are in all, at the moment of the answer.
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
        /**
         * @description The service refused the request, and says why. It also reports what other services call 404 and 500 with this status:
         *     look at the code. The gateway uses this status too, for requests that it cannot read.
         */
        readonly BadRequest: {
            headers: {
                /** @description The id of the request, to quote to the support of the vendor. Not known to be always there. */
                readonly "X-Request-Id"?: string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The user is known but may not do this. The operation's `x-permissions` names the permission. */
        readonly Forbidden: {
            headers: {
                /** @description The id of the request, to quote to the support of the vendor. Not known to be always there. */
                readonly "X-Request-Id"?: string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorBody"];
            };
        };
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
        /**
         * @description The gateway knows no such API: the address or the path is wrong. Whether the service uses this status for a ticket that does
         *     not exist is not known.
         */
        readonly NotFound: {
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
        readonly TooManyRequests: {
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
        /** @description The gateway does not accept the signature or the token. Repeated failures lock an access key for a while. */
        readonly Unauthorized: {
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
         * @description The id of the ticket, `EX…`.
         * @example EX2025063021172xxxxxxx
         */
        readonly execution_id: string;
        /**
         * @description The id of the step whose instances to return.
         * @example ES20250630211721000002
         */
        readonly execution_step_id: string;
        /**
         * @description The id of a step, to have that step only. The service takes a list here, but how several ids are written is not known: the
         *     vendor's SDKs disagree, joining them by commas or repeating the name. One id is written alike either way.
         * @example [
         *       "ES20250630211721000002"
         *     ]
         */
        readonly execution_step_id_list: readonly string[];
        /**
         * @description How many entries to return at most. Left out, the list of tickets has 10; how many the others have is not documented. The
         *     largest value is not documented either; 100 is known to work.
         * @example 2
         */
        readonly limit: number;
        /**
         * @description How many entries to pass over, counted in entries, not in pages. Left out, the service begins at 0.
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
                 * @description How many entries to return at most. Left out, the list of tickets has 10; how many the others have is not documented. The
                 *     largest value is not documented either; 100 is known to work.
                 * @example 2
                 */
                readonly limit?: components["parameters"]["limit"];
                /**
                 * @description How many entries to pass over, counted in entries, not in pages. Left out, the service begins at 0.
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
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["GatewayFailure"];
            readonly 502: components["responses"]["GatewayFailure"];
            readonly 503: components["responses"]["GatewayFailure"];
            readonly 504: components["responses"]["GatewayFailure"];
        };
    };
    readonly getExecution: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id of the ticket, `EX…`.
                 * @example EX2025063021172xxxxxxx
                 */
                readonly execution_id: components["parameters"]["execution_id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The ticket; without `data`, there is none with this id. */
            readonly 200: {
                headers: {
                    /** @description The id of the request, to quote to the support of the vendor. Not known to be always there. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["GetExecutionResponse"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["GatewayFailure"];
            readonly 502: components["responses"]["GatewayFailure"];
            readonly 503: components["responses"]["GatewayFailure"];
            readonly 504: components["responses"]["GatewayFailure"];
        };
    };
    readonly listExecutionSteps: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The id of a step, to have that step only. The service takes a list here, but how several ids are written is not known: the
                 *     vendor's SDKs disagree, joining them by commas or repeating the name. One id is written alike either way.
                 * @example [
                 *       "ES20250630211721000002"
                 *     ]
                 */
                readonly execution_step_id_list?: components["parameters"]["execution_step_id_list"];
                /**
                 * @description How many entries to return at most. Left out, the list of tickets has 10; how many the others have is not documented. The
                 *     largest value is not documented either; 100 is known to work.
                 * @example 2
                 */
                readonly limit?: components["parameters"]["limit"];
                /**
                 * @description How many entries to pass over, counted in entries, not in pages. Left out, the service begins at 0.
                 * @example 0
                 */
                readonly offset?: components["parameters"]["offset"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id of the ticket, `EX…`.
                 * @example EX2025063021172xxxxxxx
                 */
                readonly execution_id: components["parameters"]["execution_id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The steps. */
            readonly 200: {
                headers: {
                    /** @description The id of the request, to quote to the support of the vendor. Not known to be always there. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListExecutionStepsResponse"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["GatewayFailure"];
            readonly 502: components["responses"]["GatewayFailure"];
            readonly 503: components["responses"]["GatewayFailure"];
            readonly 504: components["responses"]["GatewayFailure"];
        };
    };
    readonly listExecutionInstances: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The id of the step whose instances to return.
                 * @example ES20250630211721000002
                 */
                readonly execution_step_id?: components["parameters"]["execution_step_id"];
                /**
                 * @description How many entries to return at most. Left out, the list of tickets has 10; how many the others have is not documented. The
                 *     largest value is not documented either; 100 is known to work.
                 * @example 2
                 */
                readonly limit?: components["parameters"]["limit"];
                /**
                 * @description How many entries to pass over, counted in entries, not in pages. Left out, the service begins at 0.
                 * @example 0
                 */
                readonly offset?: components["parameters"]["offset"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The instances. */
            readonly 200: {
                headers: {
                    /** @description The id of the request, to quote to the support of the vendor. Not known to be always there. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListExecutionInstancesResponse"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["GatewayFailure"];
            readonly 502: components["responses"]["GatewayFailure"];
            readonly 503: components["responses"]["GatewayFailure"];
            readonly 504: components["responses"]["GatewayFailure"];
        };
    };
}
