/**
 * The development issuer (Node): a key made on this machine, for tokens that only this machine trusts. Production
 * refuses it, and refuses to start where its key folder lies (src/config.ts).
 */
import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import type { Claimed } from './claims.ts'
import { DEV_FOLDER, DEV_ISSUER, DEV_KEY_FILE, DEV_KEY_SET_FILE, type Issuer, issuersSchema } from './issuers.ts'

const AUDIENCE = 'sluis'
const ALGORITHM = 'ES256'

/** What a development token says about who asks; the person is any text, and becomes a pseudonym like every other. */
export type DevToken = Omit<Claimed, 'assurance'>

/** The issuer as the broker trusts it. Makes its key if there is none yet. */
export async function developmentIssuer(keysDir: string): Promise<Issuer> {
  await signingKey(keysDir)
  const [issuer] = issuersSchema.parse([
    {
      issuer: DEV_ISSUER,
      audience: AUDIENCE,
      jwks: { file: join(keysDir, DEV_FOLDER, DEV_KEY_SET_FILE) },
      algorithms: [ALGORITHM],
      claims: {
        oin: { claim: 'oin', organisations: 'any' },
        organ: { claim: 'organ' },
        department: { claim: 'department' },
        roles: { claim: 'roles' },
        person: { claim: 'sub' },
        authorised: { claim: 'authorised' },
        screened: { claim: 'screened' },
        trained: { claim: 'trained' },
      },
    },
  ])
  if (!issuer) throw new Error('the development issuer has no configuration')
  return issuer
}

/** An access token as RFC 9068, 2.2 describes it. `now` in milliseconds since 1970. */
export async function mintDevToken(
  keysDir: string,
  token: DevToken,
  minutes: number,
  now: number,
  id: string,
): Promise<string> {
  const { person, department, roles, ...claims } = token
  const jwk = await signingKey(keysDir)
  const seconds = Math.floor(now / 1_000)
  return new SignJWT({
    ...claims,
    ...(department === null ? {} : { department }),
    roles: [...roles],
    client_id: 'sluis-cli',
    acr: 'substantial',
  })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', ...(jwk.kid === undefined ? {} : { kid: jwk.kid }) })
    .setIssuer(DEV_ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(person)
    .setJti(id)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + minutes * 60)
    .sign(await importJWK(jwk, ALGORITHM))
}

/** The private key; made, with its public half beside it, on first use. */
async function signingKey(keysDir: string): Promise<JWK> {
  const folder = join(keysDir, DEV_FOLDER)
  const path = join(folder, DEV_KEY_FILE)
  const held = await readKey(path)
  const key = held ?? (await makeKey(folder, path))
  // A crash between the two files leaves a private key without its public half, so that half is made again here.
  const { d: _secret, ...shown } = key
  const keySet = `${JSON.stringify({ keys: [{ ...shown, alg: ALGORITHM, use: 'sig' }] })}\n`
  const keySetPath = join(folder, DEV_KEY_SET_FILE)
  if ((await readFile(keySetPath, 'utf8').catch(() => '')) !== keySet) {
    const aside = `${keySetPath}.${randomUUID()}`
    await writeFile(aside, keySet, { mode: 0o600 })
    await rename(aside, keySetPath)
  }
  return key
}

/** Written aside and linked: of several that start at once one wins, and all read a whole key. */
async function makeKey(folder: string, path: string): Promise<JWK> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true })
  const jwk = { ...(await exportJWK(privateKey)), kid: 'development' }
  const aside = `${path}.${randomUUID()}`
  await writeFile(aside, `${JSON.stringify(jwk)}\n`, { mode: 0o600 })
  try {
    await link(aside, path)
    return jwk
  } catch (error) {
    const winner = await readKey(path)
    if (!winner) throw error
    return winner
  } finally {
    await rm(aside)
  }
}

async function readKey(path: string): Promise<JWK | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : JSON.parse(text)
}
