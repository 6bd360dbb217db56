/** Which key seals what: a case, a day in the Netherlands, or a norm that keeps. */
import { describe, expect, it } from 'vitest'
import { dutchDay, dutchDayBounds } from '../../src/erasure/calendar.ts'
import { keptBy, nameOf, scopeOfContent, scopeOfOrganisation, scopeOfPart, scopesOf } from '../../src/erasure/scopes.ts'
import { KeyDestroyed } from '../../src/key-port.ts'
import { buildEnding, buildEntry, openParts } from '../../src/log/entry.ts'
import { CALLER_DAY, decisionSpec, memoryKeys, OIN, settlementSpec, vaultOf } from '../storage/fixtures.ts'

describe('a day in the Netherlands', () => {
  it.each([
    ['winter, before midnight', '2026-01-14T22:59:59.999Z', '2026-01-14'],
    ['winter, at midnight', '2026-01-14T23:00:00.000Z', '2026-01-15'],
    ['summer, before midnight', '2026-07-14T21:59:59.999Z', '2026-07-14'],
    ['summer, at midnight', '2026-07-14T22:00:00.000Z', '2026-07-15'],
    ['the night that summer time begins', '2026-03-28T23:00:00.000Z', '2026-03-29'],
    ['the evening of the day that it began', '2026-03-29T21:59:59.999Z', '2026-03-29'],
    ['the midnight after it began', '2026-03-29T22:00:00.000Z', '2026-03-30'],
    ['the night that summer time ends', '2026-10-24T22:00:00.000Z', '2026-10-25'],
    ['the evening of the day that it ended', '2026-10-25T22:59:59.999Z', '2026-10-25'],
    ['the midnight after it ended', '2026-10-25T23:00:00.000Z', '2026-10-26'],
    ['a leap day', '2028-02-29T22:59:59.999Z', '2028-02-29'],
  ])('%s', (_, at, day) => {
    expect(dutchDay(new Date(at))).toBe(day)
  })

  it.each([
    ['2026-01-15', 24],
    ['2026-07-15', 24],
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2028-02-29', 24],
  ])('%s begins and ends at its own midnights, and has %i hours', (day, hours) => {
    const { from, until } = dutchDayBounds(day)
    expect((Date.parse(until) - Date.parse(from)) / 3_600_000).toBe(hours)
    const dayAt = (at: string, before = 0) => dutchDay(new Date(Date.parse(at) - before))
    expect([dayAt(from, 1) < day, dayAt(from), dayAt(until, 1), dayAt(until) > day]).toEqual([true, day, day, true])
  })
})

describe('the key of a part', () => {
  const at = '2026-03-28T23:30:00.000Z'
  const about = { caseId: 'c1', keptBy: null }

  it('is that of the case; who asked has that of the day, also about a case', () => {
    expect(scopeOfPart({ oin: OIN, at, about }, 'facts', 'case')).toBe('case:c1:case')
    expect(scopeOfPart({ oin: OIN, at, about }, 'caller', 'caller')).toBe(`day:${OIN}:2026-03-29:caller`)
  })

  it('is that of the day of the entry without a case, and of the log for what is about nobody', () => {
    const nothing = { oin: OIN, at, about: { caseId: null, keptBy: null } }
    expect(scopeOfPart(nothing, 'facts', 'case')).toBe(`day:${OIN}:2026-03-29:case`)
    expect(scopeOfPart(nothing, 'activation', 'log')).toBe(`org:${OIN}:log`)
    expect(scopeOfContent(OIN, null, at)).toBe(`day:${OIN}:2026-03-29:case`)
    expect([scopeOfContent(OIN, 'c1', at), scopeOfOrganisation(OIN)]).toEqual(['case:c1', `org:${OIN}`])
  })

  it('of what a norm has kept is that of the day of the decision: facts and grounds stay with the case', () => {
    const settled = { oin: OIN, at: '2026-04-02T12:00:00.000Z', about: { caseId: 'c1', since: at, keptBy: 'BRP-04' } }
    const scopes = ['request', 'subject', 'decision', 'settlement', 'disclosure', 'facts', 'grounds'].map((name) =>
      scopeOfPart(settled, name, 'case'),
    )
    const kept = `day:${OIN}:2026-03-29:BRP-04`
    expect(scopes).toEqual([kept, kept, kept, kept, kept, 'case:c1:case', 'case:c1:case'])
  })

  it('of a target are all that it has, and its name is one text', () => {
    const day = { kind: 'day', oin: OIN, day: '2026-03-29', of: 'caller' } as const
    const ofCase = { kind: 'case', oin: OIN, caseId: 'c1' } as const
    expect([scopesOf(day), scopesOf(ofCase)]).toEqual([[`day:${OIN}:2026-03-29:caller`], ['case:c1:case', 'case:c1']])
    expect([nameOf(day), nameOf(ofCase)]).toEqual([`day:${OIN}:2026-03-29:caller`, 'case:c1'])
  })
})

describe('keptBy', () => {
  const [brp, wjsg] = [
    { norm: 'BRP-04', obligation: 'RECORD_20Y' },
    { norm: 'WJSG-01', obligation: 'RECORD_4Y' },
  ]
  it.each([
    ['nothing', [], null],
    ['what only is recorded', [{ norm: 'WGS-20', obligation: 'LOG' }], null],
    ['a provision from the population register', [brp], 'BRP-04'],
    ['a provision by the prosecution service', [wjsg], 'WJSG-01'],
    ['of two the one that keeps longer', [wjsg, brp], 'BRP-04'],
  ])('%s', (_, obligations, norm) => {
    expect(keptBy({ outcome: 'permit', obligations })).toBe(norm)
    // What was not permitted provides nothing.
    expect(['review', 'deny'].map((outcome) => keptBy({ outcome, obligations }))).toEqual([null, null])
  })
})

describe('an entry about what was forgotten', () => {
  it('is not made; an end of it is, under the day on which it ended, and names no case', async () => {
    const keys = memoryKeys()
    const vault = vaultOf(keys)
    const spec = settlementSpec('d1', { about: { caseId: 'c1', keptBy: null } })
    keys.destroy('case:c1:case')
    await expect(buildEntry(vault, spec)).rejects.toThrow(KeyDestroyed)
    const entry = await buildEnding(vault, spec)
    expect(entry.parts.map(({ keyId }) => keyId)).toEqual([(await keys.sealing(`day:${OIN}:2026-03-02:case`)).id])
    expect(await openParts(vault, { ...entry, index: 0 })).toMatchObject({ settlement: { decisionId: 'd1' } })
  })

  it('keeps what a norm has kept when the case is forgotten, and who asked', async () => {
    const keys = memoryKeys()
    const vault = vaultOf(keys)
    const entry = await buildEntry(vault, decisionSpec({ about: { caseId: 'c1', keptBy: 'BRP-04' } }))
    keys.destroy('case:c1:case')
    const kept = await openParts(vault, { ...entry, index: 0 })
    expect(kept).toMatchObject({ facts: 'erased', grounds: 'erased', subject: { key: 's-1' }, caller: { oin: OIN } })
    expect([typeof kept.request, typeof kept.decision]).toEqual(['object', 'object'])
    keys.destroy(CALLER_DAY)
    keys.destroy(`day:${OIN}:2026-03-02:BRP-04`)
    const left = await openParts(vault, { ...entry, index: 0 })
    expect(new Set(Object.values(left))).toEqual(new Set(['erased']))
  })
})
