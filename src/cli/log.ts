/** `sluis log`: checks the log in the database, compares it with lists of others, changes its keys, takes it out and in. */
import { parseArgs } from 'node:util'
import { configured } from './configured.ts'
import { type CommandIo, EXIT, EXIT_HELP, PROCESS, UsageError } from './help.ts'
import { acknowledge, adoptAnchor, rotateKey } from './log-keys.ts'
import { keyText, trustedIn } from './log-trust.ts'
import { verify } from './log-verify.ts'
import { RECONCILE_HELP, reconcileWith } from './reconcile.ts'

export const LOG_HELP = `sluis log verify [--key <sleutel>]... [--keys <bestand>] [--kept <bestand>]... [--witness <sleutel>]... [--quorum <n>] [--parts]
sluis log reconcile --receipts <bestand|map> | --calls <bestand> [--key <sleutel>]... [--json]
sluis log key [--all | --worker <bestand>] | sluis log key rotate
sluis log acknowledge-rollback --close <naam> [--kept <bestand>] | sluis log anchor adopt
sluis log export --to <bestand> ... | sluis log import --verify <bestand> --key <sleutel>... [--erased <pad>]...

  verify   rekent het hele logboek na: regels, volgorde, boom, controlepunt; ook naast een draaiende server
           checks the whole log: entries, sequence, tree, checkpoint; also beside a running server
  reconcile  vergelijkt het logboek met wat een vrager of de houder van een bron heeft; ook naast een draaiende server
             compares the log with what a caller or the holder of a source has; also beside a running server
  key      de sleutel waarmee anderen het logboek controleren / the key that others check the log with

Alleen met een gestopte server; wat werd afgebroken, gaat met dezelfde opdracht verder:
Only with a server that is stopped; what was cut off goes on with the same command:
  key rotate             een nieuwe sleutel; wat de vorige ondertekende, blijft controleerbaar
                         a new key; what the one before it signed stays verifiable
  acknowledge-rollback   na een oudere reservekopie: sluit dit logboek en gaat verder onder een nieuwe naam
                         after an older backup: closes this log and goes on under a new name
  anchor adopt           het anker bewaart niets (meer): neem de database zoals zij is; of de sleutels tekenen met een
                         ander anker, dat weg is: voortaan met dit
                         the anchor keeps nothing (any more): take the database as it is; or the keys sign with another
                         anchor, which is gone: from here on with this one

  --key <sleutel>    in plaats van die uit SLUIS_KEYS_DIR / instead of the one in SLUIS_KEYS_DIR
  --keys <bestand>   GET /v1/log/keys: de keten naar andere sleutels / the chain to other keys
  --all              alle sleutels, als dat document / all keys, as that document
  --close <naam>     de naam van het logboek dat eindigt / the name of the log that ends
  --kept <bestand>   een eerder bewaard controlepunt: vindt ook een afgeknipt of vervangen logboek
                     a checkpoint that was kept: also finds a log that was cut off or replaced
                     bij acknowledge-rollback: van een getuige of een ander, als ook het anker ouder is
                     with acknowledge-rollback: of a witness or somebody else, where the anchor is older as well
  --witness <sleutel>, --quorum <n>
                     zoveel van deze getuigen (anders alle) moeten het laatst medeondertekende controlepunt hebben gezien
                     so many of these witnesses (otherwise all) must have seen the checkpoint that was cosigned last
  --parts            opent ook alle verzegelde delen en vergelijkt de zoekindex; vraagt de sleutels en meer tijd
                     opens all sealed parts and compares the index as well; takes the keys, and more time
  --worker <bestand> de sleutel van een Worker: het bestand bevat SLUIS_MASTER_KEY
                     the key of a Worker: the file holds SLUIS_MASTER_KEY

  export   regels met hun bewijs, voor sluis-verify: NDJSON, ADL 1.0.0; zelf ook een regel van het logboek
           entries with their proofs, for sluis-verify: NDJSON, ADL 1.0.0; an entry of the log itself

  --to <bestand>           een nieuw bestand / a new file
  --token-file <bestand>   token van wie leest / token of who reads; --purpose <doel> (P-AUDIT)
  --url <adres>            van een server die draait / of a server that runs
  --data-dir <map>         of de data van een gestopte server / or the data of one that is stopped; --keys-dir <map>
  --from, --until <moment> 2026-11-01T00:00:00Z
  --department <code>      wie vroeg / who asked
  --subject-file <bestand> {"type":"NATURAL","identifier":{"type":"bsn","value":"..."}}
  --all                    alles, door de beheerder van een gestopte server (SLUIS_DATA_DIR, SLUIS_KEYS_DIR): zonder token
                           everything, by who runs a server that is stopped: without a token
                           het schrijft en tekent, dus nooit van een kopie / it writes and signs, so never of a copy

  import   een geheel (--all) in een sluis die nog geen logboek heeft; alles wordt eerst gecontroleerd
           a whole one (--all) into a broker without a log; all of it is checked first

  --verify <bestand>       de export / the export
  --key <sleutel>          van het logboek waar het uit komt, langs een andere weg gekregen
                           of the log it comes from, had by another way
  --erased <pad>           wat dat logboek sindsdien wiste blijft eruit: zijn anker, de erasures.ndjson daarin, of een
                           nieuwere export van het geheel; mag vaker. Wat de export zelf zegt, telt altijd
                           what that log erased since stays out: its anchor, the erasures.ndjson in it, or a newer export
                           of the whole; may be repeated. What the export says itself always counts
                           Wat niemand meegeeft, komt terug; het bestand zelf en andere kopieën worden niet gewist
                           What nobody gives along comes back; the file itself and other copies are not erased

${RECONCILE_HELP}
${EXIT_HELP}`

export async function logCommand(args: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  const [name, ...others] = args
  if (name === 'export') return (await import('./export.ts')).exportCommand(others, io)
  if (name === 'import') return (await import('./import.ts')).importCommand(others, io)
  const options = {
    key: { type: 'string', multiple: true },
    keys: { type: 'string' },
    all: { type: 'boolean' },
    close: { type: 'string' },
    kept: { type: 'string', multiple: true },
    witness: { type: 'string', multiple: true },
    quorum: { type: 'string' },
    parts: { type: 'boolean' },
    worker: { type: 'string' },
    receipts: { type: 'string' },
    calls: { type: 'string' },
    json: { type: 'boolean' },
  } as const
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const command = positionals.join(' ')
  if (!isCommand(command)) throw new UsageError(`sluis log ${SUBCOMMANDS.join(' | ')} | export | import`)
  const { close, kept = [] } = values
  if (command === 'acknowledge-rollback' && close === undefined) throw new UsageError('--close <naam van het logboek>')
  if (command === 'acknowledge-rollback' && kept.length > 1)
    throw new UsageError('één --kept, van het grootste / one --kept, of the largest')
  const config = configured(io)
  if (!config) return EXIT.configuration
  switch (command) {
    case 'verify':
      return verify(config, values, io)
    case 'reconcile':
      return reconcileWith(await trustedIn(config, values), config.dataDir, values, io)
    case 'key':
      io.out(await keyText(config, values))
      return EXIT.ok
    case 'key rotate':
      return rotateKey(config, io)
    case 'acknowledge-rollback':
      return acknowledge(config, { close: close ?? '', kept: kept[0] }, io)
    case 'anchor adopt':
      return adoptAnchor(config, io)
  }
}

const SUBCOMMANDS = ['verify', 'reconcile', 'key', 'key rotate', 'acknowledge-rollback', 'anchor adopt'] as const
type Subcommand = (typeof SUBCOMMANDS)[number]

function isCommand(text: string): text is Subcommand {
  return SUBCOMMANDS.some((one) => one === text)
}
