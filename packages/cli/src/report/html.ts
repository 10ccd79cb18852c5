/** A piece of HTML: only what is made by {@link html} or {@link join} is one, so that no text slips in unescaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** HTML from a template: every value is escaped, unless it is HTML itself. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | number | Html)[]): Html {
  return new Html(parts.map((part, index) => part + (index < values.length ? toText(values[index]) : "")).join(""));
}

export function join(pieces: readonly Html[]): Html {
  return new Html(pieces.map(({ text }) => text).join(""));
}

function toText(value: string | number | Html | undefined): string {
  if (value instanceof Html) return value.text;
  return String(value ?? "").replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
