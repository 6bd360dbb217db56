/** Why not, in words, Dutch first: what would open it, or at least make it wait. Pure. */
import type { ChangeText, Explanation, WhyNot } from '../../policy/explained.ts'
import { missingText, TREATMENT } from './words.ts'

/** Sets of changes shown to a person; --json gives them all. */
const SHOWN = 20

export function whyNotLines({ openings, lifts }: WhyNot, search: Explanation['search']): string[] {
  const tried = `${search.evaluations} beoordelingen / evaluations`
  const bounded = search.complete
    ? []
    : [`    de grens is bereikt: er kan meer zijn / the bound is reached: there may be more (${tried})`]
  const [opening] = openings
  const [lift] = lifts
  if (opening) {
    const sets = openings.map(({ changes, treatment }) => setLines(changes, asWhat(treatment)))
    return [...headOf(OPENS, opening.changes.length), ...shown(sets), ...(opening.changes.length === 1 ? [] : bounded)]
  }
  if (lift?.changes.length === 0) {
    return [WAITS, ...lift.missing.map((need) => `    - ${missingText(need)}`), ...bounded]
  }
  const nothing = `  waarom niet: geen één of twee wijzigingen openen dit / why not: no one or two changes open it (${tried})`
  if (!lift) return [nothing, ...bounded]
  const sets = lifts.map(({ changes, missing }) => {
    const needs = missing.map(missingText).join('; ')
    return [...setLines(changes, ''), `      wacht dan op / then waits for: ${needs}`]
  })
  return [nothing, ...headOf(LIFTS, lift.changes.length), ...shown(sets), ...bounded]
}

const OPENS = {
  1: '  waarom niet: één van deze wijzigingen zou dit openen / why not: one of these changes would open it',
  2: '  waarom niet: één van deze paren zou dit openen / why not: one of these pairs would open it',
}
const LIFTS = {
  1: '  na één van deze wijzigingen is het geen nee meer, maar wacht het / after one of these changes it is no longer a no, but waits',
  2: '  na één van deze paren is het geen nee meer, maar wacht het / after one of these pairs it is no longer a no, but waits',
}
const WAITS =
  '  waarom niet: het wacht, en opent pas met al deze vaststellingen / why not: it waits, and opens only with all these judgements'

function headOf(heads: typeof OPENS, size: number): string[] {
  return [size === 1 ? heads[1] : heads[2]]
}

function setLines(changes: readonly ChangeText[], as: string): string[] {
  return [
    `    - ${changes.map((change) => change.nl).join('; en ')}${as}`,
    `      ${changes.map((change) => change.en).join('; and ')}`,
  ]
}

/** What goes in part is said to. */
function asWhat(treatment: WhyNot['openings'][number]['treatment']): string {
  return treatment === null || treatment === 'release' ? '' : ` (${TREATMENT[treatment]})`
}

function shown(sets: readonly (readonly string[])[]): string[] {
  const more = sets.length - SHOWN
  return [...sets.slice(0, SHOWN).flat(), ...(more > 0 ? [`    en nog / and ${more} (--json)`] : [])]
}
