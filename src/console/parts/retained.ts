/** Texts of the retention table for who reads: without names of settings, and with words for the mark of a choice. Pure. */
import type { Visit } from '../page.ts'
import { type Bilingual, said } from '../words.ts'
import { CERTAINTIES } from './certainty.ts'

/** `(bgp.retentionDays)`: for who sets it, in the policy. */
const SETTING = / \([a-z]+\.[a-zA-Z]+\)/g
const CHOICE = / \(I\)/g

export function retainedText(v: Pick<Visit, 'language' | 't'>, text: Bilingual): string {
  const words = v.t(...(CERTAINTIES.I ?? ['', '']))
  return said(v, text).replace(SETTING, '').replace(CHOICE, ` (${words})`)
}
