/** The Caller: who asks, as a trusted issuer says. Pure. */
import { z } from 'zod'

/** Made by `authenticate` from a verified access token; never from the body of a request. */
export const callerSchema = z.strictObject({
  /** Organisation: OIN of 20 digits. Every case, decision, setting and log read stays within it. */
  oin: z.string().regex(/^\d{20}$/),
  /** Organ code (BGM, COL, HEF, POL, ...), from policies/facts/organs.json. */
  organ: z.string(),
  /** Department code (ONDM, BEL, ...), from policies/facts/departments.json; null for a partner without departments. */
  department: z.string().nullable(),
  roles: z.array(z.string()),
  /** Keyed pseudonym of the person: one per organisation, whatever role or issuer (never the claim itself). */
  person: z.string(),
  authorised: z.boolean(),
  screened: z.boolean(),
  trained: z.boolean(),
  /** Authentication assurance (`acr`), as the issuer states it. */
  assurance: z.string(),
})
export type Caller = z.infer<typeof callerSchema>

/**
 * What norms read of who asks: all but how surely they were recognised. The facts of an entry are put together again with this
 * from its caller (src/log/facts.ts), so what it leaves out or lets through must stay so for what was recorded.
 */
export function withoutAssurance<C extends { readonly assurance?: unknown }>({
  assurance: _,
  ...caller
}: C): Omit<C, 'assurance'> {
  return caller
}
