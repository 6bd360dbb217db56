/** `sluis policy diff`: what another bundle opens and closes, over cases and over an exported log; 1 when it opens. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXIT } from '../../../src/cli/help.ts'
import { diffCommand } from '../../../src/cli/policy/diff.ts'
import { forged, SETTINGS, text, wasm } from '../../policy/committed.ts'
import { POLICIES } from '../../policy/opa.ts'
import { type Folder, folder, run, WITHOUT_OPA } from './run.ts'

const COMMITTED = join(POLICIES, 'bundle')
let place: Folder
/** The same rules over other tables: the approach gives the whole IBAN, and no longer the property tax. */
let other: string
beforeAll(() => {
  place = folder()
  other = join(place.path, 'other')
  mkdirSync(other)
  const data = JSON.parse(text('data.json'))
  const row = data.facts.minimisation['P-BGP-AANPAK'].B4['C-BEL-G']
  expect([row.iban, row.aanslag_ozb]).toEqual(['mask', 'release'])
  Object.assign(row, { iban: 'release', aanslag_ozb: 'withhold' })
  const files = forged({ data: JSON.stringify(data) })
  for (const [name, content] of Object.entries({
    'policy.wasm': wasm(),
    'data.json': files.data,
    'manifest.json': files.manifest,
    'digest.json': files.digest,
  }))
    writeFileSync(join(other, name), content)
})
afterAll(() => place.remove())

const diff = (from: string, to: string, ...args: string[]) => run(diffCommand, [from, to, ...args], WITHOUT_OPA)

const judged = ['W1', 'W2A', 'W2B', 'W3', 'W4'].map((type) => ({ type }))
const about = { regime: 'BGP', purpose: 'P-BGP-AANPAK' }
const LAWFUL = {
  inquiry: { fields: ['aanslag_ozb', 'iban'] },
  attestations: [
    ...judged,
    { type: 'REGISTER', scope: about },
    { type: 'DPIA', scope: about },
    { type: 'PC2A', scope: { department: 'ONDM', category: 'C-BEL-G' } },
    { type: 'COLLEGE_67', scope: { category: 'C-BEL-G', purpose: 'P-BGP-AANPAK' } },
  ],
}

describe('sluis policy diff', () => {
  it('finds nothing between a bundle and itself', async () => {
    const { code, out, err } = await diff(COMMITTED, COMMITTED)
    expect([code, err]).toEqual([EXIT.ok, ''])
    expect(out).toMatch(/^\d+ vragen \/ questions, 0 anders \/ otherwise, 0 verder open \/ more open\n$/)
  })
  it('says over the cases which field opens and which closes, by which norm and article; and exits with 1', async () => {
    const { code, out, err } = await diff(COMMITTED, other)
    expect(code).toBe(EXIT.refused)
    expect(out).toContain('s22b-minimised-fields\n')
    expect(out).toContain('  iban: gaat open / opens\n    mask: AVG-02 (AVG 5 lid 1 onder c) -> release: BGP-09 (')
    expect(out).toContain('  aanslag_ozb: gaat dicht / closes\n    release: BGP-09 (')
    expect(err).toMatch(/, 2 verder open \/ more open\n$/)
  })
  it('exits with 0 when things only close', async () => {
    const folder = place.write('closing/one.json', { ...LAWFUL, inquiry: { fields: ['aanslag_ozb'] } })
    const { code, out, err } = await diff(COMMITTED, other, '--inputs', join(folder, '..'))
    expect([code, err]).toEqual([EXIT.ok, ''])
    expect(out).toMatch(/^one\.json\n {2}aanslag_ozb: gaat dicht \/ closes\n/)
    expect(out).toContain('  uitkomst / outcome: gaat dicht / closes\n    permit -> deny\n')
    expect(out).toMatch(/\n1 vragen \/ questions, 1 anders \/ otherwise, 0 verder open \/ more open\n$/)
    expect((await diff(other, COMMITTED, '--inputs', join(folder, '..'))).code).toBe(EXIT.refused)
  })
  it('names the line of an exported log that holds no facts, and says to leave it out', async () => {
    const settled = { id: 'x', type: 'settlement', record: null }
    const erased = { id: 'x', type: 'decision', record: { body: { 'adl.core.request': {} } } }
    const askerless = { body: { 'adl.core.information': { input: { ...LAWFUL, caller: 'erased' } } } }
    for (const line of [settled, erased, askerless, { id: 'x', record: askerless }]) {
      const file = place.write('without.ndjson', `${JSON.stringify(LAWFUL)}\n${JSON.stringify(line)}\n`)
      const { code, err } = await diff(COMMITTED, COMMITTED, '--inputs', file)
      expect([code, err]).toEqual([EXIT.refused, expect.stringMatching(/^without\.ndjson:2: zonder feiten: /)])
    }
  })
  it('reads an exported log, a decision a line, in each of its forms, and tells alike changes together', async () => {
    const record = { body: { 'adl.core.information': { input: LAWFUL } } }
    const lines = [LAWFUL, record, { id: 'x', record }].map((line) => JSON.stringify(line))
    const file = place.write('log.ndjson', `${lines.join('\n')}\n\n`)
    const { code, out } = await diff(COMMITTED, other, '--inputs', file)
    expect(code).toBe(EXIT.refused)
    expect(out).toMatch(/^log\.ndjson:1, log\.ndjson:2, log\.ndjson:3\n {2}aanslag_ozb: gaat dicht/)
    const many = place.write('many.ndjson', Array.from({ length: 8 }, () => lines[0]).join('\n'))
    expect((await diff(COMMITTED, other, '--inputs', many)).out).toContain('many.ndjson:5 (+3)\n')
  })
  it('gives a machine every difference', async () => {
    const file = place.write('one.ndjson', JSON.stringify(LAWFUL))
    const { code, out } = await diff(COMMITTED, other, '--inputs', file, '--json')
    expect(code).toBe(EXIT.refused)
    const { questions, changed, opens } = JSON.parse(out)
    expect([questions, opens, changed.length]).toEqual([1, true, 1])
    expect(changed[0].differences).toContainEqual({
      what: 'iban',
      kind: 'field',
      name: 'iban',
      direction: 'opens',
      before: { is: 'mask', norms: ['AVG-02'] },
      after: { is: 'release', norms: ['BGP-09', 'GEM-01'] },
    })
  })
  it('asks with the local settings that are named', async () => {
    const file = place.write('one.ndjson', JSON.stringify(LAWFUL))
    const none = place.write('settings.json', '{}')
    expect((await diff(COMMITTED, other, '--inputs', file, '--settings', none)).code).toBe(EXIT.ok)
    const same = place.write('settings.json', SETTINGS)
    expect((await diff(COMMITTED, other, '--inputs', file, '--settings', same)).code).toBe(EXIT.refused)
  })
  it.each([
    ['a line that is no JSON', '{}\n{"a": }', 'wrong.ndjson:2:7: not JSON\n'],
    ['a code that is none', '{"inquiry": {"mode": "X"}}', 'wrong.ndjson:1: /inquiry/mode: '],
  ])('names the line and the place of %s', async (_, content, line) => {
    const { code, out, err } = await diff(COMMITTED, other, '--inputs', place.write('wrong.ndjson', content))
    expect([code, out]).toEqual([EXIT.refused, ''])
    expect(err).toContain(line)
  })
  it('names inputs that are not there, and refuses a bundle that is not there', async () => {
    expect(await diff(COMMITTED, other, '--inputs', '/nowhere')).toMatchObject({
      code: EXIT.refused,
      err: '/nowhere: cannot be read\n',
    })
    await expect(diff('/nowhere', other)).rejects.toMatchObject({ name: 'StartFailure' })
  })
  it.each([[[]], [['a']], [['a', 'b', 'c']]])('%j is wrong use', async (args) => {
    await expect(run(diffCommand, args)).rejects.toMatchObject({ name: 'UsageError' })
  })
})
