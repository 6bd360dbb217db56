/** Which witnesses the log asks, and how many must have cosigned before a checkpoint is shown to others. Pure. */
import { z } from 'zod'
import { LIMITS } from '../../limits.ts'
import { StartFailure } from '../../upkeep.ts'
import { cosignatureVerifier, publicPart } from '../tree/cosignature.ts'
import type { NoteCrypto, Verifier } from '../tree/note.ts'

/** Of the form of a verifier key; whether its parts belong together is looked at where there is a hash. */
const key = z
  .string()
  .regex(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/u, 'is not a key such as `sluis witness key` prints')
const url = z
  .url()
  .max(1000)
  .refine(isPrefix, 'must be https (plain http only on this machine), without user, password, query or fragment')

export const witnessesSchema = z
  .strictObject({
    /** How many of them are enough. */
    quorum: z.int().min(1),
    /** `url`: what `/add-checkpoint` comes after. */
    witnesses: z.array(z.strictObject({ key, url })).min(1).max(LIMITS.witnesses),
  })
  .superRefine(({ quorum, witnesses }, context) => {
    if (quorum > witnesses.length) {
      context.addIssue({ code: 'custom', path: ['quorum'], message: 'is more than there are witnesses' })
    }
    // One of two names would say of both that they cosigned; one key or address twice is one witness that counts for two.
    const keys = witnesses.map(({ key }) => key)
    for (const one of [keys.map(nameOf), keys.map(publicPart), witnesses.map(({ url }) => prefixOf(url))]) {
      one.forEach((value, i) => {
        if (one.indexOf(value) < i)
          context.addIssue({ code: 'custom', path: ['witnesses', i], message: 'is a witness that is there already' })
      })
    }
  })
export type WitnessesConfig = z.infer<typeof witnessesSchema>

export type AskedWitness = { readonly verifier: Verifier /** Where it takes checkpoints. */; readonly url: URL }
export type Witnesses = { readonly quorum: number; readonly asked: readonly AskedWitness[] }

/** Throws StartFailure when a key is none after all. */
export function witnessesOf(crypto: NoteCrypto, { quorum, witnesses }: WitnessesConfig): Witnesses {
  const asked = witnesses.map(({ key, url }, i) => {
    const verifier = cosignatureVerifier(crypto, key)
    if (!verifier)
      throw new StartFailure(`SLUIS_WITNESSES /witnesses/${i}/key is not the key of a witness (cosignature/v1)`)
    return { verifier, url: new URL(`${prefixOf(url)}/add-checkpoint`) }
  })
  return { quorum, asked }
}

function nameOf(key: string): string {
  return key.split('+')[0] ?? ''
}

/** As a URL writes it: https://A.example:443 is https://a.example. */
function prefixOf(url: string): string {
  return (URL.canParse(url) ? new URL(url).href : url).replace(/\/+$/, '')
}

function isPrefix(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(text)
  if ([username, password, search, hash].some((part) => part !== '')) return false
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
}
