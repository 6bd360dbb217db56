/** `sluis policy explain` of a decision that is in the log: from its logged facts, by who may read it, and logged itself. */
import { cpSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BSN, PEOPLE } from '../../../src/cli/demo/people.ts'
import { municipal } from '../../../src/cli/demo/questions.ts'
import { EXIT } from '../../../src/cli/help.ts'
import { explainCommand } from '../../../src/cli/policy/explain.ts'
import { loggedDecision } from '../../../src/cli/policy/logged.ts'
import { createNode } from '../../../src/node.ts'
import { opaAtHand, POLICIES } from '../../policy/opa.ts'
import { openGarage } from '../../support/garage.ts'
import { openWorld, type World } from '../../support/world.ts'
import { run, WITHOUT_OPA } from './run.ts'

const opa = opaAtHand()

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
      SLUIS_ORIGIN: world.options.origin,
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
  it.runIf(opa !== undefined)(
    'names the lines that failed too, in its logged facts and under its settings',
    async () => {
      const { code, out } = await read(id, officer, '--trace', '--norm', 'BGP-12', '--json')
      expect(code).toBe(EXIT.ok)
      const { trace } = JSON.parse(out)
      const norms: { norm: string; asCompiled: boolean; failed: { expression: string }[] }[] = trace.norms
      expect(norms.map(({ norm, asCompiled }) => [norm, asCompiled])).toEqual([
        ['BGP-09', true],
        ['BGP-12', true],
        ['GEM-01', true],
      ])
      expect(norms.at(-1)?.failed.map(({ expression }) => expression)).toContain('["COLLEGE_67", "C-BEL-G"] in lib.met')
    },
  )
  it('with --trace and without OPA explains it all the same, and says in one line how to get OPA', async () => {
    const under = env
    env = { ...env, ...WITHOUT_OPA }
    const { code, out } = await read(id, officer, '--trace')
    env = under
    expect(code).toBe(EXIT.ok)
    expect(out).toContain('GEM-01 deny: beslist / decides')
    expect(out).toMatch(/\n\nzonder spoor \/ without a trace: SLUIS_OPA [^\n]* is needed\n$/)
  })
  it('names a norm that was expected and does not exist, and what to do', async () => {
    await expect(read(id, officer, '--trace', '--norm', 'XX-99')).rejects.toThrow(/^--norm: XX-99: .*policy matrix/)
  })
  it.each([
    ['settlement', 'geef het id van die beslissing'],
    ['repeat', 'geef het id van de eerste beslissing'],
    ['closing', 'geef het id van de beslissing'],
    ['decision', 'de feiten zijn vernietigd'],
  ])('of a %s without facts says what to do', (type, todo) => {
    expect(() => loggedDecision('x', { type, at: '2026-11-24T10:00:00Z', record: null })).toThrow(todo)
  })
  it('of a decision of another organisation says who has the facts, and of an older shape what to take', () => {
    expect(() => loggedDecision('x', { at: '2026-11-24T10:00:00Z', supplied: true })).toThrow('andere organisatie')
    const record = {
      attributes: { 'adl.core.policies': { sluis: 'sha256:0@0' } },
      body: { 'adl.core.information': { input: { now: 'x' } } },
    }
    expect(() => loggedDecision('x', { type: 'decision', at: 'x', record })).toThrow(
      /^x: \/today: [\s\S]*vastgelegd in een andere vorm/,
    )
  })
  it('of a decision whose asker is destroyed says so, and explains it for nobody else', () => {
    const record = {
      attributes: { 'adl.core.policies': { sluis: 'sha256:0@0' } },
      body: { 'adl.core.information': { input: { now: 'x', caller: 'erased' } } },
    }
    expect(() => loggedDecision('x', { type: 'decision', at: 'x', record })).toThrow(/^x: wie vroeg is vernietigd/)
  })
  it('leaves in the log that it was read, and by whom it was refused to', async () => {
    const before = await entries()
    await read(id, officer)
    const { code, err } = await read(id, asker)
    expect(code).toBe(EXIT.refused)
    expect(err).toMatch(/^log: 403 .*AWB-01/)
    const after = await entries()
    // The server that showed what was there before ended with its tally.
    expect(after.slice(before.length).map((entry) => entry.type)).toEqual(['tally', 'read', 'read'])
  })
  it('is refused for a purpose that is none, with a token that is none, and for an id that is none', async () => {
    expect((await read(id, officer, '--purpose', 'P-BGP-AANPAK')).err).toMatch(/^log: 403 /)
    expect((await read(id, token('none.jwt', 'x'))).err).toMatch(/^log: 401 /)
    expect((await read('00000000-0000-7000-8000-000000000000', officer)).err).toMatch(/^log: 404 /)
    expect((await read(id, join(world.folder, 'nowhere'))).err).toContain('nowhere: cannot be read')
  })
  const damaged = (name: string, change: (file: string) => void) => {
    const dataDir = join(world.folder, name)
    cpSync(world.options.dataDir, dataDir, { recursive: true })
    change(join(dataDir, 'sluis.db'))
    return run(
      explainCommand,
      [id, '--data-dir', dataDir, '--keys-dir', world.options.keysDir, '--token-file', officer],
      env,
    )
  }
  it('of a log that is damaged names the file, and what to do', async () => {
    const work = damaged('damaged', (file) => writeFileSync(file, 'x'.repeat(8_192)))
    await expect(work).rejects.toThrow(/damaged\/sluis\.db: .*herstel haar van een reservekopie/)
  })
  it('of a decision whose content was altered explains nothing, and says what to do', async () => {
    const { code, out, err } = await damaged('altered', (file) => {
      const database = new Database(file)
      for (const name of ['parts_no_update', 'parts_append']) database.exec(`drop trigger ${name}`)
      database.exec('update parts set bytes = zeroblob(length(bytes))')
      database.close()
    })
    expect([code, out]).toEqual([EXIT.refused, ''])
    expect(err).toMatch(/^log: 500 .*\n {2}wat hier is opgeslagen, klopt niet met zijn vastlegging: herstel/)
  })
  it('says of each refusal what to do', async () => {
    expect((await read(id, asker)).err).toMatch(/\n {2}lees met een rol en een doel die dit mogen/)
    expect((await read(id, token('none.jwt', 'x'))).err).toMatch(/\n {2}het token geldt niet/)
    expect((await read('00000000-0000-7000-8000-000000000000', officer)).err).toMatch(
      /\n {2}geen beslissing met dit id/,
    )
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
