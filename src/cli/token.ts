/** `sluis token`: an access token of the development issuer, to try Sluis with. Never in production. */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { type DevToken, mintDevToken } from '../auth/dev-issuer.ts'
import { configured } from './configured.ts'
import { type CommandIo, EXIT, EXIT_HELP, PROCESS, UsageError } from './help.ts'

export const TOKEN_HELP = `sluis token [--department <code>] [--organ <code>] [--role <code>]... [--person <tekst>] [--oin <OIN>]

Geeft een token van de ontwikkel-uitgever, met sleutels van deze machine. Niet in productie.
Prints a token of the development issuer, with keys of this machine. Not in production.

  --department <code>   afdeling, zoals ONDM / department; zonder: een partner zonder afdelingen / without: a partner
  --organ <code>        bestuursorgaan / organ (BGM)
  --role <code>         rol, vaker te geven / role, may be repeated
  --person <tekst>      wie / who (demo-1)
  --oin <OIN>           organisatie / organisation (00000099000000001000)
  --minutes <n>         geldig / valid for (60; 1440 at most)
  --unauthorised        niet geautoriseerd / not authorised
  --unscreened          niet gescreend / not screened
  --untrained           niet opgeleid / not trained
  --json                voor machines / machine readable

${EXIT_HELP}`

const OPTIONS = {
  department: { type: 'string' },
  organ: { type: 'string', default: 'BGM' },
  role: { type: 'string', multiple: true },
  person: { type: 'string', default: 'demo-1' },
  oin: { type: 'string', default: '00000099000000001000' },
  minutes: { type: 'string', default: '60' },
  unauthorised: { type: 'boolean', default: false },
  unscreened: { type: 'boolean', default: false },
  untrained: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

const MINUTES_A_DAY = 1_440

export async function tokenCommand(args: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS })
  const minutes = /^\d{1,4}$/.test(values.minutes) ? Number(values.minutes) : 0
  if (minutes < 1 || minutes > MINUTES_A_DAY) throw new UsageError(`--minutes: 1 .. ${MINUTES_A_DAY}`)
  if (!/^\d{20}$/.test(values.oin)) throw new UsageError('--oin: 20 cijfers / digits')
  if (values.person.trim() === '') throw new UsageError('--person: mag niet leeg zijn / must not be empty')
  const config = configured(io)
  if (!config) return EXIT.configuration
  if (config.mode === 'production') {
    io.err('de ontwikkel-uitgever werkt niet in productie / the development issuer is not for production\n')
    return EXIT.refused
  }
  const { oin, organ, role, person, unauthorised, unscreened, untrained } = values
  const who = { oin, organ, department: values.department ?? null, roles: role ?? [], person }
  const flags = { authorised: !unauthorised, screened: !unscreened, trained: !untrained }
  const token = await mintToken(config.keysDir, { ...who, ...flags, minutes })
  const answer = { access_token: token, token_type: 'Bearer', expires_in: minutes * 60 }
  io.out(values.json ? `${JSON.stringify(answer)}\n` : `${token}\n`)
  return EXIT.ok
}

type Flags = 'authorised' | 'screened' | 'trained'
/** Flags that are not named are true: a demo is about people who may do their work. */
export type TokenFor = Omit<DevToken, Flags> & Partial<Pick<DevToken, Flags>> & { readonly minutes: number }

export function mintToken(keysDir: string, { minutes, ...token }: TokenFor): Promise<string> {
  const flags = { authorised: true, screened: true, trained: true }
  return mintDevToken(keysDir, { ...flags, ...token }, minutes, Date.now(), randomUUID())
}
