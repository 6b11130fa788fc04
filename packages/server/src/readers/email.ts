import { Refusal } from '../http/problems.ts'

/** An address in the one form that is compared: trimmed, lower case. Throws Refusal('email.invalid') for what cannot be one, control characters and lists included. */
export function cleanEmail(text: string): string {
  const email = text.trim().toLowerCase()
  if (
    email.length > 254 ||
    !/^[^\s@<>,;:"'()[\]\\\u0000-\u001f\u007f]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u.test(email)
  )
    throw new Refusal('email.invalid')
  return email
}
