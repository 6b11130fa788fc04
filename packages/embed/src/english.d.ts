// The catalogue is one file, but a browser loads only the section it shows: the query makes the bundler see one module per
// section, and everything else in it is shaken off.
declare module '@parley/contract/messages/en.ts?count' {
  export { count } from '@parley/contract/messages/en.ts'
}
declare module '@parley/contract/messages/en.ts?thread' {
  export { thread } from '@parley/contract/messages/en.ts'
}
declare module '@parley/contract/messages/en.ts?write' {
  export { write } from '@parley/contract/messages/en.ts'
}
declare module '@parley/contract/messages/en.ts?along' {
  export { along } from '@parley/contract/messages/en.ts'
}
