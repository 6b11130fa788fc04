/** Keeps a name's writing direction to itself inside a plain sentence (U+2068 … U+2069). */
export const isolated = (name: string) => `\u2068${name}\u2069`
