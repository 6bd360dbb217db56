/** The registry: each organisation its own connectors, opened when first asked. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Event } from '../../src/events.ts'
import type { HttpConnector, SourcesConfig } from '../../src/sources/connector.ts'
import { buildSources, loadSourcesConfig } from '../../src/sources/registry.ts'
import { failureOf, mapping, OIN, permits, query, raw, record } from './fixtures.ts'

const ID = 'VERG/vergunningen'
const OTHER = '00000099000000002000'
const catalogue = { [ID]: permits }
const file = { kind: 'file', file: 'lijst.json', format: 'json', match: { bsn: 'bsn', kvk: 'kvk' }, mapping } as const

let folder: string
let events: Event[]
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sluis-registry-'))
  events = []
})
afterEach(() => rmSync(folder, { recursive: true }))

const build = (config: SourcesConfig, env: Record<string, string> = {}) =>
  buildSources({ config, catalogue, folder, env, clock: () => new Date(), observe: (event) => events.push(event) })

describe('the registry', () => {
  it('finds a source only for the organisation that has it', async () => {
    const registry = build({ [OIN]: { [ID]: file } })
    expect(registry.find(OIN, ID)).toBeDefined()
    expect(registry.find(OTHER, ID)).toBeUndefined()
    expect(registry.find(OIN, 'BEL/heffingen')).toBeUndefined()
    expect(registry.connections).toMatchObject([{ oin: OIN, source: ID, kind: 'file' }])
    await registry.close()
  })

  it('knows who holds a source: the organisation itself, unless its configuration names another', async () => {
    const registry = build({ [OIN]: { [ID]: { ...file, holder: OTHER } }, [OTHER]: { [ID]: file } })
    expect([registry.holder(OIN, ID), registry.holder(OTHER, ID)]).toEqual([OTHER, OTHER])
    expect(registry.holder(OIN, 'BEL/heffingen')).toBe(OIN)
    await registry.close()
  })

  it('builds what is not there yet, and reads it relative to the configuration when asked', async () => {
    const registry = build({ [OIN]: { [ID]: file } })
    const source = registry.find(OIN, ID)
    expect(await failureOf(Promise.resolve(source?.fetch(query())))).toBe('unreachable')
    writeFileSync(path.join(folder, 'lijst.json'), JSON.stringify([{ ...raw, kvk: '12345678' }]))
    expect(await source?.fetch(query())).toEqual([record])
    expect(events.map((event) => event.type === 'source' && event.result)).toEqual(['failed', 'ok'])
    await registry.close()
  })

  it('reads secrets from the environment or a file, and asks nothing without them', async () => {
    const authorizations: (string | undefined)[] = []
    const server = createServer((request, response) => {
      authorizations.push(request.headers.authorization)
      const token = { access_token: 'abc', token_type: 'Bearer' }
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(request.url === '/token' ? token : [raw]))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const http = (clientSecret: NonNullable<HttpConnector['oauth']>['clientSecret']): SourcesConfig => ({
      [OIN]: {
        [ID]: {
          kind: 'http',
          url: `${base}/vragen`,
          method: 'POST',
          ask: { bsn: { bsn: '{value}' } },
          oauth: { tokenUrl: `${base}/token`, clientId: 'sluis', clientSecret },
          mapping,
        },
      },
    })
    const ask = async (config: SourcesConfig, env: Record<string, string> = {}) => {
      const registry = build(config, env)
      const failure = await failureOf(Promise.resolve(registry.find(OIN, ID)?.fetch(query())))
      await registry.close()
      return failure
    }
    expect(await ask(http({ env: 'BRON_SECRET' }))).toBe('not-connected')
    expect(await ask(http({ file: 'secret' }))).toBe('not-connected')
    expect(authorizations).toEqual([])
    expect(await ask(http({ env: 'BRON_SECRET' }), { BRON_SECRET: 'geheim' })).toBe('none')
    writeFileSync(path.join(folder, 'secret'), 'geheim\n')
    expect(await ask(http({ file: 'secret' }))).toBe('none')
    const basic = `Basic ${Buffer.from('sluis:geheim').toString('base64')}`
    expect(authorizations).toEqual([basic, 'Bearer abc', basic, 'Bearer abc'])
    await new Promise((resolve) => server.close(resolve))
  })
})

describe('the configuration file', () => {
  it('is read with the folder it stands in', async () => {
    const at = path.join(folder, 'sources.json')
    writeFileSync(at, JSON.stringify({ [OIN]: { [ID]: file } }))
    expect(await loadSourcesConfig(at, catalogue)).toMatchObject({ ok: true, folder })
  })

  it('that is missing or no JSON is a problem, not an exception', async () => {
    const at = path.join(folder, 'sources.json')
    expect(await loadSourcesConfig(at, catalogue)).toMatchObject({ ok: false, problems: [{ pointer: '' }] })
    writeFileSync(at, '{')
    expect(await loadSourcesConfig(at, catalogue)).toMatchObject({ ok: false, problems: [{ pointer: '' }] })
  })
})
