/** Mutual TLS against a real server; its certificates are made on the spot with openssl. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HttpConnector } from '../../src/sources/connector.ts'
import { buildSources } from '../../src/sources/registry.ts'
import { failureOf, mapping, OIN, permits, query, raw, record } from './fixtures.ts'

let folder: string
let server: Server
let url: string
let clients: string[]

const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })

function authority(name: string) {
  const subject = ['-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.pem`]
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', ...subject)
}

function certificate(name: string, issuer: string, extension: string) {
  const subject = ['-subj', `/CN=${name}`, '-addext', extension, '-keyout', `${name}.key`, '-out', `${name}.csr`]
  openssl('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', ...subject)
  const signed = ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-copy_extensions', 'copy']
  openssl('x509', '-req', '-in', `${name}.csr`, '-days', '2', ...signed, '-out', `${name}.pem`)
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sluis-mtls-'))
  authority('ca')
  authority('other-ca')
  certificate('server', 'ca', 'subjectAltName=IP:127.0.0.1')
  certificate('client', 'ca', 'extendedKeyUsage=clientAuth')
  certificate('stranger', 'other-ca', 'extendedKeyUsage=clientAuth')
  const pem = (name: string) => readFileSync(path.join(folder, name))
  const options = { cert: pem('server.pem'), key: pem('server.key'), ca: pem('ca.pem'), requestCert: true }
  server = createServer({ ...options, rejectUnauthorized: true }, (request, response) => {
    clients.push(String((request.socket as TLSSocket).getPeerCertificate().subject.CN))
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify([raw]))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/vragen`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true })
})

async function fetchWith(tls: NonNullable<HttpConnector['tls']>) {
  clients = []
  const connector: HttpConnector = { kind: 'http', url, method: 'POST', ask: { bsn: { bsn: '{value}' } }, mapping, tls }
  const registry = buildSources({
    config: { [OIN]: { 'VERG/vergunningen': connector } },
    catalogue: { 'VERG/vergunningen': permits },
    folder,
    env: {},
    clock: () => new Date(),
    observe: () => undefined,
  })
  try {
    return await registry.find(OIN, 'VERG/vergunningen')?.fetch(query())
  } finally {
    await registry.close()
  }
}

const client = { cert: 'client.pem', key: 'client.key', ca: 'ca.pem' }

describe('mutual TLS', () => {
  it('shows our certificate to a source whose authority we trust', async () => {
    expect(await fetchWith(client)).toEqual([record])
    expect(clients).toEqual(['client'])
  })

  it('gives nothing without a certificate, or with one of another authority', async () => {
    expect(await failureOf(fetchWith({ ca: 'ca.pem' }))).not.toBe('none')
    expect(await failureOf(fetchWith({ ...client, cert: 'stranger.pem', key: 'stranger.key' }))).not.toBe('none')
    expect(clients).toEqual([])
  })

  it('asks nothing of a source whose authority we do not trust', async () => {
    expect(await failureOf(fetchWith({ ...client, ca: 'other-ca.pem' }))).toBe('refused')
    expect(await failureOf(fetchWith({ cert: 'client.pem', key: 'client.key' }))).toBe('refused')
    expect(clients).toEqual([])
  })

  it('is not connected while a file is missing', async () => {
    expect(await failureOf(fetchWith({ ...client, key: 'weg.key' }))).toBe('not-connected')
  })
})
