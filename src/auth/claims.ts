/** Claims of a verified token -> what they say about the caller. Pure. Doubt refuses: a malformed claim is no claim. */
import { type ClaimPath, type ClaimsMapping, ID_TOKEN_CLAIMS, type Issuer, isLenient } from './issuers.ts'

export type Claims = Readonly<Record<string, unknown>>

/** The caller in the issuer's words: the person is still the claim itself, so this goes no further than authenticate. */
export type Claimed = {
  readonly oin: string
  readonly organ: string
  readonly department: string | null
  readonly roles: readonly string[]
  readonly person: string
  readonly authorised: boolean
  readonly screened: boolean
  readonly trained: boolean
  readonly assurance: string
}

/** undefined: the token does not say who asks, in a way this issuer is trusted for. */
export function readClaims(mapping: ClaimsMapping, claims: Claims): Claimed | undefined {
  const read = (from: { claim: ClaimPath } | { value: unknown } | undefined): unknown =>
    from === undefined ? undefined : 'value' in from ? from.value : at(claims, from.claim)

  const oin = oinOf(mapping.oin, read(mapping.oin))
  const organ = codeOf(read(mapping.organ))
  const department = read(mapping.department) ?? null
  const roles = rolesOf(read(mapping.roles))
  const person = personOf(read(mapping.person))
  // What nobody vouches for is not so: an absent flag is false, and the norms refuse with a reason that says it.
  const flags = [mapping.authorised, mapping.screened, mapping.trained].map((flag) => read(flag) ?? false)
  const [authorised, screened, trained] = flags
  const assurance = read(mapping.assurance) ?? 'none'

  if (oin === undefined || organ === undefined || roles === undefined || person === undefined) return undefined
  if (department !== null && codeOf(department) === undefined) return undefined
  if (typeof authorised !== 'boolean' || typeof screened !== 'boolean' || typeof trained !== 'boolean') return undefined
  if (typeof assurance !== 'string' || assurance.length > 200) return undefined
  return { oin, organ, department: codeOf(department) ?? null, roles, person, authorised, screened, trained, assurance }
}

/** Has every claim the issuer's configuration demands; where more than RFC 9068 is allowed, is no ID token either. */
export function isAccessToken(issuer: Pick<Issuer, 'typ' | 'algorithms' | 'requiredClaims'>, claims: Claims): boolean {
  if (isLenient(issuer) && ID_TOKEN_CLAIMS.some((name) => claims[name] !== undefined)) return false
  return Object.entries(issuer.requiredClaims).every(([name, wanted]) => {
    const value = claims[name]
    return wanted === true ? value !== undefined && value !== null && value !== '' : wordsOf(value).includes(wanted)
  })
}

function at(claims: Claims, path: ClaimPath): unknown {
  const keys = typeof path === 'string' ? [path] : path
  return keys.reduce<unknown>(
    (value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    claims,
  )
}

function oinOf(mapping: ClaimsMapping['oin'], value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{20}$/.test(value)) return undefined
  const trusted = 'value' in mapping || mapping.organisations === 'any' || mapping.organisations.includes(value)
  return trusted ? value : undefined
}

/** The pattern keeps names and other free text out of answers that repeat an unknown code. */
function codeOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.-]{1,64}$/.test(value) ? value : undefined
}

function rolesOf(value: unknown): readonly string[] | undefined {
  if (value !== undefined && typeof value !== 'string' && !Array.isArray(value)) return undefined
  const roles = wordsOf(value).map(codeOf)
  return roles.length <= 32 && roles.every((role) => role !== undefined) ? [...new Set(roles)].sort() : undefined
}

/**
 * One person, one text: composed form, without what nobody sees, no blanks around. Letter case stays: two persons may differ
 * by it (OpenID Connect Core 1.0, section 2: `sub` is case-sensitive), and who is taken for another one sees their inquiries.
 */
export function normalPerson(name: string): string {
  return name
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFC')
    .trim()
}

function personOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const text = normalPerson(value)
  return text.length > 0 && text.length <= 256 ? text : undefined
}

function wordsOf(value: unknown): readonly unknown[] {
  return typeof value === 'string' ? value.split(' ').filter((word) => word !== '') : Array.isArray(value) ? value : []
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
