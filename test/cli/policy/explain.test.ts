/** `sluis policy explain`: norms, articles, reasons and why not, of an input. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXIT, UsageError } from '../../../src/cli/help.ts'
import { explainCommand } from '../../../src/cli/policy/explain.ts'
import { LIMITS } from '../../../src/limits.ts'
import { opaAtHand, POLICIES } from '../../policy/opa.ts'
import { type Folder, folder, run, WITHOUT_OPA } from './run.ts'

const opa = opaAtHand()

let place: Folder
beforeAll(() => {
  place = folder()
})
afterAll(() => place.remove())

const judged = (type: string, scope?: object) => ({ type, ...(scope ? { scope } : {}) })
const about = { regime: 'BGP', purpose: 'P-BGP-AANPAK' }
const GARAGE = {
  attestations: [
    ...['W1', 'W2A', 'W2B', 'W3', 'W4'].map((type) => judged(type)),
    judged('REGISTER', about),
    judged('DPIA', about),
    judged('PC2A', { department: 'ONDM', category: 'C-BEL-G' }),
  ],
}
const explained = (input: unknown, ...args: string[]) => run(explainCommand, [place.write('in.json', input), ...args])

describe('sluis policy explain, of an input', () => {
  it('says per field which norms spoke and which decided, and with what one change it would open', async () => {
    const { code, out } = await explained(GARAGE, '--json')
    expect(code).toBe(EXIT.ok)
    const { outcome, units, norms, search } = JSON.parse(out)
    expect(outcome).toBe('deny')
    expect(units.map((unit: { unit: string }) => unit.unit)).toEqual(['aanslag_ozb', 'kwijtschelding'])
    for (const unit of units) {
      expect(unit).toMatchObject({ treatment: 'withhold', norms: ['GEM-01'] })
      expect(unit.spoken).toContainEqual({ norm: 'GEM-01', effect: 'deny', decides: true })
      expect(unit.whyNot.openings).toContainEqual({
        changes: [
          expect.objectContaining({
            kind: 'judgement',
            to: 'COLLEGE_67:decided',
            nl: expect.stringContaining('Collegebesluit'),
          }),
        ],
        treatment: 'release',
      })
    }
    expect(norms).toContainEqual(
      expect.objectContaining({
        id: 'GEM-01',
        article: 'Gemeentewet 231 jo. AWR 67',
        certainty: 'V2',
        title: { nl: expect.any(String), en: expect.any(String) },
        text: { nl: expect.any(String), en: expect.any(String) },
      }),
    )
    expect(search.complete).toBe(true)
    const gem = norms.find((norm: { id: string }) => norm.id === 'GEM-01')
    expect(gem.facts).toContainEqual(expect.objectContaining({ path: 'case.state', values: ['B4'] }))
  })
  it('says so in words, Dutch first, and of fields that fare alike once', async () => {
    const { out } = await explained(GARAGE)
    expect(out).toMatch(
      /^deny: geweigerd \/ refused \(beleid \/ policy [0-9a-f]{12}\)\n\naanslag_ozb, kwijtschelding: niet \/ withheld\n/,
    )
    expect(out).toContain('\n  GEM-01 deny: beslist / decides\n')
    expect(out).toContain(
      'één van deze wijzigingen zou dit openen / why not: one of these changes would open it\n    - vaststelling',
    )
    expect(out).toMatch(/\nGEM-01: [^\n]+ \/ Municipal tax data are secret\n {2}Gemeentewet 231 jo\. AWR 67 \(V2\)\n/)
  })
  it('gives with each norm the facts that it read; without the page of facts it says which command writes that', async () => {
    const { out } = await explained(GARAGE)
    expect(out).toContain('\n    attestations[].type COLLEGE_67 = niet aanwezig / not there: Collegebesluit over')
    const bare = folder((path) => path === 'default.json')
    try {
      const { code, err } = await explained(GARAGE, '--policies', bare.path, '--bundle', join(POLICIES, 'bundle'))
      expect([code, err]).toEqual([
        EXIT.refused,
        expect.stringMatching(/FACTS\.md: cannot be read; sluis policy build/),
      ])
    } finally {
      bare.remove()
    }
  })
  it('says nothing of why not about what is open', async () => {
    const open = [...GARAGE.attestations, judged('COLLEGE_67', { category: 'C-BEL-G', purpose: 'P-BGP-AANPAK' })]
    const { out } = await explained({ attestations: open, inquiry: { fields: ['aanslag_ozb', 'bsn'] } }, '--json')
    const { units } = JSON.parse(out)
    expect(units[0]).toMatchObject({ unit: 'aanslag_ozb', treatment: 'release', whyNot: null })
    expect(units[1]).toMatchObject({ unit: 'bsn', treatment: 'withhold', norms: ['AVG-02'] })
  })
  it('says what goes in part as such, and of what only waits then that it does, and for what', async () => {
    const all = { attestations: GARAGE.attestations, inquiry: { fields: ['iban'] } }
    expect((await explained(all)).out).toMatch(/ {4}- [^\n]*COLLEGE_67[^\n]* \(deels afgedekt \/ masked\)\n/)
    const lawful = [...GARAGE.attestations, judged('COLLEGE_67', { category: 'C-BEL-G', purpose: 'P-BGP-AANPAK' })]
    const waits = { attestations: lawful.filter(({ type }) => type !== 'PC2A') }
    expect((await explained(waits)).out).toContain('waarom niet: één van deze wijzigingen zou dit openen')
  })
  it('says that it stopped looking when the bound is reached', async () => {
    const { out } = await explained({ inquiry: { fields: ['bsn'] } })
    expect(out).toContain('de grens is bereikt: er kan meer zijn / the bound is reached: there may be more')
    expect(out).toContain(`(${LIMITS.whyNotEvaluations} beoordelingen / evaluations)`)
  })
  it('with --trace and without OPA says in one line how to get one, and explains all the same', async () => {
    const file = place.write('in.json', GARAGE)
    const { code, out } = await run(explainCommand, [file, '--trace'], WITHOUT_OPA)
    expect(code).toBe(EXIT.ok)
    expect(out).toContain('GEM-01 deny: beslist / decides')
    expect(out).toMatch(/\n\nzonder spoor \/ without a trace: SLUIS_OPA [^\n]* is needed\n$/)
    const { out: json } = await run(explainCommand, [file, '--trace', '--json'], WITHOUT_OPA)
    expect(JSON.parse(json)).toMatchObject({ outcome: 'deny', trace: { unavailable: expect.any(String) } })
  })
  it.each([[['--norm', 'GEM-01']], [['--trace', '--norm', 'GEM-99']]])('%j is wrong use', async (options) => {
    await expect(explained(GARAGE, ...options)).rejects.toThrow(UsageError)
  })
  it('explains an act as a whole', async () => {
    const { out } = await explained(
      { act: { kind: 'read', purpose: 'P-AUDIT', resource: 'decisions' }, case: null },
      '--json',
    )
    const { units } = JSON.parse(out)
    expect(units).toHaveLength(1)
    expect(units[0]).toMatchObject({ unit: 'act', treatment: null })
    expect(units[0].whyNot.openings).toContainEqual({
      changes: [expect.objectContaining({ kind: 'role', to: 'R-PRIV' })],
      treatment: null,
    })
  })
  it('says of what is neither a file nor a decision that it is neither', async () => {
    const { code, err } = await run(explainCommand, ['0190-none'])
    expect([code, err]).toEqual([EXIT.refused, expect.stringContaining('0190-none: geen bestand, en geen id van een')])
  })
  it('does not explain a screening', async () => {
    const { code, err } = await explained({ records: [{}] })
    expect(code).toBe(EXIT.refused)
    expect(err).toContain('in.json: /records: ')
  })
  it.each([[[]], [['a.json', 'b.json']]])('%j is wrong use', async (args) => {
    await expect(run(explainCommand, args)).rejects.toMatchObject({ name: 'UsageError' })
  })
})

describe.runIf(opa !== undefined)('sluis policy explain --trace, with OPA at hand', () => {
  type Line = { file: string; line: number; expression: string; held: boolean; because: Line[] }
  const lineOf = (file: string, expression: string) =>
    1 +
    readFileSync(join(POLICIES, file), 'utf8')
      .split('\n')
      .findIndex((line) => line.trim() === expression)
  const traced = async (input: unknown, ...more: string[]) => {
    const { out } = await explained(input, '--trace', '--json', ...more)
    const norms: { norm: string; failed: Line[] }[] = JSON.parse(out).trace.norms
    return new Map(norms.map(({ norm, failed }) => [norm, failed]))
  }

  it('names the lines of the norms that stood in the way, with the lines of the rules that these name', async () => {
    const file = 'norms/gem/gem_01.rego'
    const pending = '["COLLEGE_67", "C-BEL-G"] in lib.pending'
    const found = await traced(GARAGE)
    expect([...found.keys()]).toEqual(['GEM-01'])
    const drafted = found.get('GEM-01')?.find(({ expression }) => expression === 'drafted')
    expect(drafted).toMatchObject({ file, line: lineOf(file, 'drafted') })
    expect(drafted?.because).toEqual([
      { file, line: lineOf(file, pending), expression: pending, held: false, because: [] },
    ])
    const wgs = found.get('GEM-01')?.find(({ expression }) => expression === 'not lib.wgs')
    expect([wgs?.held, wgs?.because.map((one) => one.expression)]).toEqual([
      true,
      ['wgs if input.inquiry.regime == "WGS"'],
    ])
  })
  const files = (lines: readonly Line[] = []): string[] =>
    lines.flatMap(({ file, because }) => [file, ...files(because)])
  it('names those of a norm that was expected and said nothing, down into the library', async () => {
    const asked = { inquiry: { source: 'BZ/personen', fields: ['adres'] } }
    const place = (lines: readonly Line[] = []) => lines.find(({ expression }) => expression === 'place')
    expect(place((await traced(asked, '--norm', 'BRP-01')).get('BRP-01'))).toBeUndefined()
    const closed = await traced({ ...asked, case: { state: 'B6' } }, '--norm', 'BRP-01')
    expect(files(place(closed.get('BRP-01'))?.because)).toContain('lib/own_task.rego')
  })
  it('of an act looks at what the norms say of acts, and tells what a `not` that held rests on', async () => {
    const found = await traced({ act: { kind: 'transition', to: 'B2' }, case: { state: 'B1' } })
    const anchored = found.get('BGP-01')?.filter(({ expression }) => expression === 'not lib.anchored')
    expect(anchored?.map(({ held }) => held)).toContain(true)
    expect(files(anchored)).toContain('lib/municipal.rego')
  })
  it('of an act that nobody permits names the lines of the table that says who may', async () => {
    const read = { act: { kind: 'read', purpose: 'P-AUDIT', resource: 'decisions' }, case: null }
    const found = await traced(read)
    const role = 'has_one_of(reading.roles)'
    expect(found.get('acts/read')).toContainEqual(
      expect.objectContaining({ file: 'acts/read.rego', line: lineOf('acts/read.rego', role), expression: role }),
    )
    const permitted = await traced({ ...read, caller: { roles: ['R-PRIV'] } })
    expect([...permitted.keys()]).toEqual([])
  })
  it('says so where the sources say something else than the bundle that is explained', async () => {
    const other = folder((path) => !path.startsWith('bundle'))
    try {
      const file = 'norms/gem/gem_01.rego'
      const rego = readFileSync(join(POLICIES, file), 'utf8')
      other.write(file, rego.replaceAll('"effect": "deny"', '"effect": "permit"'))
      const options = ['--trace', '--policies', other.path, '--bundle', join(POLICIES, 'bundle')]
      const { out } = await explained(GARAGE, ...options)
      expect(out).toContain('\nGEM-01: deze bronnen zeggen iets anders dan de bundel')
      expect((await explained(GARAGE, '--trace')).out).not.toContain('iets anders dan de bundel')
    } finally {
      other.remove()
    }
  })
  it('says it in words under its own head', async () => {
    const { out } = await explained(GARAGE, '--trace')
    expect(out).toMatch(
      /\n\nregels die niet opgingen \/ lines that failed \(OPA [\d.]+\)\nGEM-01:\n {2}norms\/gem\/gem_01\.rego:\d+: /,
    )
  })
})
