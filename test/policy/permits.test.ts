/**
 * The permit table, policies/permits.json: every lawful path, the norm that carries its permit, and the cases in which it
 * goes. A path that releases nothing is no path, and a norm or a dataset that stands in no row is forgotten.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { enginesOf, inferredIn } from '../../src/cli/policy/bundle.ts'
import { readDefault } from '../../src/cli/policy/given.ts'
import { readCases } from '../../src/cli/policy/read-cases.ts'
import type { Asked } from '../../src/policy/case-table.ts'
import { decideVerdict } from '../../src/policy/evaluate.ts'
import { normSchema } from '../../src/policy/facts.ts'
import { withInferred } from '../../src/policy/inferred.ts'
import { bundle, committed } from './committed.ts'
import { POLICIES } from './opa.ts'

const text = { nl: z.string().min(1), en: z.string().min(1) }
const path = { ...text, norm: z.string(), cases: z.array(z.string()).min(1) }
const tableSchema = z.strictObject({
  about: z.strictObject(text),
  open: z.array(z.strictObject({ ...path, certainty: normSchema.shape.certainty })),
  closed: z.array(z.strictObject({ ...path, why: z.strictObject(text) })),
})
const { open, closed } = tableSchema.parse(JSON.parse(readFileSync(join(POLICIES, 'permits.json'), 'utf8')))

const { facts, manifest } = bundle()
const authored = withInferred(manifest.norms, inferredIn(join(POLICIES, 'bundle')))
const norms = new Map(authored.map((norm) => [norm.id, norm]))
const all = readCases(POLICIES, readDefault(POLICIES), facts)
const engineOf = enginesOf(committed())
const told = ({ input, settings }: Asked) => decideVerdict(engineOf(settings), input)

/** The questions of a case: one, or its variations. */
const questions = (name: string): Asked[] => all.filter((one) => one.name === name || one.name.startsWith(`${name}#`))
const released = (asked: Asked) => told(asked).fields.filter(({ treatment }) => treatment !== 'withhold')
const permittedBy = (asked: Asked) =>
  told(asked).findings.flatMap(({ norm, effect }) => (effect === 'permit' ? [norm] : []))

describe('an open path', () => {
  it.each(open)('releases a field in every case of it: $en', ({ norm, cases }) => {
    for (const name of cases) {
      expect(questions(name), name).not.toEqual([])
      for (const asked of questions(name)) {
        const going = released(asked).flatMap((field) => field.norms)
        expect(permittedBy(asked), asked.name).toContain(norm)
        expect({ name: asked.name, outcome: told(asked).outcome, going }).toEqual({
          name: asked.name,
          outcome: 'permit',
          going: expect.arrayContaining([norm]),
        })
      }
    }
  })
  it('is as certain as its norm, or a choice that the norm gives its reason for', () => {
    const reason = (id: string) => norms.get(id)?.inferred ?? ''
    const wrong = open.filter(({ norm, certainty }) =>
      certainty === 'I' ? !/\bcarries the permit\b/i.test(reason(norm)) : certainty !== norms.get(norm)?.certainty,
    )
    expect(wrong).toEqual([])
  })
})

it.each(closed)('a closed path releases nothing, by the norm that it names: $en', ({ norm, cases }) => {
  for (const asked of cases.flatMap(questions)) {
    expect(released(asked), asked.name).toEqual([])
    expect(told(asked).fields.flatMap((field) => field.norms)).toContain(norm)
  }
  expect(cases.filter((name) => questions(name).length === 0)).toEqual([])
})

it('no norm permits a question without a path in the table', () => {
  const folder = join(POLICIES, 'norms')
  const rules = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\d\.rego$/.test(name))
  const permits = /\bfindings contains \{\s*"norm": "([A-Z]+-\d+)",\s*"effect": "permit"/
  const permitting = rules.flatMap((name) => permits.exec(readFileSync(join(folder, name), 'utf8'))?.[1] ?? [])
  expect(permitting.length).toBeGreaterThan(20)
  expect([...new Set(open.map(({ norm }) => norm))].toSorted()).toEqual(permitting.toSorted())
})

describe('of every dataset', () => {
  const asked = [...open, ...closed].flatMap(({ cases }) => cases.flatMap(questions)).map(({ input }) => input)

  it('the table says where it goes, or that it goes nowhere', () => {
    const named = new Set(asked.map(({ inquiry }) => inquiry?.source))
    expect(Object.keys(facts.sources).filter((source) => !named.has(source))).toEqual([])
  })
  it('of a department, the table says whether that department gets it for its own task', () => {
    const own = new Set(
      asked.flatMap(({ caller, inquiry }) =>
        inquiry && !inquiry.namesCase ? [`${caller.department} ${inquiry.source}`] : [],
      ),
    )
    const forgotten = Object.entries(facts.sources).filter(
      ([source, { department }]) => department !== null && !own.has(`${department} ${source}`),
    )
    expect(forgotten.map(([source]) => source)).toEqual([])
  })
})

it('every case that is named a path stands in the table, or is what lies next to one', () => {
  const named = new Set([...open, ...closed].flatMap(({ cases }) => cases))
  const permitted = all.filter(
    (one) => /^(path|closed)-/.test(one.name) && one.entrypoint === 'sluis/decide' && told(one).outcome === 'permit',
  )
  expect(permitted.map(({ name }) => name.replace(/#\d+$/, '')).filter((name) => !named.has(name))).toEqual([])
})
