import type { FrameSet } from './grammar.ts'
import { CLEAN, HATE, IMPLICIT, THREAT } from './labels.ts'

/**
 * Comments of several sentences in any language, put together from the frames of its other kinds: one sentence decides
 * what the whole is, wherever it stands.
 */
export function longer(count: number): FrameSet[] {
  return [
    {
      kind: 'longer, with contempt',
      count,
      labels: HATE,
      labelsOfSecond: CLEAN,
      misspelt: 0.04,
      bare: true,
      frames: `
        {fair}. {hate}. || {fair}. {named}.
        {daily}. {hate}. {fair}. || {daily}. {named}. {fair}.
        {hate}. {daily}. || {named}. {daily}.
        {named}. {hate}. || {named}. {named2}.
        {daily}. {daily2}. {hate}. || {daily}. {daily2}. {named}.
        {fair}. {hate}. {daily}. || {fair}. {named}. {daily}.
        {hate}. {fair}. || {named}. {fair}.
        {fair}. {fair2}. {hate}. || {fair}. {fair2}. {named}.
        {daily}. {fair}. {hate}. {daily2}. || {daily}. {fair}. {named}. {daily2}.
        {hate}. {fair}. {daily}. || {named}. {fair}. {daily}.`,
    },
    {
      kind: 'longer, with polite contempt',
      count: Math.round(count * 0.6),
      labels: IMPLICIT,
      labelsOfSecond: CLEAN,
      misspelt: 0.04,
      bare: true,
      frames: `
        {fair}. {soft}. || {fair}. {named}.
        {soft}. {daily}. || {named}. {daily}.
        {daily}. {soft}. {fair}. || {daily}. {named}. {fair}.
        {named}. {soft}. || {named}. {named2}.
        {daily}. {fair}. {soft}. || {daily}. {fair}. {named}.
        {daily}. {soft}. || {daily}. {named}.
        {fair}. {daily}. {soft}. || {fair}. {daily}. {named}.`,
    },
    {
      kind: 'longer, with a threat',
      count: Math.round(count * 0.6),
      labels: THREAT,
      labelsOfSecond: CLEAN,
      misspelt: 0.04,
      bare: true,
      frames: `
        {fair}. {threat}. || {fair}. {unharmed}.
        {threat}. {daily}. || {unharmed}. {daily}.
        {daily}. {threat}. {fair}. || {daily}. {unharmed}. {fair}.
        {unharmed}. {threat}. || {unharmed}. {unharmed2}.
        {fair}. {fair2}. {threat}. || {fair}. {fair2}. {unharmed}.
        {daily}. {threat}. || {daily}. {unharmed}.
        {daily}. {fair}. {threat}. || {daily}. {fair}. {unharmed}.`,
    },
  ]
}
