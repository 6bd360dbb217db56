/** The provider of OpenID Connect at which people sign in to the console, as it is configured. Pure. */
import { z } from 'zod'
import { LIMITS } from '../limits.ts'
import { secretSchema } from '../sources/connector.ts'
import { isSafe } from './issuers.ts'

const SAFE = 'must be https; plain http only on this machine'
const minutes = (mostMs: number) =>
  z
    .int()
    .min(1)
    .max(mostMs / 60_000)
    .default(mostMs / 60_000)

export const providerSchema = z
  .strictObject({
    /** Origin of the console as browsers have it. */
    url: z
      .string()
      .refine(
        (text) => URL.canParse(text) && new URL(text).origin === text,
        'is not an origin such as https://example.nl',
      )
      .refine(isSafe, SAFE),
    /** One of SLUIS_ISSUERS, exactly so: whoever signs in is the same person as at the API. */
    issuer: z.string().max(1000).refine(isSafe, SAFE),
    clientId: z.string().min(1).max(200),
    /** A relative file name starts from where the server was started. */
    clientSecret: secretSchema,
    /** RFC 6749, 3.3: what makes the provider put our claims in the access token, and give a refresh token. */
    scopes: z
      .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/, 'is not a scope'))
      .max(20)
      .refine((scopes) => scopes.includes('openid'), 'must have openid')
      .default(['openid']),
    /** RFC 8707: names the API to a provider that gives access tokens for several. */
    resource: z
      .url()
      .max(1000)
      .refine((text) => !text.includes('#'), 'must not have a fragment (RFC 8707, 2)')
      .optional(),
    /** Sessions may be kept shorter than they are, never longer. */
    idleMinutes: minutes(LIMITS.sessionIdleMs),
    absoluteMinutes: minutes(LIMITS.sessionMs),
  })
  .refine(({ idleMinutes, absoluteMinutes }) => idleMinutes <= absoluteMinutes, {
    path: ['idleMinutes'],
    message: 'must not be more than absoluteMinutes',
  })
export type Provider = z.infer<typeof providerSchema>
