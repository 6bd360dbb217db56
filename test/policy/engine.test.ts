/** The engine: one instance that serves until it fails, a canary before it serves, and a swap that cannot make it worse. */
import { describe, expect, it } from 'vitest'
import { NO_ACT } from '../../src/policy/assemble.ts'
import { encode } from '../../src/policy/bundle.ts'
import { createEngine } from '../../src/policy/engine.ts'
import { actVerdict, decideVerdict, screenVerdict } from '../../src/policy/evaluate.ts'
import type { PolicyInput } from '../../src/policy/input.ts'
import { PolicyFault } from '../../src/policy-port.ts'
import { asked, bundle, SETTINGS } from './committed.ts'

/** A string that JSON can write and the guest cannot read: it throws a string, and not an Error. */
const UNREADABLE = '\ud800'
const record = (index: number) => ({
  index,
  wpgArticle: null,
  ageDays: null,
  brpSecret: null,
  ofSubject: null,
  persons: [],
})
const reading: PolicyInput['act'] = { kind: 'read', ...NO_ACT, resource: 'decisions' }

describe('an engine', () => {
  it('answers each entrypoint', () => {
    const engine = createEngine(bundle())
    expect(decideVerdict(engine, asked()).fields.map((field) => field.name)).toEqual(['aanslag_ozb', 'kwijtschelding'])
    expect(
      screenVerdict(engine, { ...asked(), records: [record(3), record(1)] }).records.map((one) => one.index),
    ).toEqual([1, 3])
    expect(actVerdict(engine, { ...asked(), inquiry: null, act: reading }).outcome).toBe('deny')
  })

  it('serves many questions from one instance', () => {
    const engine = createEngine(bundle())
    for (let i = 0; i < 50; i += 1) decideVerdict(engine, asked(`p-${i}`))
    expect(engine.usage().instances).toBe(1)
  })

  it('drops the instance that threw, whatever was thrown, and opens another for the next question', () => {
    const engine = createEngine(bundle())
    const before = JSON.stringify(decideVerdict(engine, asked()))
    expect(() => decideVerdict(engine, asked(UNREADABLE))).toThrow(PolicyFault)
    expect(engine.usage()).toEqual({ instances: 1, memoryBytes: 0 })
    expect(JSON.stringify(decideVerdict(engine, asked()))).toBe(before)
    expect(engine.usage().instances).toBe(2)
  })

  it('keeps the instance when the question never reached it', () => {
    const engine: { evaluate(entrypoint: string, input: unknown): unknown } & Pick<
      ReturnType<typeof createEngine>,
      'usage'
    > = createEngine(bundle())
    expect(() => engine.evaluate('sluis/decide', {})).toThrow(PolicyFault)
    expect(() => engine.evaluate('sluis', asked())).toThrow(PolicyFault)
    expect(engine.usage().memoryBytes).toBeGreaterThan(0)
  })

  it('judges no part of a holding under a secrecy or an article that it does not know', () => {
    const engine = createEngine(bundle())
    const part = { category: 'C-TOEZ', contributors: [], origin: 'COL', originRegime: null, receivedFor: ['P-TOEZ'] }
    const rest = { derivedFrom: [], verified: true, disputed: false, lawful: true, flags: [] }
    const held = (codes: object) => ({
      ...asked(),
      holding: {
        kind: 'DOCUMENT',
        organ: 'COL',
        department: null,
        parts: { a: { ...part, ...rest, secrecy: null, wpgArticle: null, ...codes } },
        fields: {},
      } as unknown as PolicyInput['holding'],
    })
    expect(decideVerdict(engine, held({ secrecy: 'BW 7:457', wpgArticle: '12' })).outcome).toBe('deny')
    for (const codes of [{ secrecy: 'BW7:457' }, { wpgArticle: 'art. 12' }, { secrecy: undefined }]) {
      expect(() => decideVerdict(engine, held(codes))).toThrow(PolicyFault)
    }
  })

  it('does not say what was asked when it fails', () => {
    const engine = createEngine(bundle())
    expect(() => decideVerdict(engine, asked(`p-visible${UNREADABLE}`))).not.toThrow(/visible/)
  })
})

describe('before it serves, an instance', () => {
  it.each([
    ['without tables', '{}'],
    ['with empty tables', '{"facts":{}}'],
    ['with a catalogue that lost its rows', '{"facts":{"sources":{}}}'],
  ])('%s is refused by its canary', (_, data) => {
    expect(() => createEngine({ ...bundle(), data: encode(data) })).toThrow(PolicyFault)
  })

  it('is asked again after a throw: a bundle that fails later serves no more', () => {
    const spoilt = { ...bundle() }
    const engine = createEngine(spoilt)
    Object.assign(spoilt, { data: encode('{}') })
    expect(decideVerdict(engine, asked()).outcome).toBe('deny')
    expect(() => decideVerdict(engine, asked(UNREADABLE))).toThrow(PolicyFault)
    expect(() => decideVerdict(engine, asked())).toThrow('canary')
  })
})

describe('a swap', () => {
  it('changes answers and revision together', () => {
    const engine = createEngine(bundle())
    const norms = () => decideVerdict(engine, asked()).findings.map((finding) => finding.norm)
    expect(norms()).toContain('BGP-12')
    const next = bundle(SETTINGS)
    engine.swap(next)
    expect([engine.policy(), engine.bundle()]).toEqual([next.policy, next])
    expect(norms()).not.toContain('BGP-12')
  })

  it('that fails leaves bundle, revision, instance and answers as they were', () => {
    const engine = createEngine(bundle())
    const before = JSON.stringify(decideVerdict(engine, asked()))
    const held = engine.bundle()
    expect(() => engine.swap({ ...bundle(SETTINGS), data: encode('{"facts":') })).toThrow(PolicyFault)
    expect([engine.bundle(), engine.policy()]).toEqual([held, held.policy])
    expect(engine.usage().memoryBytes).toBeGreaterThan(0)
    expect(JSON.stringify(decideVerdict(engine, asked()))).toBe(before)
  })

  it('puts a good bundle in the place of one whose instance was dropped', () => {
    const engine = createEngine(bundle())
    expect(() => decideVerdict(engine, asked(UNREADABLE))).toThrow(PolicyFault)
    engine.swap(bundle(SETTINGS))
    expect(decideVerdict(engine, asked()).outcome).toBe('deny')
  })
})
