// provisional, by the lead; the owner of this package replaces it
export const cleanText = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
    .trim()
export const graphemes = (text: string, cap = Infinity) => Math.min([...text].length, cap)
