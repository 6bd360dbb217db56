/** `sluis policy diff`: what a new bundle decides otherwise than an old one, in legal terms; above all what it opens. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadBundle } from '../../policy/bundle.ts'
import type { Difference, State } from '../../policy/comparison.ts'
import type { Facts, Manifest } from '../../policy/facts.ts'
import { alike, type Changed, changedIn } from '../../policy/policy-difference.ts'
import { type CommandIo, EXIT_HELP, UsageError } from '../help.ts'
import { bundleFiles, enginesOf, sha256 } from './bundle.ts'
import { readDefault, readJson } from './given.ts'
import { type NamedInput, readInputs } from './inputs.ts'
import { named } from './words.ts'
import { give, JSON_OPTION, POLICIES_OPTION } from './workbench.ts'

export const DIFF_HELP = `sluis policy diff <oude-bundel> <nieuwe-bundel> [--inputs <map | bestand>] [--settings <bestand>] [--policies <map>] [--json]

Stelt dezelfde vragen aan twee bundels, en zegt wat anders beslist wordt: uitkomst, velden die open of dicht gaan, en door
welke norm. Zonder OPA.
Asks two bundles the same questions, and says what is decided otherwise: outcome, fields that open or close, and by which
norm. Without OPA.

  --inputs <map>          .json-bestanden: casussen, rijen of invoer / files: cases, rows or input; anders / else policies/cases
  --inputs <bestand>      een beslissing of invoer per regel, zoals geëxporteerd uit het log /
                          a decision or input a line, as exported from the log
  --settings <bestand>    lokale instellingen voor alle vragen / local settings for all questions
  --policies <map>        een andere map / another folder
  --json                  voor machines / machine readable

0: er gaat niets open, al kan er iets dicht gaan / nothing opens, though something may close
1: er gaat iets open, of een vraag klopt niet / something opens, or a question is wrong
${EXIT_HELP}`

const OPTIONS = {
  ...POLICIES_OPTION,
  ...JSON_OPTION,
  inputs: { type: 'string' },
  settings: { type: 'string' },
} as const

/** The differences go to stdout also when something opens; the sum of it stands on stderr then. */
export async function diffCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  const [from, to, ...others] = positionals
  if (from === undefined || to === undefined || others.length > 0) throw new UsageError('<oude-bundel> <nieuwe-bundel>')
  const { policies, inputs, settings, json } = values
  return give(io, false, () => {
    const [old, fresh] = [sideOf(from), sideOf(to)]
    const asked = readInputs(inputs ?? join(policies, 'cases'), readDefault(policies), fresh.facts)
    const own = settings === undefined ? undefined : readJson(settings)
    const changed = asked.flatMap((one) => changedIn(one, old.engineOf, fresh.engineOf, own ?? one.settings))
    const opened = changed.filter(({ differences }) => differences.some(({ direction }) => direction === 'opens'))
    const sum = `${asked.length} vragen / questions, ${changed.length} anders / otherwise, ${opened.length} verder open / more open`
    if (json)
      io.out(
        `${JSON.stringify({ questions: asked.length, changed: changed.map(({ question, differences }) => ({ name: question.name, differences })), opens: opened.length > 0 })}\n`,
      )
    else
      io.out(
        linesOf(changed, old, fresh)
          .map((line) => `${line}\n`)
          .join(''),
      )
    if (opened.length > 0) return { ok: false, lines: [sum] }
    return { ok: true, lines: json ? [] : [sum] }
  })
}

type Side = {
  readonly engineOf: ReturnType<typeof enginesOf>
  readonly norms: Manifest['norms']
  readonly facts: Facts
}

function sideOf(folder: string): Side {
  const files = bundleFiles(folder)
  const { manifest, facts } = loadBundle(files, {}, sha256)
  return { engineOf: enginesOf(files), norms: manifest.norms, facts }
}

const DIRECTION = {
  opens: 'gaat open / opens',
  closes: 'gaat dicht / closes',
  same: 'anders beslist / decided otherwise',
} as const satisfies Record<Difference['direction'], string>
/** Questions named of those that change alike: a log has thousands. */
const NAMED = 5

/** Questions that change alike, together. */
function linesOf(changed: readonly Changed<NamedInput>[], old: Side, fresh: Side): string[] {
  return alike(changed).flatMap(({ questions, differences }) => {
    const names = questions.map(({ name }) => name)
    const more = names.length > NAMED ? ` (+${names.length - NAMED})` : ''
    const said = differences.flatMap(({ what, direction, before, after }) => [
      `  ${what}: ${DIRECTION[direction]}`,
      `    ${stateText(before, old)} -> ${stateText(after, fresh)}`,
    ])
    return [`${names.slice(0, NAMED).join(', ')}${more}`, ...said]
  })
}

function stateText({ is, norms }: State, { norms: known }: Side): string {
  return norms.length > 0 ? `${is}: ${named(norms, known)}` : is
}
