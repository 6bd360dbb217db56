/** The tables of policies/facts: each has its shape, and no code in one is unknown to the table that owns it. */
import { describe, expect, it } from 'vitest'
import { REGIMES } from '../../src/domain/codes.ts'
import { factsSchema } from '../../src/policy/facts.ts'
import { parsePath } from '../../src/sources/path.ts'
import { facts, optional, raw, rowsWhere, strangers } from './tables.ts'

const { organs, departments, tasks, purposes, categories, sources, attestations, legal_bases: bases } = facts

describe('shape', () => {
  it('is that of the schema, table by table', () => {
    expect(factsSchema.safeParse(raw).error?.issues ?? []).toEqual([])
  })
  it('is one table a file, and one file a table', () => {
    expect(Object.keys(raw).toSorted()).toEqual(Object.keys(factsSchema.shape).toSorted())
  })
  it('refuses a key that the schema does not know', () => {
    const roles = { 'R-REG': { ...facts.roles['R-REG'], extra: 1 } }
    expect(factsSchema.safeParse({ ...raw, roles }).success).toBe(false)
  })
})

describe('actors', () => {
  it('name only organs that exist', () => {
    expect(strangers(organs, organs, (row) => optional(row.participantAs))).toEqual([])
    expect(strangers(organs, departments, (row) => row.organs)).toEqual([])
  })
  it('take part in a RIEC as themselves or as another participant, or not at all', () => {
    const as = (code: string | null) => (code === null ? undefined : organs[code])
    expect(rowsWhere(organs, (row) => row.participant !== (as(row.participantAs)?.participant ?? false))).toEqual([])
  })
  it('are the participants of WGS 2.19 lid 1, no more and no fewer', () => {
    const participants = rowsWhere(organs, (row, code) => row.participantAs === code).toSorted()
    const listed = 'BD BGM COL FIOD IND KMAR NLA NVWA OM POL PROV UWV'.split(' ')
    expect(participants).toEqual(listed)
  })
  it('hold tasks with organs, departments and purposes that exist', () => {
    expect(strangers(organs, tasks, (row) => [...row.organs, ...row.wgs])).toEqual([])
    expect(strangers(departments, tasks, (row) => row.departments ?? [])).toEqual([])
    expect(strangers(purposes, tasks, (row) => row.purposes)).toEqual([])
  })
  it('hold a task in a RIEC only if it is theirs', () => {
    expect(rowsWhere(tasks, (row) => !row.wgs.every((organ) => row.organs.includes(organ)))).toEqual([])
  })
  it('hold a task through a department only if that department acts for an organ of the task', () => {
    const acts = (name: string, held: readonly string[]) => departments[name]?.organs.some((one) => held.includes(one))
    expect(rowsWhere(tasks, (row) => !(row.departments ?? []).every((name) => acts(name, row.organs)))).toEqual([])
  })
  it('serve a RIEC purpose only with a task of WGS 2.19, and the other way round', () => {
    const serves = (row: { purposes: string[] }) => row.purposes.some((purpose) => purpose.startsWith('P-RIEC-'))
    expect(rowsWhere(tasks, (row) => row.wgs.length > 0 !== serves(row))).toEqual([])
  })
  it('take no social-domain or Bibob task into a RIEC (WGS 2.19 lid 1 onder i)', () => {
    const closed = ['Wmo:2.1.1', 'Wmo:6.1', 'Jeugdwet:2.3', 'Schuldhulp:3', 'Leerplichtwet:16', 'Bibob:3']
    expect(closed.filter((code) => tasks[code]?.wgs.length === 0)).toEqual(closed)
  })
})

describe('purposes and legal bases', () => {
  it('keep the purposes of a track out of every other regime', () => {
    const track = (code: string) => (code.startsWith('P-BGP-') ? 'BGP' : code.startsWith('P-RIEC-') ? 'WGS' : null)
    const wrong = rowsWhere(purposes, (row, code) => track(code) !== null && row.regimes.join() !== track(code))
    expect(wrong).toEqual([])
  })
  it('leave no regime without a purpose', () => {
    const used = new Set(Object.values(purposes).flatMap((row) => row.regimes))
    expect(used).toEqual(new Set(REGIMES))
  })
  it('have a task for each purpose that somebody can ask for', () => {
    const served = Object.values(tasks).flatMap((task) => task.purposes)
    // Why public registers exist; nobody asks the broker in order to keep one.
    expect(rowsWhere(purposes, (_, code) => !served.includes(code))).toEqual(['P-REG'])
  })
  it('name organs, departments, purposes, categories and judgements that exist', () => {
    expect(strangers(purposes, bases, (row) => row.purposes ?? [])).toEqual([])
    expect(strangers(departments, bases, (row) => row.departments ?? [])).toEqual([])
    expect(strangers(organs, bases, (row) => row.organs ?? [])).toEqual([])
    expect(strangers(categories, bases, (row) => row.categories ?? [])).toEqual([])
    expect(strangers(attestations, bases, (row) => optional(row.attestation))).toEqual([])
  })
  it('serve purposes of their own regimes, and departments of their own organs', () => {
    const regimesOf = (code: string) => purposes[code]?.regimes ?? []
    const astray = rowsWhere(
      bases,
      ({ regimes, organs: own, purposes: served, departments: theirs }) =>
        (served ?? []).some((code) => !regimesOf(code).some((regime) => regimes?.includes(regime) ?? true)) ||
        (theirs ?? []).some((code) => !departments[code]?.organs.some((organ) => own?.includes(organ) ?? true)),
    )
    expect(astray).toEqual([])
  })
  it('rest on no judgement about a category: it would be looked up without one, and never be found', () => {
    const scope = (code: string | null) => (code === null ? [] : (attestations[code]?.scope ?? []))
    expect(rowsWhere(bases, (row) => scope(row.attestation).includes('category'))).toEqual([])
  })
  it('never let a covenant or protocol be a basis', () => {
    expect(rowsWhere(bases, (row) => row.regimes?.length === 0)).toEqual(['CONVENANT', 'PROTOCOL'])
  })
})

describe('categories', () => {
  it('name only participants that may bring them into a RIEC', () => {
    expect(strangers(organs, categories, (row) => row.f1Providers ?? [])).toEqual([])
  })
  it('take no income of the tax administration in the first phase (BGS 2.15)', () => {
    const closed = ['C-BD', 'C-INK', 'C-VGD']
    expect(closed.filter((code) => categories[code]?.f1Providers?.includes('BD') === false)).toEqual(closed)
  })
  it('keep care, youth, debt and medical data out of a RIEC (WGS 2.22)', () => {
    const closed = ['C-WMO', 'C-JGD', 'C-SCH', 'C-MED']
    expect(closed.filter((code) => categories[code]?.phase === '-')).toEqual(closed)
  })
  it('flag criminal-offence data (K4) and the tax secrets', () => {
    expect(rowsWhere(categories, (row) => row.class === 'K4' && !row.flags.includes('CRIM'))).toEqual([])
    expect(rowsWhere(categories, (row) => row.flags.includes('FISCAL'))).toEqual(['C-BEL-G', 'C-BD', 'C-TSL'])
  })
  it('are lifted only where they exist, and in a RIEC only in the phase that is theirs', () => {
    const lift = Object.fromEntries(facts.lift.map((row, index) => [`${index} ${row.secrecy}`, row]))
    expect(strangers(categories, lift, (row) => row.categories)).toEqual([])
    const phases = (codes: readonly string[]) => [...new Set(codes.map((code) => categories[code]?.phase))]
    const wrong = rowsWhere(lift, (row) => row.regime === 'WGS' && phases(row.categories).join() !== row.phases.join())
    expect(wrong).toEqual([])
  })
  it('have a secrecy that yields only where a statute says so', () => {
    expect(facts.lift.filter((row) => (row.statute === null) !== (row.regime === null))).toEqual([])
  })
})

describe('sources', () => {
  it('name organs, departments, purposes and categories that exist', () => {
    expect(strangers(organs, sources, (row) => [row.organ, row.origin])).toEqual([])
    expect(strangers(departments, sources, (row) => optional(row.department))).toEqual([])
    expect(strangers(purposes, sources, (row) => row.collectedFor)).toEqual([])
    const named = strangers(categories, sources, (row) => Object.values(row.fields).map((field) => field.category))
    expect(named).toEqual([])
  })
  it('are held by an organ that their department acts for', () => {
    const acts = (name: string | null, organ: string) => name === null || departments[name]?.organs.includes(organ)
    expect(rowsWhere(sources, (row) => !acts(row.department, row.organ))).toEqual([])
  })
  it('have control fields that exist, of a type that screening reads', () => {
    const wrong = Object.entries(sources).flatMap(([id, { control, fields }]) => {
      const persons = control.persons.flatMap(({ field, key }) => [
        [field, 'array'] as const,
        [`${field}[].${key}`, 'string'] as const,
      ])
      const single = [
        [control.date, 'date'],
        [control.wpgArticle, 'string'],
        [control.brpSecret, 'boolean'],
        [control.subject, 'string'],
      ] as const
      return [...single, ...persons]
        .filter(([name, type]) => name !== null && fields[name]?.type !== type)
        .map(() => id)
    })
    expect(wrong).toEqual([])
  })
  it('say of every record of police or boa under which article it is kept', () => {
    const police = (row: { fields: Record<string, { category: string }> }) =>
      Object.values(row.fields).some((field) => /^C-(POL|BOA)/.test(field.category))
    expect(rowsWhere(sources, (row) => police(row) && row.control.wpgArticle === null)).toEqual([])
  })
  it('say of every BRP record whether it carries a confidentiality note (Wet BRP 3.10)', () => {
    expect(rowsWhere(sources, (row) => row.department === 'BZ' && row.control.brpSecret === null)).toEqual([])
  })
  it('flag every BSN, also inside persons', () => {
    const fields = Object.values(sources).flatMap((row) => Object.entries(row.fields))
    expect(fields.filter(([name, field]) => name.endsWith('bsn') !== field.flags.includes('BSN'))).toEqual([])
  })
  it('name fields by paths that the broker can follow', () => {
    const names = Object.values(sources).flatMap((row) => Object.keys(row.fields))
    expect(names.filter((name) => parsePath(name) === undefined)).toEqual([])
  })
})
