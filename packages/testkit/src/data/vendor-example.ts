import type { Execution } from "@coc-executions/types";

/**
 * The two tickets of the vendor's page, newest first.
 *
 * Source: https://support.huaweicloud.com/intl/en-us/api-coc/ListExecutions.html
 */
export function vendorExample(): Execution[] {
  return [
    {
      id: 3025,
      execution_id: "EX2025070121014xxxxxxx",
      type: "NORMAL",
      document_name: "test_document",
      document_id: "DM202507011802390xxxxxxx",
      document_version_id: "573634e7-5e69-4b4b-b4a1-b7xxxxxxx",
      document_version: "v2",
      start_time: 1751374905000,
      end_time: null,
      update_time: 1751374905000,
      status: "Pending",
      description: null,
      parameters: [],
      target_parameter_name: null,
      targets: null,
      creator: "COC-Script",
      tags: [],
      sys_tags: [],
    },
    {
      id: 3024,
      execution_id: "EX2025063021172xxxxxxx",
      type: "NORMAL",
      document_name: "qweqwe",
      document_id: "DM202506302117010xxxxxxx",
      document_version_id: "6b3a059d-2cca-4bb0-82c0-e9xxxxxxx",
      document_version: "v1",
      start_time: 1751289441000,
      end_time: 1751289511000,
      update_time: 1751289512000,
      status: "Succeeded",
      description: null,
      parameters: [{ key: "aaa", value: '["qwe","rew"]' }],
      target_parameter_name: null,
      targets: null,
      creator: "COC-Script",
      tags: [],
      sys_tags: [],
    },
  ];
}
