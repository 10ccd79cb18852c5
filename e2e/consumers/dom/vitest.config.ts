// happy-dom's `fetch` keeps to the same-origin policy, also where MSW answers.
export default {
  test: { environmentOptions: { happyDOM: { settings: { fetch: { disableSameOriginPolicy: true } } } } },
};
