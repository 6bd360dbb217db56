/** Loading the bundle: what is whole and fits together loads; everything else is refused by name. */
import { describe, expect, it } from 'vitest'
import { type BundleFiles, loadBundle } from '../../src/policy/bundle.ts'
import { bundle, committed, forged, reasonOf, reasonWith, sha256, text, wasm } from './committed.ts'

const OIN = '00000099000000001000'
const local = {
  name: 'Voorbeeldstad',
  bgp: { adoptedBy: ['BGM', 'COL'], maxAgeDays: 365, retentionDays: 730 },
  crimeForms: ['DRUGS'],
  closed: { sources: ['BEL/heffingen'], fields: { 'BEL/heffingen': ['kwijtschelding'] } },
}
const settings = (changes: object) => ({ [OIN]: { ...local, ...changes } })
const edited = (name: 'data' | 'manifest', from: string, to: string): BundleFiles => {
  const whole = committed()[name]
  if (!whole.includes(from)) throw new Error(`${from} does not stand in ${name}`)
  return forged({ [name]: whole.replace(from, to) })
}

describe('a bundle', () => {
  it('loads as committed, and as forged without a change', () => {
    expect([reasonOf(committed()), reasonOf(forged({}))]).toEqual(['none', 'none'])
  })

  it('has a revision that begins its digest', () => {
    const { digest, revision } = bundle().policy
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(digest.slice(7, 19)).toBe(revision)
  })

  it('has another digest under other local settings, whatever the order they are written in', () => {
    const [, ...reversed] = [null, ...Object.entries(local).reverse()]
    const turned = Object.fromEntries(reversed.flatMap((entry) => (entry ? [entry] : [])))
    expect(bundle(settings({})).policy).not.toEqual(bundle().policy)
    expect(bundle({ [OIN]: turned }).policy).toEqual(bundle(settings({})).policy)
  })

  it('gives the guest its tables and the local settings', () => {
    const { data, facts } = bundle(settings({}))
    expect(JSON.parse(new TextDecoder().decode(data))).toEqual({ facts, settings: settings({}) })
  })

  it.each(['data', 'manifest'] as const)('is refused when %s changed under the same digest', (name) => {
    expect(reasonOf({ ...committed(), [name]: `${committed()[name]} ` })).toBe('digest')
  })

  it('is refused when one byte of the module changed under the same digest', () => {
    const bytes = wasm()
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    expect(reasonOf({ ...committed(), wasm: bytes })).toBe('digest')
  })

  it.each(['', '{}', text('digest.json').replace('sha256:', 'sha1:')])(
    'is refused under the digest file %j',
    (file) => {
      expect(reasonOf({ ...committed(), digest: file })).toBe('digest')
    },
  )

  it('is refused when the digest over the parts does not cover them', () => {
    const turned = text('digest.json').replace(/("bundle":"sha256:)./, (_, start) => `${start}${'g'}`)
    const other = text('digest.json').replace(
      /("bundle":"sha256:)(.)/,
      (_, start, one) => start + (one === '0' ? 1 : 0),
    )
    expect([turned, other].map((file) => reasonOf({ ...committed(), digest: file }))).toEqual(['digest', 'digest'])
  })

  it('is refused with a manifest of another version or of no shape', () => {
    expect(reasonOf(edited('manifest', '"version":1', '"version":2'))).toBe('manifest')
    expect(reasonOf(forged({ manifest: '[' }))).toBe('manifest')
  })

  it('is refused when it was optimised, or does not say (pitfall 11)', () => {
    expect(reasonOf(edited('manifest', '"optimisation":0', '"optimisation":1'))).toBe('optimised')
    expect(reasonOf(edited('manifest', '"optimisation":0,', ''))).toBe('manifest')
  })

  it('is refused with a table that has an unknown column', () => {
    expect(reasonOf(edited('data', '"class":"K', '"klass":"K'))).toBe('tables')
  })

  it('is refused when the manifest lacks an entrypoint', () => {
    expect(reasonOf(edited('manifest', '"sluis/screen",', ''))).toBe('entrypoints')
  })

  it('is refused when the module is none, or is WebAssembly but no policy (pitfall 8)', () => {
    const header = [0x00, 0x61, 0x73, 0x6d]
    expect(reasonOf(forged({ wasm: new Uint8Array(header) }))).toBe('module')
    expect(reasonOf(forged({ wasm: new Uint8Array([...header, 1, 0, 0, 0]) }))).toBe('abi')
  })
})

describe('a module that comes compiled', () => {
  const compiled = () => ({ ...committed(), wasm: new WebAssembly.Module(wasm()) })

  it('is the same policy', () => {
    expect(loadBundle(compiled(), {}, sha256).policy).toEqual(bundle().policy)
  })

  it('is refused with other tables than the digest file says', () => {
    expect(reasonOf({ ...compiled(), data: `${text('data.json')} ` })).toBe('digest')
  })

  it('is refused when it is no policy', () => {
    const empty = new WebAssembly.Module(new Uint8Array([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]))
    expect(reasonOf({ ...committed(), wasm: empty })).toBe('abi')
  })
})

describe('local settings', () => {
  it('may be none, and may be complete', () => {
    const planned = settings({ plan: { crimeForms: ['DRUGS', 'WITWASSEN'] } })
    expect([{}, settings({}), planned].map((given) => reasonWith(committed(), given))).toEqual(['none', 'none', 'none'])
  })

  it.each([
    ['are missing', undefined],
    ['are null', null],
    ['are for no OIN', { '123': local }],
    ['lack a key', { [OIN]: { ...local, crimeForms: undefined } }],
    ['have a key too many', settings({ open: true })],
    ['name an unknown organ', settings({ bgp: { ...local.bgp, adoptedBy: ['BGMM'] } })],
    ['choose an unknown form of crime', settings({ crimeForms: ['DRUG'] })],
    ['plan for an unknown form of crime', settings({ plan: { crimeForms: ['DRUG'] } })],
    ['plan for nothing', settings({ plan: { crimeForms: [] } })],
    ['close an unknown source', settings({ closed: { sources: ['BEL/hefingen'], fields: {} } })],
    ['close a field of an unknown source', settings({ closed: { sources: [], fields: { BEL: ['x'] } } })],
    ['close an unknown field', settings({ closed: { sources: [], fields: { 'BEL/heffingen': ['kwijting'] } } })],
    ['name what every object has', settings({ closed: { sources: ['constructor'], fields: {} } })],
  ])('are refused when they %s', (_, given) => {
    expect(reasonWith(committed(), given)).toBe('settings')
  })

  it('are refused with every problem at once, and without the values given', () => {
    const wrong = settings({ bgp: { ...local.bgp, maxAgeDays: -1, retentionDays: 'Testpersoon Vier' } })
    expect(() => loadBundle(committed(), wrong, sha256)).toThrow(/maxAgeDays.*retentionDays/)
    expect(() => loadBundle(committed(), wrong, sha256)).not.toThrow(/Testpersoon/)
  })
})
