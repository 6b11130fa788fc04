/** Someone with an account at the Courier: what the newspaper's own sign-in knows, and puts into the token for Parley. */
export interface Person {
  /** `sub` of the token. */
  id: string
  name: string
  role: 'reader' | 'moderator' | 'editor'
  /** Said on the card of the sign-in page; people without one only appear in the discussion. */
  about?: string
}

/** Everyone who writes at the Courier. All are invented. */
export const PEOPLE: readonly Person[] = [
  {
    id: 'alice',
    name: 'Alice Moreau',
    role: 'reader',
    about: 'Reads the business pages first. One of the comments below the lead story is hers.',
  },
  {
    id: 'bob',
    name: 'Bob Tanaka',
    role: 'reader',
    about: 'Works for a supplier of the car trade. His question below the lead story is still open.',
  },
  { id: 'dora', name: 'Dora Lind', role: 'reader', about: 'Writes little, and reports what she finds out of place.' },
  {
    id: 'mona',
    name: 'Mona Adler',
    role: 'moderator',
    about: 'Looks after the discussion at the desk.',
  },
  {
    id: 'otto',
    name: 'Otto Lang',
    role: 'editor',
    about: 'Decides at the desk on appeals against Mona, and settles the house rules there.',
  },
  { id: 'emil', name: 'Emil Weber', role: 'reader' },
  { id: 'farah', name: 'Farah Nasser', role: 'reader' },
  { id: 'gwen', name: 'Gwen Pritchard', role: 'reader' },
  { id: 'henrik', name: 'Henrik Dahl', role: 'reader' },
  { id: 'ines', name: 'Ines Carvalho', role: 'reader' },
  { id: 'jonas', name: 'Jonas Keller', role: 'reader' },
  { id: 'kemi', name: 'Kemi Adeyemi', role: 'reader' },
  { id: 'luca', name: 'Luca Ferri', role: 'reader' },
  { id: 'nora', name: 'Nora Whelan', role: 'reader' },
  { id: 'oskar', name: 'Oskar Brandt', role: 'reader' },
  { id: 'priya', name: 'Priya Raman', role: 'reader' },
]

/** The person with an id; undefined for an id nobody has, as in a stale or forged cookie. */
export const personOf = (id: string | undefined): Person | undefined => PEOPLE.find(person => person.id === id)
