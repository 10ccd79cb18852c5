/**
 * Where COC answers, one address a site. A site is a partition of its own, with its own accounts: the address of another
 * site does not refuse your key, it may well answer with an empty list.
 *
 * Source: the regions that the vendor's SDKs declare for COC (huaweicloud-sdk-nodejs-v3, services/coc/v1/CocRegion.ts).
 */
export const endpoints: {
  /** The China site. */
  readonly china: "https://coc.myhuaweicloud.com";
  /** The international site. */
  readonly international: "https://coc-intl.myhuaweicloud.com";
  /** The European site. */
  readonly europe: "https://coc-eu-west-101-open-api.myhuaweicloud.eu";
} = {
  china: "https://coc.myhuaweicloud.com",
  international: "https://coc-intl.myhuaweicloud.com",
  europe: "https://coc-eu-west-101-open-api.myhuaweicloud.eu",
};
