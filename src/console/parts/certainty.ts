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

/** The same to who asked, as a sentence about the norm that decided; the code is small behind it. */
const SENTENCES: Readonly<Record<string, Both>> = {
  V1: ['Deze norm is nagelezen in de wettekst', 'This norm was read in the text of the law'],
  V2: ['Deze norm is nagelezen in een oudere wettekst', 'This norm was read in an older text of the law'],
  V3: [
    'Deze norm komt uit een gezaghebbende bron, niet uit de wettekst zelf',
    'This norm comes from an authoritative page, not from the text of the law itself',
  ],
  U1: ['Deze norm is nog niet in de wet nagezocht', 'This norm was not looked up in the law yet'],
  U2: ['Een jurist moet deze norm nog nagaan', 'A lawyer still has to check this norm'],
  I: ['Deze norm is een eigen keuze en staat niet in de wet', 'This norm is an own choice and is not in the law'],
}

export function sureSentence({ t }: Text, code: string): string {
  return t(...(SENTENCES[code] ?? ['Hoe zeker deze norm is', 'How sure this norm is']))
}

/** The same without the code. */
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
