/** Case facts as acts change them: what of a signal and of a joint inspection norms get to read. */
import { describe, expect, it } from 'vitest'
import { amendments, caseOpeningSchema, opened } from '../../src/cases/register.ts'
import { SIGNAL } from '../../src/cli/demo/questions.ts'
import { facts } from '../policy/tables.ts'
import { reported } from '../support/riec.ts'

const NOW = new Date('2026-11-24T10:00:00Z')
const person = (name: string) => `p-${name}`
const opening = (changes: Readonly<Record<string, unknown>> = {}) => {
  const { grounds: _, ...request } = caseOpeningSchema.parse(reported(changes))
  return opened(facts, request, person, NOW)
}
const control = { from: '2026-12-01T08:00:00Z', until: '2026-12-01T12:30:00.5Z' }
const uniform = { from: '2026-12-01T08:00:00.000Z', until: '2026-12-01T12:30:00.500Z' }
const backwards = { ok: false, problem: { code: 'invalid-input', problems: [{ pointer: '/control/until' }] } }

describe('a signal', () => {
  it('comes to norms as four claims, without the words of the reporter', () => {
    const signal = { ...SIGNAL, several: { holds: false, why: 'onbekend' } }
    const claims = { objective: true, necessary: true, several: false, region: true }
    expect(opening({ signal })).toMatchObject({ ok: true, value: { state: 'R0', signal: claims } })
  })
  it('may be absent: whether that is lawful is not for the form to say', () => {
    expect(opening({ signal: undefined })).toMatchObject({ ok: true, value: { signal: null } })
  })
  it.each([
    ['lacks a claim', { ...SIGNAL, region: undefined }],
    ['claims without a reason', { ...SIGNAL, region: { holds: true, why: '' } }],
    ['claims something else', { ...SIGNAL, urgent: SIGNAL.region }],
  ])('that %s is no signal', (_, signal) => {
    expect(caseOpeningSchema.safeParse(reported({ signal })).success).toBe(false)
  })
})

describe('a joint inspection', () => {
  it('is kept as the clock of the broker writes instants, at opening and afterwards', () => {
    expect(opening({ control })).toMatchObject({ ok: true, value: { control: uniform } })
    expect(amendments(facts, { control }, person)).toEqual({ ok: true, value: { control: uniform } })
  })
  it('can be called off, and stays as it is when nothing is said of it', () => {
    expect(amendments(facts, { control: null }, person)).toEqual({ ok: true, value: { control: null } })
    expect(amendments(facts, { region: 'MN' }, person)).toEqual({ ok: true, value: { region: 'MN' } })
  })
  it('begins before it ends', () => {
    for (const until of [control.from, '2026-12-01T07:59:59Z']) {
      const turned = { from: control.from, until }
      expect(opening({ control: turned })).toMatchObject(backwards)
      expect(amendments(facts, { control: turned }, person)).toMatchObject(backwards)
    }
  })
})
