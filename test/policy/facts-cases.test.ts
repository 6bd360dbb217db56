/**
 * Tables about cases: judgements, states, moves, minimisation, and who may open or read; every code known, every end meets.
 * And the rows of norms: each norm is shown both ways, and each term on both sides.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readDefault } from '../../src/cli/policy/given.ts'
import { ruleFileOf } from '../../src/cli/policy/norm-matrix.ts'
import { readCases } from '../../src/cli/policy/read-cases.ts'
import { canonicalText } from '../../src/domain/canonical.ts'
import { PAGES, TRACKS } from '../../src/domain/codes.ts'
import { type CatalogueField, obligationRowSchema } from '../../src/policy/facts.ts'
import { speaks } from '../../src/policy/norm-rows.ts'
import { execute } from '../../src/sources/treatments.ts'
import { POLICIES } from './opa.ts'
import { facts, rowsWhere, strangers } from './tables.ts'

const { organs, roles, purposes, categories, sources, attestations, states, transitions, openings, readings } = facts
const stateNames = Object.assign({}, ...TRACKS.map((track) => states[track]))
const moves = Object.fromEntries(transitions.map((row) => [`${row.from}>${row.to}`, row]))

const NORMS = new URL('../../policies/norms/', import.meta.url)
const ACTS = new URL('../../policies/acts/', import.meta.url)
const fileOf = (norm: string) => new URL(`../${ruleFileOf(norm)}`, NORMS)
const unwritten = (norms: readonly string[]) => norms.filter((norm) => !existsSync(fileOf(norm)))

describe('judgements', () => {
  it('are given by roles and organs that exist', () => {
    expect(strangers(roles, attestations, (row) => row.roles)).toEqual([])
    expect(strangers({ ...organs, SOURCE: true }, attestations, (row) => row.organs ?? [])).toEqual([])
  })
  it('say whose organ is meant only where a source is named', () => {
    expect(rowsWhere(attestations, (row) => !!row.organs?.includes('SOURCE') && !row.scope.includes('source'))).toEqual(
      [],
    )
  })
  it('are given by an owner only about a dataset', () => {
    expect(rowsWhere(attestations, (row) => row.roles.includes('R-OWN') && !row.scope.includes('source'))).toEqual([])
  })
  it('belong to states that exist, and only in a case', () => {
    expect(strangers(stateNames, attestations, (row) => row.states ?? [])).toEqual([])
    expect(rowsWhere(attestations, (row) => row.level === 'organisation' && row.states !== null)).toEqual([])
  })
  it('ask for each test as a detail', () => {
    expect(rowsWhere(attestations, (row) => row.tests.some((test) => row.details[test] !== 'boolean'))).toEqual([])
  })
  it('carry the five tests in every privacy check', () => {
    const five = ['basis', 'compatibility', 'necessity', 'proportionality', 'subsidiarity']
    expect(['PC1', 'PC2A', 'PC2B'].map((code) => attestations[code]?.tests)).toEqual([five, five, five])
  })
  it('never open anything by the word of who asks: what can be met is given by somebody else', () => {
    // Judgements that would open something although the asker gave them, each with the reason why it may.
    const reasons: Readonly<Record<string, string>> = {}
    const opening = rowsWhere(attestations, (row) => Object.values(row.outcomes).includes('met') && !row.independent)
    expect(opening).toEqual(Object.keys(reasons))
  })
  it('let a draft of the college wait, and a refusal refuse', () => {
    expect(attestations.COLLEGE_67?.outcomes).toEqual({ decided: 'met', draft: 'pending', refused: 'refused' })
  })
  it('can only refuse when they are a veto, an objection, a stop or a hold', () => {
    const refusing = rowsWhere(attestations, (row) => !Object.values(row.outcomes).includes('met'))
    expect(refusing.filter((code) => !code.startsWith('STOP_'))).toEqual([
      'VETO',
      'RESULT_VETO',
      'OBJECTION',
      'LEGAL_HOLD',
      'LEGAL_HOLD_ALL',
    ])
  })
})

describe('states and moves', () => {
  it('start where the opening says', () => {
    expect(TRACKS.map((track) => openings[track].state in states[track])).toEqual([true, true])
    expect(TRACKS.map((track) => transitions.some((row) => row.to === openings[track].state))).toEqual([false, false])
  })
  it('move between states of one track, by roles that exist', () => {
    expect(transitions.filter((row) => !(row.from in states[row.regime] && row.to in states[row.regime]))).toEqual([])
    expect(strangers(roles, moves, (row) => row.roles)).toEqual([])
    expect(Object.keys(moves)).toHaveLength(transitions.length)
  })
  it('reach every state, and always come to an end', () => {
    const starts = TRACKS.map((track) => openings[track].state)
    const reached = new Set([...starts, ...transitions.map((row) => row.to)])
    expect(Object.keys(stateNames).filter((name) => !reached.has(name))).toEqual([])
    const left = new Set(transitions.map((row) => row.from))
    expect(Object.keys(stateNames).filter((name) => !left.has(name))).toEqual(['B0', 'B7', 'R8'])
  })
  it('never go back', () => {
    const back = transitions.filter((row) => row.to < row.from).map((row) => row.to)
    expect(new Set(back)).toEqual(new Set(['B0']))
  })
  it('answer questions in B3, B4, B5 and R2 to R5, about results in R6, and nowhere else', () => {
    expect(rowsWhere(states.BGP, (row) => row.modes.length > 0)).toEqual(['B3', 'B4', 'B5'])
    expect(rowsWhere(states.WGS, (row) => row.modes.length > 0)).toEqual(['R2', 'R3', 'R4', 'R5', 'R6'])
  })
  it('answer nothing in bulk, by machine, or again', () => {
    const modes = new Set(TRACKS.flatMap((track) => Object.values(states[track]).flatMap((row) => row.modes)))
    expect(modes).toEqual(new Set(['HITNOHIT', 'DETAIL', 'KNOWN_CHECK']))
  })
  it('compare who is known (WGS 1.7 lid 8) only with results, which are asked whole or not at all', () => {
    expect(rowsWhere(states.WGS, (row) => row.modes.includes('KNOWN_CHECK'))).toEqual(['R6'])
    expect(states.WGS.R6).toMatchObject({ modes: ['DETAIL', 'KNOWN_CHECK'], phases: [] })
  })
  it('open the data phases of WGS 2.23 lid 6 one by one, and none on the municipal track', () => {
    expect(['R1', 'R2', 'R3', 'R4'].map((name) => states.WGS[name]?.phases.length)).toEqual([0, 1, 2, 3])
    expect(rowsWhere(states.BGP, (row) => row.phases.length > 0)).toEqual([])
  })
  it('are opened and read by roles that exist, for purposes that exist', () => {
    expect(strangers(roles, { ...openings, ...readings }, (row) => row.roles)).toEqual([])
    expect(Object.keys(facts.pages)).toEqual(PAGES.map((page) => `page/${page}`))
    expect(strangers(roles, facts.pages, (row) => row.roles ?? [])).toEqual([])
    expect(strangers(purposes, { readings }, (table) => Object.keys(table))).toEqual([])
  })
})

describe('minimisation', () => {
  const rows = Object.entries(facts.minimisation).flatMap(([purpose, byState]) =>
    Object.entries(byState).flatMap(([state, byCategory]) =>
      Object.entries(byCategory).map(([category, fields]) => ({ purpose, state, category, fields })),
    ),
  )
  const catalogued = (category: string): [string, CatalogueField][] =>
    Object.values(sources).flatMap((source) =>
      Object.entries(source.fields).filter(([, field]) => field.category === category),
    )

  it('names purposes, states and categories that exist', () => {
    expect(rows.filter((row) => !(row.purpose in purposes))).toEqual([])
    expect(rows.filter((row) => row.state !== '-' && !(row.state in stateNames))).toEqual([])
    expect(rows.filter((row) => !(row.category in categories))).toEqual([])
  })
  it('has a state exactly where the purpose belongs to a track, and then one in which may be asked', () => {
    const onTrack = (purpose: string) => TRACKS.find((track) => purposes[purpose]?.regimes.join() === track)
    const wrong = rows.filter(({ purpose, state }) => {
      const track = onTrack(purpose)
      return track ? !states[track][state]?.modes.length : state !== '-'
    })
    expect(wrong).toEqual([])
  })
  it('names fields that a source has in that category, save of what only results have (BGS 1.10)', () => {
    const strange = rows.flatMap(({ category, fields }) =>
      Object.keys(fields)
        .filter((name) => name !== '*' && !catalogued(category).some(([known]) => known === name))
        .map((name) => `${category} ${name}`),
    )
    const planned = ['C-ALIGN interventies', 'C-ALIGN planning', 'C-ALIGN uitvoerder']
    expect([...new Set(strange)].toSorted()).toEqual([...planned, 'C-ICOV rapport', 'C-WHO deelnemers'])
  })
  it('asks for no treatment that cannot be executed on the field', () => {
    const samples = { string: 'voorbeeld', number: 1234, boolean: true, date: '2026-11-24', array: '', object: '' }
    const wrong = rows.flatMap(({ category, fields }) =>
      catalogued(category).flatMap(([name, { type, format }]) => {
        const treatment = fields[name]
        if (treatment !== 'mask' && treatment !== 'generalise' && treatment !== 'pseudonymise') return []
        return execute(treatment, samples[type], format, () => 'p') === undefined
          ? [`${category} ${name} ${treatment}`]
          : []
      }),
    )
    expect(wrong).toEqual([])
  })
  it('lets only existence stand for what it does not name, and only in source research (BGP-06)', () => {
    const rest = rows.filter(({ fields }) => '*' in fields)
    expect(new Set(rest.map(({ state, fields }) => `${state} ${fields['*']}`))).toEqual(new Set(['B3 existence']))
  })
  it('gives a RIEC no category before its phase, and none that is in no phase', () => {
    const riec = rows.filter(({ purpose, state }) => purpose.startsWith('P-RIEC-') && state !== 'R6')
    const early = riec.filter(
      ({ state, category }) => !states.WGS[state]?.phases.some((one) => one === categories[category]?.phase),
    )
    expect(riec.length).toBeGreaterThan(0)
    expect(early).toEqual([])
  })
  it('gives a result what the phases before it gave, and what partnerships align (BGS 1.10)', () => {
    const given = (purpose: string, state: string) => facts.minimisation[purpose]?.[state] ?? {}
    const purposesOf = ['P-RIEC-B', 'P-RIEC-S', 'P-RIEC-F']
    const more = purposesOf.flatMap((purpose) =>
      Object.entries(given(purpose, 'R6')).flatMap(([category, fields]) =>
        JSON.stringify(given(purpose, 'R5')[category]) === JSON.stringify(fields) ? [] : [category],
      ),
    )
    expect(more).toEqual(purposesOf.flatMap(() => ['C-WHO', 'C-ALIGN', 'C-ICOV']))
  })
  it('gives the municipal track no care, youth, police or Bibob data', () => {
    const given = rows.filter(({ purpose }) => purpose.startsWith('P-BGP-')).map(({ category }) => category)
    const open = 'BEL-G BRP-ADR BRP-ID BRP-REL SUB TOEZ UITK VERG VGD WOZ-V'.split(' ').map((code) => `C-${code}`)
    expect([...new Set(given)].toSorted()).toEqual(open)
  })
  it('gives the municipal track of a benefit (PW 65, no objection) which one it is and since when, and no amount', () => {
    const benefit = rows.filter(({ purpose, category }) => purpose.startsWith('P-BGP-') && category === 'C-UITK')
    expect(benefit.map(({ purpose, state, fields }) => [purpose, state, Object.keys(fields)])).toEqual([
      ['P-BGP-AANPAK', 'B3', ['*']],
      ['P-BGP-AANPAK', 'B4', ['soort_uitkering', 'ingang', 'einde']],
      ['P-BGP-AANPAK', 'B5', ['soort_uitkering', 'ingang', 'einde']],
    ])
  })
  it('gives care and youth data for their own purpose only', () => {
    const purposesOf = (code: string) => rows.filter(({ category }) => category === code).map(({ purpose }) => purpose)
    expect([purposesOf('C-WMO'), purposesOf('C-JGD')]).toEqual([['P-WMO'], ['P-JGD']])
  })
})

describe('norms', () => {
  it('are written, wherever a table lets one carry a permit', () => {
    const named = [
      ...Object.values(attestations),
      ...transitions,
      ...Object.values(openings),
      ...Object.values(readings),
    ]
    expect(unwritten([...new Set(named.map((row) => row.norm))])).toEqual([])
  })
  it('point to remedies that exist, and every remedy is pointed to', () => {
    const files = readdirSync(NORMS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.rego'))
    const used = files.flatMap((name) => {
      const list = /^# +remedies: \[(.*)\]$/m.exec(readFileSync(new URL(name, NORMS), 'utf8'))?.[1] ?? ''
      return list.split(',').flatMap((code) => code.trim() || [])
    })
    expect(Object.keys(facts.remedies).toSorted()).toEqual([...new Set(used)].toSorted())
  })
  it('oblige to what has words, and nothing has words that no norm obliges to', () => {
    const used = [NORMS, ACTS].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.rego') && !name.includes('_test.'))
        .flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/"obligation": "(\w+)"/g)]),
    )
    expect(Object.keys(facts.obligations).toSorted()).toEqual([...new Set(used.map(([, code]) => code))].toSorted())
  })
  it('are owed by roles that exist; what nobody need do has no day', () => {
    expect(strangers(facts.roles, facts.obligations, (row) => row.owners)).toEqual([])
    const automatic = ['LOG', 'PASS_NOTE', 'RECORD_20Y', 'RECORD_4Y', 'SECRECY_NOTICE', 'SHOW_REMEDY', 'STATE_BASIS']
    expect(rowsWhere(facts.obligations, (row) => row.owners.length === 0)).toEqual(automatic)
    const { LOG } = facts.obligations
    expect(obligationRowSchema.safeParse({ ...LOG, dueDays: 1 }).success).toBe(false)
    expect(obligationRowSchema.safeParse({ ...LOG, dueDays: 0, owners: ['R-PRIV'] }).success).toBe(true)
    expect(obligationRowSchema.safeParse({ ...LOG, dueDays: -1, owners: ['R-PRIV'] }).success).toBe(false)
  })
})

describe('rows of norms', () => {
  const rows = readCases(POLICIES, readDefault(POLICIES), facts).flatMap(({ expect, input, settings }) =>
    'norm' in expect
      ? [{ norm: expect.norm, speaks: speaks(expect), says: canonicalText(expect.says), input, settings }]
      : [],
  )
  const written = readdirSync(NORMS, { recursive: true, encoding: 'utf8' })
    .filter((name) => /_\d\d\.rego$/.test(name))
    .map((name) => (name.split('/').at(-1) ?? '').replace('.rego', '').replace('_', '-').toUpperCase())

  it('show every norm that is written both ways, and no other', () => {
    const shown = (spoke: boolean) => [...new Set(rows.filter((row) => row.speaks === spoke).map((row) => row.norm))]
    expect(shown(true).toSorted()).toEqual(written.toSorted())
    expect(shown(false).toSorted()).toEqual(written.toSorted())
  })

  /** Everything in it that is no object, by its place. */
  const leaves = (value: unknown, place = ''): [string, unknown][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${place}/${key}`))
      : [[place, value]]
  /** The one number in which they differ by one; anything else: nothing. */
  const dayApart = (a: unknown, b: unknown): boolean => {
    const [left, right] = [new Map(leaves(a)), new Map(leaves(b))]
    const places = [...new Set([...left.keys(), ...right.keys()])].filter(
      (place) => left.get(place) !== right.get(place),
    )
    const [one, other] = places.length === 1 ? [left.get(places[0] ?? ''), right.get(places[0] ?? '')] : []
    return typeof one === 'number' && typeof other === 'number' && Math.abs(one - other) === 1
  }
  const counting = written.filter((norm) => /\b\w+Days?\b/.test(readFileSync(fileOf(norm), 'utf8')))

  it('are about terms as well', () => {
    expect(counting).toEqual(expect.arrayContaining(['BGP-07', 'BGP-12', 'BIB-04', 'WGS-26']))
  })
  it.each(counting)('of %s stand on both sides of its term: a day apart, and it says another thing', (norm) => {
    const own = rows.filter((row) => row.norm === norm)
    const turns = own.some((a) =>
      own.some((b) => a.says !== b.says && dayApart([a.input, a.settings], [b.input, b.settings])),
    )
    expect(turns).toBe(true)
  })
})
