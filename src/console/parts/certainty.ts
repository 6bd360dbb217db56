/** How sure a norm is, and what it does, in words. Pure. */
import type { Visit } from '../page.ts'

type Both = readonly [nl: string, en: string]
type Text = Pick<Visit, 't'>

export const CERTAINTIES: Readonly<Record<string, Both>> = {
  V1: ['wettekst nagelezen', 'text of the law read'],
  V2: ['oudere wettekst nagelezen', 'older text of the law read'],
  V3: ['alleen uit een gezaghebbende bron', 'from an authoritative page only'],
  U1: ['niet opgezocht, algemene kennis', 'not looked up, general knowledge'],
  U2: ['moet een jurist nog nagaan', 'a lawyer still has to check'],
  I: ['eigen keuze, staat niet in de wet', 'own choice, not in the law'],
}

export function certaintyWord({ t }: Text, code: string): string {
  const known = CERTAINTIES[code]
  return known ? `${code}: ${t(...known)}` : code
}

/** The same for who asked, who has no use for the code. */
export function howSure({ t }: Text, code: string): string {
  const known = CERTAINTIES[code]
  return `${t('Zekerheid', 'Certainty')}: ${known ? t(...known) : code}`
}

/** Parts of an effect, as norms write it: `deny + obligation`. */
export const EFFECT_PARTS: Readonly<Record<string, Both>> = {
  permit: ['staat toe', 'permits'],
  deny: ['weigert', 'refuses'],
  'needs approval': ['vraagt een oordeel', 'asks for a judgement'],
  mask: ['schermt af', 'masks'],
  obligation: ['verplicht', 'obliges'],
}

export function effectWord({ t }: Text, effect: string): string {
  return effect
    .split(/ [+/] /)
    .map((part) => t(...(EFFECT_PARTS[part] ?? [part, part])))
    .join(', ')
}

/** What one norm said about one question. */
const SPOKEN: Readonly<Record<string, Both>> = {
  permit: ['staat het toe', 'permits it'],
  deny: ['weigert het', 'refuses it'],
  require: ['wil eerst een oordeel', 'wants a judgement first'],
  treat: ['beperkt het', 'narrows it'],
  oblige: ['verplicht tot iets', 'obliges to something'],
}

export function spokenWord({ t }: Text, effect: string): string {
  return t(...(SPOKEN[effect] ?? [effect, effect]))
}
