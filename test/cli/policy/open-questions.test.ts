/** policies/OPEN-QUESTIONS.md: what stands in it, and that it is up to date. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inferredIn } from '../../../src/cli/policy/bundle.ts'
import { OPEN_QUESTIONS_FILE, openQuestions } from '../../../src/cli/policy/open-questions.ts'
import { withInferred } from '../../../src/policy/inferred.ts'
import { RETENTION } from '../../erasure/table.ts'
import { bundle } from '../../policy/committed.ts'
import { POLICIES } from '../../policy/opa.ts'

const { manifest, facts } = bundle()
const authored = withInferred(manifest.norms, inferredIn(join(POLICIES, 'bundle')))
const [first] = authored

it('is what `sluis policy build` makes of the committed bundle', () => {
  expect(readFileSync(join(POLICIES, OPEN_QUESTIONS_FILE), 'utf8')).toBe(openQuestions(authored, facts, RETENTION))
})

it('has every norm with a choice of ours or an unverified reading, and no other', () => {
  if (!first) throw new Error('no norms')
  const norms = [
    { ...first, id: 'XX-01', inferred: 'A choice.', certainty: 'V1' as const },
    { ...first, id: 'XX-02', inferred: null, certainty: 'U2' as const },
    { ...first, id: 'XX-03', inferred: null, certainty: 'I' as const },
    { ...first, id: 'XX-04', inferred: null, certainty: 'U1' as const },
    { ...first, id: 'XX-05', inferred: null, certainty: 'V3' as const },
  ]
  const text = openQuestions(norms, facts, null)
  expect([...text.matchAll(/^### (XX-\d\d)/gm)].map(([, id]) => id)).toEqual(['XX-01', 'XX-02', 'XX-03'])
  expect(text).toContain('\nA choice.\n')
})

it('has every row of a table with such a certainty, with its norm where it has one', () => {
  const text = openQuestions([], facts, RETENTION)
  const rows = (table: string) => text.split('\n').filter((line) => line.startsWith(`| ${table} |`))
  const open = ({ certainty }: { certainty: string }) => ['U2', 'I'].includes(certainty)
  expect(rows('attestations')).toHaveLength(Object.values(facts.attestations).filter(open).length)
  expect(rows('tasks')).toHaveLength(Object.values(facts.tasks).filter(open).length)
  expect(rows('transitions')).toHaveLength(facts.transitions.filter(open).length)
  expect(rows('retention')).toHaveLength(Object.keys(RETENTION.rows).length)
  expect(rows('retention').join('\n')).toContain('| `CALLER` | - | gap |')
  const [judgement = ['', undefined] as const] = Object.entries(facts.attestations).filter(([, row]) => open(row))
  expect(rows('attestations').join('\n')).toContain(`| \`${judgement[0]}\` | ${judgement[1]?.norm} |`)
})
