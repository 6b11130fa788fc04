/** The longest source that is named beside a text or a report, in UTF-16 units. */
export const SOURCE_MAX = 500

/**
 * A text with where it comes from as its own last line, so that it lives, changes and goes with the text.
 * @param line as the catalogue says it: “Source: https://…”
 */
export const withSource = (text: string, line: string): string =>
  text.split('\n').includes(line) ? text : `${text.trimEnd()}\n\n${line}`
