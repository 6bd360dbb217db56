/** Rows of norms (policies/cases/norms): a row that does not hold is told, and a bad one with its file and place. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXIT } from '../../../src/cli/help.ts'
import { casesCommand } from '../../../src/cli/policy/cases.ts'
import { diffCommand } from '../../../src/cli/policy/diff.ts'
import { POLICIES } from '../../policy/opa.ts'
import { type Folder, folder, run, WITHOUT_OPA } from './run.ts'

let policies: Folder
beforeAll(() => {
  policies = folder((path) => path.startsWith('bundle') || path === 'default.json')
})
afterAll(() => policies.remove())

/** Without a decision of the college municipal tax data are refused, as the default asks for them. */
const row = { nl: 'Zonder besluit', en: 'Without a decision', says: { deny: ['C-BEL-G'] }, outcome: 'deny' }
const college = { type: 'COLLEGE_67', scope: { category: 'C-BEL-G', purpose: 'P-BGP-AANPAK' } }
const judged = async (document: unknown, name = 'gem') => {
  const file = policies.write(`cases/norms/${name}.json`, document)
  const done = await run(casesCommand, ['--policies', policies.path], WITHOUT_OPA)
  policies.clear(file)
  return done
}
const of = (norm: string, ...rows: object[]) => ({ norms: { [norm]: { rows } } })
const gem = (change: object = {}) => judged(of('GEM-01', { ...row, ...change }))
const ok = (count: number) => ({ code: EXIT.ok, out: `cases: ${count} decided as expected (Wasm)\n`, err: '' })

describe('a row', () => {
  it('is asked like a case, and holds when the norm says that and no more', async () => {
    expect(await gem()).toEqual(ok(1))
  })
  it.each([
    ['another effect', { says: { permit: ['C-BEL-G'] } }, 'GEM-01 says: deny C-BEL-G, expected permit C-BEL-G'],
    ['another reach', { says: { deny: 'all' } }, 'GEM-01 says: deny C-BEL-G, expected deny all'],
    ['silence', { says: 'nothing' }, 'GEM-01 says: deny C-BEL-G, expected nothing'],
    ['more than it says', { says: { ...row.says, oblige: ['LOG'] } }, 'expected deny C-BEL-G; oblige LOG'],
    ['another outcome', { outcome: 'review' }, 'outcome: deny, expected review'],
    [
      'a judgement that is there',
      { says: { require: { COLLEGE_67: ['C-BEL-G'] } } },
      'expected require COLLEGE_67 C-BEL-G',
    ],
    ['another treatment', { says: { treat: { mask: ['iban'] } } }, 'expected treat mask iban'],
    ['discretion', { says: { discreet: 'all' } }, 'expected discreet all'],
  ])('is told when it expects %s, under file, norm and number', async (_, change, line) => {
    const { code, err } = await gem(change)
    expect(code).toBe(EXIT.refused)
    expect(err).toContain('norms/gem/GEM-01#1 (Wasm): ')
    expect(err).toContain(line)
  })
  it('is laid over what its norm gives, and that over what its file gives', async () => {
    const given = { inquiry: { source: 'WOZ/objecten', fields: ['waarde'] } }
    const silent = { ...row, says: 'nothing' }
    const again = { ...row, given: { inquiry: { source: 'BEL/heffingen', fields: ['iban'] } } }
    expect(await judged({ given, norms: { 'GEM-01': { rows: [silent, again] } } })).toEqual(ok(2))
    const norm = { given: { inquiry: { fields: ['peildatum'] } }, rows: [silent] }
    expect(await judged({ given, norms: { 'GEM-01': norm } })).toEqual(ok(1))
  })
  it('adds judgements to those that are given, and does without others', async () => {
    const permit = { ...row, says: { permit: ['C-BEL-G'] } }
    const given = { attestations: [college] }
    const rows = [permit, { ...row, without: ['COLLEGE_67'] }]
    expect(await judged({ given, norms: { 'GEM-01': { rows } } })).toEqual(ok(2))
    expect(await gem({ ...permit, judged: [college] })).toEqual(ok(1))
  })
  it('says what a norm requires and treats, of categories, fields and everything', async () => {
    const draft = { ...college, outcome: 'draft' }
    const says = { permit: ['C-BEL-G'], require: { COLLEGE_67: ['C-BEL-G'] } }
    expect(await gem({ judged: [draft], says })).toEqual(ok(1))
    const fields = { given: { inquiry: { fields: ['iban', 'bsn'] } } }
    const treat = { mask: ['iban'], withhold: ['bsn'] }
    expect(await judged(of('AVG-02', { ...row, ...fields, says: { treat } }), 'avg')).toEqual(ok(1))
    expect(await judged(of('AWB-01', { ...row, given: { case: null }, says: discreet }), 'awb')).toEqual(ok(1))
  })
  const discreet = { discreet: 'all', oblige: ['SECRECY_NOTICE'] }
  it('can be an act below a norm that asks, and a question below one that acts', async () => {
    const act = { kind: 'transition', to: 'B2' }
    const moved = { ...row, given: { act, case: { state: 'B1' } }, says: { deny: 'all' } }
    const asked = { ...row, given: { inquiry: { mode: 'DETAIL' } }, says: { deny: 'all' } }
    const rows = [moved, asked]
    expect(await judged({ given: { inquiry: { fields: ['iban'] } }, norms: { 'BGP-01': { rows } } }, 'bgp')).toEqual(
      ok(2),
    )
    expect(await judged({ given: { act }, norms: { 'BGP-01': { rows: [asked] } } }, 'bgp')).toEqual(ok(1))
  })
  it('lays settings over those of the default', async () => {
    const settings = { '00000099000000001000': { bgp: { adoptedBy: ['COL'] } } }
    const rows = [
      { ...row, settings, says: { deny: 'all' } },
      { ...row, says: 'nothing' },
    ]
    expect(await judged(of('BGP-12', ...rows), 'bgp')).toEqual(ok(2))
  })
})

describe('a row about a record', () => {
  const inquiry = { source: 'BIBOB/dossiers', fields: ['datum', 'mate_van_gevaar'] }
  const record = (days: number, more: object = {}) => ({ given: { inquiry, records: [{ ageDays: days, ...more }] } })
  const stays = { says: { treat: { withhold: ['mate_van_gevaar'] } }, outcome: 'goes' }
  it('says what stays behind of it', async () => {
    const rows = [
      { ...row, ...record(731), ...stays },
      { ...row, ...record(730), says: 'nothing', outcome: 'goes' },
    ]
    expect(await judged(of('BIB-04', ...rows), 'bib')).toEqual(ok(2))
  })
  it('says that it stays, that a person in it does, and what it obliges to', async () => {
    const bgp = { given: { case: { state: 'B3' }, records: [{ ageDays: 1826 }] } }
    expect(await judged(of('BGP-07', { ...row, ...bgp, says: { deny: 'all' }, outcome: 'stays' }), 'bgp')).toEqual(
      ok(1),
    )
    const persons = [{ field: 'huishouden', index: 1, relation: 'OTHER' }]
    const wgs = { given: { inquiry: { regime: 'WGS', source: 'BZ/personen', fields: [] }, records: [{ persons }] } }
    const says = { treat: { withhold: ['huishouden[1]'] } }
    expect(await judged(of('WGS-12', { ...row, ...wgs, says, outcome: 'goes' }), 'wgs')).toEqual(ok(1))
    const secret = { given: { inquiry: { source: 'BZ/personen', fields: [] }, records: [{ brpSecret: true }] } }
    const note = { ...row, ...secret, says: { oblige: ['PASS_NOTE'] }, outcome: 'goes' }
    expect(await judged(of('BRP-03', note), 'brp')).toEqual(ok(1))
  })
  it('does not show what its norm says when another norm speaks about it too', async () => {
    const { err } = await judged(of('BIB-04', { ...row, ...record(731, { ofSubject: false }), ...stays }), 'bib')
    expect(err).toContain('norms/bib/BIB-04#1 (Wasm): AVG-01 speaks about the record as well')
  })
  it('is told when it goes where it should stay', async () => {
    const { err } = await judged(of('BIB-04', { ...row, ...record(1), says: 'nothing', outcome: 'stays' }), 'bib')
    expect(err).toBe('cases/norms/bib.json: norms/bib/BIB-04#1 (Wasm): outcome: goes, expected stays\n')
  })
})

describe('a bad row', () => {
  const at = 'cases/norms/gem.json: /norms/GEM-01/rows/0'
  it.each([
    ['without a sentence', { en: '' }, `${at}/en: `],
    ['with an unknown key', { extra: 1 }, `${at}: `],
    ['with an effect that is none', { says: { forbid: 'all' } }, `${at}/says: `],
    ['with a reach that is none', { says: { deny: 'some' } }, `${at}/says/deny: "all", or a list`],
    ['with a treatment that is none', { says: { treat: { blur: 'all' } } }, `${at}/says/treat`],
    ['with a code that is none', { given: { inquiry: { mode: 'X' } } }, `${at}/given/inquiry/mode: `],
    ['with a misspelt key of the input', { given: { case: { stat: 'B4' } } }, `${at}/given/case: `],
    ['with a judgement of no type', { judged: [{ type: 'W9' }] }, `${at}/given/attestations/0/`],
    ['without what is not given', { without: ['W1'] }, `${at}/without: W1 is not given`],
    ['about a question that goes', { outcome: 'goes' }, `${at}/outcome: goes or stays`],
    ['about a record that is permitted', { given: { records: [{}] }, outcome: 'permit' }, `${at}/outcome: goes or`],
    ['about two records', { given: { records: [{}, { index: 1 }] } }, `${at}/given/records: a row gives one record`],
  ])('%s is told with its file and place', async (_, change, line) => {
    const { code, err } = await gem(change)
    expect(code).toBe(EXIT.refused)
    expect(err).toContain(line)
  })
  it('of a norm that belongs to another act is sent there', async () => {
    const { err } = await judged(of('BGP-01', row))
    expect(err).toBe('cases/norms/gem.json: /norms/BGP-01: stands in cases/norms/bgp.json\n')
  })
  it('is not there: a norm without rows is told', async () => {
    expect((await judged(of('GEM-01'))).err).toContain('cases/norms/gem.json: /norms/GEM-01/rows: ')
  })
})

describe('rows of the committed bundle', () => {
  it('are asked by diff, beside the cases', async () => {
    const bundle = join(POLICIES, 'bundle')
    const place = folder()
    cpSync(join(POLICIES, 'cases/norms/gem.json'), join(place.path, 'below/gem.json'), { recursive: true })
    const { out } = await run(diffCommand, [bundle, bundle, '--inputs', place.path], WITHOUT_OPA)
    place.remove()
    expect(Number(/^(\d+) vragen \/ questions, 0 anders /.exec(out)?.[1])).toBeGreaterThan(3)
  })
})
