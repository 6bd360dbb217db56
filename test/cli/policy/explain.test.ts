/** `sluis policy explain`: norms, articles, reasons and why not, of an input and of a decision that is in the log. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BSN, PEOPLE } from '../../../src/cli/demo/people.ts'
import { municipal } from '../../../src/cli/demo/questions.ts'
import { EXIT, UsageError } from '../../../src/cli/help.ts'
import { explainCommand } from '../../../src/cli/policy/explain.ts'
import { LIMITS } from '../../../src/limits.ts'
import { createNode } from '../../../src/node.ts'
import { opaAtHand, POLICIES } from '../../policy/opa.ts'
import { openGarage } from '../../support/garage.ts'
import { openWorld, type World } from '../../support/world.ts'
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
      expect(unit.whyNot).toContainEqual([
        expect.objectContaining({
          kind: 'judgement',
          to: 'COLLEGE_67:decided',
          nl: expect.stringContaining('Collegebesluit'),
        }),
      ])
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
  it('says nothing of why not about what is open', async () => {
    const open = [...GARAGE.attestations, judged('COLLEGE_67', { category: 'C-BEL-G', purpose: 'P-BGP-AANPAK' })]
    const { out } = await explained({ attestations: open, inquiry: { fields: ['aanslag_ozb', 'bsn'] } }, '--json')
    const { units } = JSON.parse(out)
    expect(units[0]).toMatchObject({ unit: 'aanslag_ozb', treatment: 'release', whyNot: null })
    expect(units[1]).toMatchObject({ unit: 'bsn', treatment: 'withhold', norms: ['AVG-02'] })
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
    expect(units[0].whyNot).toContainEqual([expect.objectContaining({ kind: 'role', to: 'R-PRIV' })])
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
  it('says it in words under its own head', async () => {
    const { out } = await explained(GARAGE, '--trace')
    expect(out).toMatch(
      /\n\nregels die niet opgingen \/ lines that failed \(OPA [\d.]+\)\nGEM-01:\n {2}norms\/gem\/gem_01\.rego:\d+: /,
    )
  })
})

describe('sluis policy explain, of a decision', () => {
  let world: World
  let id: string
  let env: Record<string, string | undefined>
  const token = (name: string, text: string) => {
    const path = join(world.folder, name)
    writeFileSync(path, text)
    return path
  }
  let officer: string
  let asker: string
  const read = (decision: string, tokenFile: string, ...more: string[]) => {
    const { dataDir, keysDir } = world.options
    const places = ['--data-dir', dataDir, '--keys-dir', keysDir]
    return run(explainCommand, [decision, ...places, '--token-file', tokenFile, ...more], env)
  }
  const entries = async () => {
    const node = await createNode(world.options)
    const all = await node.ports.ledger.range(0, 1_000)
    await node.close()
    return all
  }
  beforeAll(async () => {
    world = await openWorld()
    const { caseId, cast } = await openGarage(world, 'B4')
    const reply = await cast.asker.post('/v1/inquiries', municipal(caseId, 'BEL/heffingen', 'DETAIL', ['aanslag_ozb']))
    id = String(reply.body.decisionId)
    officer = token('officer.jwt', await world.token(PEOPLE.officer))
    asker = token('asker.jwt', await world.token(PEOPLE.asker))
    env = {
      SLUIS_ISSUERS: JSON.stringify(world.options.issuers),
      SLUIS_SETTINGS: JSON.stringify(world.options.settings),
    }
    await world.stop()
  })
  afterAll(() => world.close())

  it('explains it from its logged facts, by the policy it was taken under', async () => {
    const { code, out, err } = await read(id, officer, '--json')
    expect([code, err]).toEqual([EXIT.ok, ''])
    const { decision, outcome, units } = JSON.parse(out)
    expect(decision).toMatchObject({ id, samePolicy: true })
    expect([outcome, units[0].norms]).toEqual(['deny', ['GEM-01']])
    expect(out).not.toContain(BSN.garagehouder)
  })
  it('leaves in the log that it was read, and by whom it was refused to', async () => {
    const before = await entries()
    await read(id, officer)
    const { code, err } = await read(id, asker)
    expect(code).toBe(EXIT.refused)
    expect(err).toMatch(/^log: 403 .*AWB-01/)
    const after = await entries()
    expect(after.slice(before.length).map((entry) => entry.type)).toEqual(['read', 'read'])
  })
  it('is refused for a purpose that is none, with a token that is none, and for an id that is none', async () => {
    expect((await read(id, officer, '--purpose', 'P-BGP-AANPAK')).err).toMatch(/^log: 403 /)
    expect((await read(id, token('none.jwt', 'x'))).err).toMatch(/^log: 401 /)
    expect((await read('00000000-0000-7000-8000-000000000000', officer)).err).toMatch(/^log: 404 /)
    expect((await read(id, join(world.folder, 'nowhere'))).err).toContain('nowhere: cannot be read')
  })
  it('says when the policy is another than it was taken under', async () => {
    const under = env
    env = { ...env, SLUIS_SETTINGS: '{}' }
    const { out } = await read(id, officer)
    env = under
    expect(out).toContain('genomen onder ander beleid')
    expect(out).toContain('BGP-12')
  })
  it('needs a folder and a token, and makes no folder where there is none', async () => {
    await expect(run(explainCommand, [id], env)).rejects.toMatchObject({ name: 'UsageError' })
    const nowhere = join(world.folder, 'empty')
    const args = [id, '--data-dir', nowhere, '--keys-dir', world.options.keysDir, '--token-file', officer]
    await expect(run(explainCommand, args, env)).rejects.toMatchObject({ name: 'StorageFailure' })
    expect(existsSync(nowhere)).toBe(false)
  })
  it('names what is wrong with the configuration, and exits with 3', async () => {
    const under = env
    env = { ...env, SLUIS_SETTINGS: 'x' }
    const { code, err } = await read(id, officer, '--bundle', join(POLICIES, 'bundle'))
    env = under
    expect(code).toBe(EXIT.configuration)
    expect(err).toContain('SLUIS_SETTINGS')
  })
})
