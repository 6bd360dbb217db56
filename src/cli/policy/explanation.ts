/** An explanation in words, Dutch first. Pure. */
import type { Explanation } from '../../policy/explained.ts'
import type { Spoken } from '../../policy/explanation.ts'
import { factLines } from './fact-lines.ts'
import { whyNotLines } from './why-not-lines.ts'
import { outcomeLine, restLines, TREATMENT } from './words.ts'

type Unit = Explanation['units'][number]

export function explanationLines(explanation: Explanation): string[] {
  const { outcome, policy, units, missing, obligations, norms, search } = explanation
  return [
    `${outcomeLine(outcome)} (beleid / policy ${policy.revision})`,
    ...groups(units).flatMap(([names, unit]) => ['', ...unitLines(names, unit, search)]),
    '',
    ...restLines(missing, obligations),
    '',
    ...norms.flatMap(normLines),
  ]
}

/** Fields about which the same is said, by their names together. */
function groups(units: readonly Unit[]): [names: string, unit: Unit][] {
  const found = new Map<string, [string, Unit]>()
  for (const unit of units) {
    const key = JSON.stringify({ ...unit, unit: null })
    found.set(key, [[...(found.get(key)?.slice(0, 1) ?? []), unit.unit].join(', '), unit])
  }
  return [...found.values()]
}

function unitLines(names: string, unit: Unit, search: Explanation['search']): string[] {
  const { treatment, waiting, norms, spoken } = unit
  const what = [treatment === null ? 'de handeling als geheel / the act as a whole' : TREATMENT[treatment]]
  const nobody = spoken.some((one) => one.decides)
    ? []
    : [`geen norm staat het toe / no norm permits it: ${norms.join(', ')}`]
  return [
    `${names}: ${[...what, ...(waiting ? ['wacht / waiting'] : []), ...nobody].join(', ')}`,
    ...spoken.map((one) => `  ${one.norm} ${said(one)}${one.decides ? ': beslist / decides' : ''}`),
    ...(unit.whyNot ? whyNotLines(unit.whyNot, search) : []),
  ]
}

function said({ effect, treatment, attestation, obligation }: Spoken): string {
  return [effect, treatment, attestation, obligation].filter((word) => word !== undefined).join(' ')
}

function normLines({
  id,
  title,
  article,
  certainty,
  text,
  inferred,
  facts,
  tables,
}: Explanation['norms'][number]): string[] {
  return [
    `${id}: ${title.nl} / ${title.en}`,
    `  ${article} (${certainty})`,
    `  ${text.nl.trim()}`,
    `  ${text.en.trim()}`,
    ...(inferred === null ? [] : [`  aangenomen / inferred: ${inferred.trim()}`]),
    ...factLines({ facts, tables }),
  ]
}
