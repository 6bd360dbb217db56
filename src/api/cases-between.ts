/**
 * Which cases two policies decide otherwise: the cases and rows that came with the installation, each asked twice, in turns.
 * They bring local settings of their own, so that nothing shows of those of any organisation. What was compared is kept.
 */
import { canonicalText } from '../domain/canonical.ts'
import { LIMITS } from '../limits.ts'
import { turn } from '../log/turn.ts'
import { enginesWith } from '../policy/answers.ts'
import type { KeptPolicy } from '../policy/archive.ts'
import { BundleFault } from '../policy/bundle.ts'
import { type Asked, questionsOf } from '../policy/case-table.ts'
import { rowsOf } from '../policy/norm-rows.ts'
import { type Alike, alike, type Changed, changedIn } from '../policy/policy-difference.ts'
import { PolicyProblems } from '../policy/problems.ts'
import type { AppPorts } from './context.ts'
import type { CasesDifference } from './documents-policy.ts'

/** null: there are no cases here, or one of these policies cannot be evaluated here. */
export type CasesBetween = (a: KeptPolicy, b: KeptPolicy) => Promise<CasesDifference | null>

/** Asked at a stretch. */
const STRETCH = 4

export function casesBetween(ports: Pick<AppPorts, 'workbook' | 'facts' | 'crypto'>): CasesBetween {
  const known = new Map<string, Promise<CasesDifference | null>>()
  let last: Promise<unknown> = Promise.resolve()
  /** One pair after the other, whoever asks: each takes seconds of one core and two policies in memory. */
  function next(a: KeptPolicy, b: KeptPolicy): Promise<CasesDifference | null> {
    const found = last.then(() => compared(ports, a, b))
    last = found.catch(() => undefined)
    return found
  }
  return (a, b) => {
    const key = `${a.digest} ${b.digest}`
    const found = known.get(key) ?? next(a, b)
    known.delete(key)
    known.set(key, found)
    // What failed is tried again.
    found.catch(() => known.delete(key))
    for (const oldest of known.keys()) if (known.size > LIMITS.differencesKept) known.delete(oldest)
    return found
  }
}

async function compared(
  ports: Pick<AppPorts, 'workbook' | 'facts' | 'crypto'>,
  a: KeptPolicy,
  b: KeptPolicy,
): Promise<CasesDifference | null> {
  const all = await questions(ports)
  if (all.length === 0) return null
  const asked = all.slice(0, LIMITS.differenceQuestions)
  try {
    const changed = await changes(ports, asked, a, b)
    return documentOf(changed, asked.length, asked.length === all.length)
  } catch (error) {
    // A platform that cannot compile, or a revision that wants other settings than the cases have.
    if (error instanceof BundleFault) return null
    throw error
  }
}

async function questions({ workbook, facts }: Pick<AppPorts, 'workbook' | 'facts'>): Promise<Asked[]> {
  const { base } = workbook
  const found: Asked[] = []
  if (!base) return found
  for await (const [path, text] of workbook.cases()) {
    try {
      found.push(...(path.startsWith('cases/norms/') ? rowsOf : questionsOf)(JSON.parse(text), path, base, facts))
    } catch (error) {
      // A file that does not fit these tables says nothing about them.
      if (!(error instanceof PolicyProblems || error instanceof SyntaxError)) throw error
    }
    await turn()
  }
  return found
}

/** Those with the same settings one after the other: an engine of each policy at hand is enough. */
async function changes(
  { crypto }: Pick<AppPorts, 'crypto'>,
  asked: readonly Asked[],
  a: KeptPolicy,
  b: KeptPolicy,
): Promise<Changed<Asked>[]> {
  const [old, fresh] = [a, b].map(({ files }) => enginesWith(files, crypto.sha256, 1))
  const found: Changed<Asked>[] = []
  const keyed = asked.map((question) => [canonicalText(question.settings), question] as const)
  for (const [at, [, question]] of keyed.toSorted(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0)).entries()) {
    if (at % STRETCH === 0) await turn()
    if (old && fresh) found.push(...changedIn(question, old, fresh))
  }
  return found
}

function documentOf(changed: readonly Changed<Asked>[], questions: number, complete: boolean): CasesDifference {
  const count = (direction: Direction) => changed.filter((one) => directionOf(one.differences) === direction).length
  const groups = alike(changed).toSorted(
    (x, y) => ORDER[directionOf(x.differences)] - ORDER[directionOf(y.differences)],
  )
  return {
    questions,
    complete: complete && groups.length <= LIMITS.differenceGroups,
    opens: count('opens'),
    closes: count('closes'),
    otherwise: count('same'),
    changed: groups.slice(0, LIMITS.differenceGroups).map(groupOf),
  }
}

type Direction = Alike<Asked>['differences'][number]['direction']
const ORDER: Readonly<Record<Direction, number>> = { opens: 0, closes: 1, same: 2 }

/** What opens weighs most. */
function directionOf(differences: Alike<Asked>['differences']): Direction {
  const all = differences.map(({ direction }) => direction)
  return all.includes('opens') ? 'opens' : all.includes('closes') ? 'closes' : 'same'
}

function groupOf({ questions, differences }: Alike<Asked>): CasesDifference['changed'][number] {
  const named = questions.slice(0, LIMITS.differenceNamed)
  const stateOf = ({ is, norms }: Alike<Asked>['differences'][number]['before']) => ({ is, norms: [...norms] })
  return {
    cases: named.map(({ name, title }) => ({ name, title })),
    more: questions.length - named.length,
    differences: differences.map(({ kind, name, direction, before, after }) => ({
      kind,
      name,
      direction,
      before: stateOf(before),
      after: stateOf(after),
    })),
  }
}
