/** The connector configuration: what it takes, and that it names every error at its place. */
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/limits.ts'
import { parseSourcesConfig } from '../../src/sources/config.ts'
import { mapping, OIN, permits } from './fixtures.ts'

const catalogue = { 'VERG/vergunningen': permits }
const select = 'SELECT * FROM vergunning WHERE bsn = :value'

const sql = { kind: 'sql', file: 'vergunningen.db', queries: { bsn: select, kvk: select }, mapping }
const http = {
  kind: 'http',
  url: 'https://bron.example/vragen',
  method: 'POST',
  ask: { bsn: { burgerservicenummer: '{value}' }, kvk: { kvk: '{value}' } },
  mapping,
}
const file = { kind: 'file', file: 'lijst.csv', format: 'csv', match: { bsn: 'bsn', kvk: 'kvk' }, mapping }

const parse = (connector: unknown) => parseSourcesConfig({ [OIN]: { 'VERG/vergunningen': connector } }, catalogue)
const at = (rest: string) => `/${OIN}/VERG~1vergunningen${rest}`

function pointers(document: unknown): readonly string[] {
  const parsed = parseSourcesConfig(document, catalogue)
  return parsed.ok ? [] : parsed.problems.map((problem) => problem.pointer)
}
const problemsOf = (connector: unknown) => pointers({ [OIN]: { 'VERG/vergunningen': connector } })

describe('a connector', () => {
  it.each([
    ['sql', sql],
    ['http', http],
    ['file', file],
  ])('of kind %s is taken when it fits the catalogue', (_, connector) => {
    expect(parse(connector)).toMatchObject({ ok: true })
  })

  it('must map every field, or say that the source does not have it', () => {
    const { soort: _, ...rest } = mapping
    expect(problemsOf({ ...sql, mapping: rest })).toEqual([at('/mapping/soort')])
    expect(problemsOf({ ...sql, mapping: { ...rest, soort: null } })).toEqual([])
  })

  it('may not map what the catalogue does not name', () => {
    expect(problemsOf({ ...sql, mapping: { ...mapping, notitie: 'notitie' } })).toEqual([at('/mapping/notitie')])
  })

  it('names the keys of what holds objects, those of persons among them', () => {
    expect(problemsOf({ ...sql, mapping: { ...mapping, pand: 'pand' } })).toEqual([at('/mapping/pand')])
    const nameless = { path: 'leidinggevenden', keys: { naam: 'naam', geboortedatum: 'geboren' } }
    expect(problemsOf({ ...sql, mapping: { ...mapping, leidinggevenden: nameless } })).toEqual([
      at('/mapping/leidinggevenden/keys/bsn'),
    ])
    expect(problemsOf({ ...sql, mapping: { ...mapping, soort: { path: 'soort', keys: { a: 'a' } } } })).toEqual([
      at('/mapping/soort'),
    ])
  })

  it('answers on every identifier of the source, and on no other', () => {
    expect(problemsOf({ ...sql, queries: { bsn: select } })).toEqual([at('/queries/kvk')])
    expect(problemsOf({ ...sql, queries: { ...sql.queries, plate: select } })).toEqual([at('/queries/plate')])
  })

  it('binds the identifier; a query without :value would answer about everybody', () => {
    const open = 'SELECT * FROM vergunning'
    expect(problemsOf({ ...sql, queries: { ...sql.queries, bsn: open } })).toEqual([at('/queries/bsn')])
    expect(problemsOf({ ...sql, queries: { ...sql.queries, none: open } })).toEqual([])
    expect(problemsOf({ ...sql, queries: { ...sql.queries, none: select } })).toEqual([at('/queries/none')])
    expect(problemsOf({ ...http, ask: { ...http.ask, bsn: { alles: true } } })).toEqual([at('/ask/bsn')])
    expect(problemsOf({ ...file, match: { ...file.match, bsn: null } })).toEqual([at('/match/bsn')])
  })

  it('puts an identifier in a URL only when that is accepted by name', () => {
    const get = { ...http, method: 'GET' }
    expect(problemsOf(get)).toEqual([at('/ask/bsn'), at('/ask/kvk')])
    expect(problemsOf({ ...get, identifierInUrl: 'accepted' })).toEqual([])
    expect(problemsOf({ ...get, identifierInUrl: true })).toEqual([at('/identifierInUrl')])
  })

  it.each([
    'http://bron.example/',
    'ftp://bron.example/',
    'https://naam:geheim@bron.example/',
    'https://bron.example/#deel',
    'bron.example',
  ])('is not reached at %s', (url) => {
    expect(problemsOf({ ...http, url })).toContain(at('/url'))
  })

  it('may be reached without TLS on this machine', () => {
    expect(problemsOf({ ...http, url: 'http://127.0.0.1:8081/vragen' })).toEqual([])
  })

  it('has a certificate and its key, or neither', () => {
    expect(problemsOf({ ...http, tls: { cert: 'c.pem' } })).toEqual([at('/tls')])
    expect(problemsOf({ ...http, tls: { cert: 'c.pem', key: 'k.pem' } })).toEqual([])
    expect(problemsOf({ ...http, tls: { ca: 'ca.pem' } })).toEqual([])
  })

  it('names its secret by file or variable, never the secret itself', () => {
    const oauth = { tokenUrl: 'https://bron.example/token', clientId: 'sluis' }
    expect(problemsOf({ ...http, oauth: { ...oauth, clientSecret: 'geheim' } })).toEqual([at('/oauth/clientSecret')])
    expect(problemsOf({ ...http, oauth: { ...oauth, clientSecret: { env: 'BRON_SECRET' } } })).toEqual([])
  })

  it('names another holder by its OIN', () => {
    expect(problemsOf({ ...sql, holder: '00000099000000003000' })).toEqual([])
    for (const holder of ['Belastingdienst', '0000009900000000300', 3]) {
      expect(problemsOf({ ...sql, holder })).toEqual([at('/holder')])
    }
  })

  it('may be given less time and room than the broker gives, never more', () => {
    expect(problemsOf({ ...sql, timeoutMs: LIMITS.sourceTimeoutMs, concurrent: LIMITS.sourceConcurrent })).toEqual([])
    expect(problemsOf({ ...sql, timeoutMs: LIMITS.sourceTimeoutMs + 1 })).toEqual([at('/timeoutMs')])
    expect(problemsOf({ ...sql, concurrent: LIMITS.sourceConcurrent + 1 })).toEqual([at('/concurrent')])
  })
})

describe('the document', () => {
  it('names every error at once', () => {
    const document = {
      '123': {},
      [OIN]: { 'VERG/vergunningen': { ...sql, file: '', extra: 1 }, 'ONBEKEND/bron': sql },
    }
    expect(pointers(document).toSorted()).toEqual(
      ['/123', `/${OIN}/ONBEKEND~1bron`, at('/extra'), at('/file')].toSorted(),
    )
  })

  it('is an object', () => {
    expect(pointers(undefined)).toEqual([''])
    expect(pointers([])).toEqual([''])
  })
})

describe('a platform', () => {
  const onWorkers = (connector: unknown) => {
    const parsed = parseSourcesConfig({ [OIN]: { 'VERG/vergunningen': connector } }, catalogue, 'workers')
    return parsed.ok ? [] : parsed.problems.map((problem) => problem.pointer)
  }
  const { file: _, ...bare } = sql
  const bound = { ...bare, binding: 'VERGUNNINGEN' }

  it('Node reaches a database by its file, and Workers by its binding', () => {
    expect([problemsOf(sql), onWorkers(bound)]).toEqual([[], []])
    expect(problemsOf(bound)).toEqual([at('/file'), at('/binding')])
    expect(onWorkers(sql)).toEqual([at('/file'), at('/binding')])
    expect(onWorkers({ ...bound, file: 'a.db' })).toEqual([at('/file')])
  })

  it('Workers ask a database by one SELECT, because it is not opened read-only there', () => {
    const deleting = 'WITH x AS (SELECT 1) DELETE FROM vergunning WHERE bsn = :value'
    expect(onWorkers({ ...bound, queries: { bsn: deleting, kvk: `${select};` } })).toEqual([
      at('/queries/bsn'),
      at('/queries/kvk'),
    ])
  })

  it('Workers have no files: no list, no certificate, no secret in one', () => {
    expect(onWorkers(http)).toEqual([])
    expect(onWorkers(file)).toEqual([at('/kind')])
    const oauth = { tokenUrl: 'https://bron.example/token', clientId: 'a', clientSecret: { file: 'a' } }
    expect(onWorkers({ ...http, tls: { ca: 'ca.pem' }, oauth })).toEqual([at('/tls'), at('/oauth/clientSecret/file')])
    expect(onWorkers({ ...http, oauth: { ...oauth, clientSecret: { env: 'A' } } })).toEqual([])
  })
})
