/** What `sluis log --help` says, and each of its commands: a short list first, and the options with the command they are of. */
import { EXIT_HELP } from './help.ts'

type Help = { readonly nl: string; readonly en: string; readonly text: string }

const KEYS = `  --key <sleutel>    in plaats van die uit SLUIS_KEYS_DIR; meer dan één: zonder --keys geldt elke zonder einde
                     instead of the one in SLUIS_KEYS_DIR; more than one: without --keys each counts without end
  --keys <bestand>   GET /v1/log/keys: de keten naar andere sleutels / the chain to other keys
`
const STOPPED = `Alleen met een gestopte server; wat werd afgebroken, gaat met dezelfde opdracht verder.
Only with a server that is stopped; what was cut off goes on with the same command.
`

const HELP = {
  verify: {
    nl: 'rekent het hele logboek na; ook naast een draaiende server',
    en: 'checks the whole log; also beside a running server',
    text: ` [--key <sleutel>]... [--keys <bestand>] [--kept <bestand>]... [--witness <sleutel>]... [--quorum <n>] [--parts]

Rekent het hele logboek na: regels, volgorde, boom, controlepunt; ook naast een draaiende server.
Checks the whole log: entries, sequence, tree, checkpoint; also beside a running server.

${KEYS}  --kept <bestand>   een eerder bewaard controlepunt: vindt ook een afgeknipt of vervangen logboek
                     a checkpoint that was kept: also finds a log that was cut off or replaced
  --witness <sleutel>, --quorum <n>
                     zoveel van deze getuigen (anders alle) moeten het laatst medeondertekende controlepunt hebben gezien
                     so many of these witnesses (otherwise all) must have seen the checkpoint that was cosigned last
  --parts            opent ook alle verzegelde delen en vergelijkt de zoekindex; vraagt de sleutels en meer tijd
                     opens all sealed parts and compares the index as well; takes the keys, and more time
`,
  },
  reconcile: {
    nl: 'vergelijkt het logboek met wat een vrager of de houder van een bron heeft',
    en: 'compares the log with what a caller or the holder of a source has',
    text: ` --receipts <bestand|map> | --calls <bestand|map> [--key <sleutel>]... [--keys <bestand>] [--json]

Vergelijkt het logboek met wat een vrager of de houder van een bron heeft; ook naast een draaiende server.
Compares the log with what a caller or the holder of a source has; also beside a running server.

  --receipts <bestand|map>  ontvangstbewijzen van een organisatie: antwoorden (JSON), of een per regel (NDJSON)
                            receipts of an organisation: answers (JSON), or one on each line (NDJSON)
  --calls <bestand|map>     wat de houder van een bron ontving: decision,number,time (CSV met kop, of NDJSON)
                            what the holder of a source received: decision,number,time (CSV with a header, or NDJSON)
  --json                    een regel JSON per bevinding / a line of JSON for each finding

Van een map ook wat in haar mappen ligt. Vergeleken wordt wat de lijst omspant: aan het eind staat van welke nummers, en wat het
logboek daarbuiten heeft. Wordt niets vergeleken, dan is de uitkomst 1.
Of a folder also what lies in its folders. What the list spans is compared: the end says which numbers, and what the log has
outside them. Where nothing is compared the exit code is 1.

${KEYS}`,
  },
  key: {
    nl: 'de sleutel waarmee anderen het logboek controleren',
    en: 'the key that others check the log with',
    text: ` [--all | --worker <bestand>]

Geeft de sleutel waarmee anderen het logboek controleren. Een nieuwe: sluis log key rotate.
Prints the key that others check the log with. A new one: sluis log key rotate.

  --all              alle sleutels, als GET /v1/log/keys / all keys, as GET /v1/log/keys
  --worker <bestand> de sleutel van een Worker: het bestand bevat SLUIS_MASTER_KEY
                     the key of a Worker: the file holds SLUIS_MASTER_KEY
`,
  },
  export: {
    nl: 'regels met hun bewijs, voor sluis-verify (NDJSON, ADL 1.0.0)',
    en: 'entries with their proofs, for sluis-verify (NDJSON, ADL 1.0.0)',
    text: ` --to <bestand> (--all | --token-file <bestand> (--url <adres> | --data-dir <map>) ...)

Geeft regels met hun bewijs, voor sluis-verify: NDJSON, ADL 1.0.0; het is zelf ook een regel van het logboek.
Writes entries with their proofs, for sluis-verify: NDJSON, ADL 1.0.0; it is an entry of the log itself.

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
`,
  },
  import: {
    nl: 'neemt een geheel logboek over, in een sluis die er nog geen heeft',
    en: 'takes a whole log over, into a broker without one',
    text: ` --verify <bestand> --key <sleutel>... [--erased <pad>]...

Neemt een geheel (export --all) over in een sluis die nog geen logboek heeft; alles wordt eerst gecontroleerd.
Takes a whole one (export --all) into a broker without a log; all of it is checked first.

  --verify <bestand>       de export / the export
  --key <sleutel>          van het logboek waar het uit komt, langs een andere weg gekregen
                           of the log it comes from, had by another way
  --erased <pad>           wat dat logboek sindsdien wiste blijft eruit: zijn anker, de erasures.ndjson daarin, of een
                           nieuwere export van het geheel; mag vaker. Wat de export zelf zegt, telt altijd
                           what that log erased since stays out: its anchor, the erasures.ndjson in it, or a newer export of
                           the whole; may be repeated. What the export itself says always counts
                           Wat niemand meegeeft, komt terug; het bestand zelf en andere kopieën worden niet gewist
                           What nobody gives along comes back; the file itself and other copies are not erased
`,
  },
  'key rotate': {
    nl: 'een nieuwe sleutel; wat de vorige ondertekende, blijft controleerbaar',
    en: 'a new key; what the one before it signed stays verifiable',
    text: `

Maakt een nieuwe sleutel; wat de vorige ondertekende, blijft controleerbaar.
Makes a new key; what the one before it signed stays verifiable.

${STOPPED}`,
  },
  'acknowledge-rollback': {
    nl: 'na een oudere reservekopie: sluit dit logboek, gaat verder onder een nieuwe naam',
    en: 'after an older backup: closes this log, goes on under a new name',
    text: ` --close <naam> [--kept <bestand>]

Na een oudere reservekopie: sluit dit logboek voorgoed en gaat verder onder een nieuwe naam.
After an older backup: closes this log for good and goes on under a new name.

  --close <naam>     de naam van het logboek dat eindigt / the name of the log that ends
  --kept <bestand>   een controlepunt van een getuige of een ander, als ook het anker ouder is
                     a checkpoint of a witness or somebody else, where the anchor is older as well

${STOPPED}`,
  },
  'anchor adopt': {
    nl: 'het anker bewaart niets (meer): neemt de database zoals zij is',
    en: 'the anchor keeps nothing (any more): takes the database as it is',
    text: `

Het anker bewaart niets (meer) van dit logboek: neemt de database zoals zij is. Of de sleutels tekenen met een ander anker,
dat weg is: voortaan met dit. Wat daarvoor verloren ging, vindt een start dan niet meer.
The anchor keeps nothing of this log (any more): takes the database as it is. Or the keys sign with another anchor, which is
gone: from here on with this one. What was lost before that is then not found by a start.

${STOPPED}`,
  },
  'erasing resume': {
    nl: 'na een teruggezette database: er wordt weer gewist wat moet',
    en: 'after a database that was put back: what is due is erased again',
    text: `

Na acknowledge-rollback of anchor adopt staat het wissen stil: een bewaarplicht (LEGAL_HOLD, LEGAL_HOLD_ALL) die later werd
opgelegd dan de database weet, is verloren. Leg eerst opnieuw vast wat bewaard moet blijven; hiermee wordt weer gewist wat moet.
After acknowledge-rollback or anchor adopt erasing stands still: a hold (LEGAL_HOLD, LEGAL_HOLD_ALL) that was given later than
the database knows is lost. First give again what must be kept; with this, what is due is erased again.

Ook naast een draaiende server. Vraag het eerst aan wie een bewaarplicht mag opleggen (rol R-PRIV of R-JZ).
Also beside a running server. Ask whoever may give a hold first (role R-PRIV or R-JZ).
`,
  },
} as const satisfies Readonly<Record<string, Help>>

export const LOG_COMMANDS = Object.keys(HELP)

export function isLogCommand(text: string): text is keyof typeof HELP {
  return Object.hasOwn(HELP, text)
}

const width = Math.max(...LOG_COMMANDS.map((name) => name.length)) + 1

const OVERVIEW = `sluis log <commando> [opties]

Rekent het logboek na, vergelijkt het, neemt het mee of over, en vernieuwt zijn sleutel.
Checks the log, compares it, takes it out or in, and renews its key.

${Object.entries(HELP)
  .map(([name, { nl, en }]) => `  ${name.padEnd(width)} ${nl}\n  ${' '.repeat(width)} ${en}\n`)
  .join('')}
sluis log <commando> --help

${EXIT_HELP}`

/** `args`: what was asked, with --help somewhere in it. */
export function logHelp(args: readonly string[]): string {
  const names = args.filter((arg) => !arg.startsWith('-'))
  const name = [names.slice(0, 2).join(' '), names[0] ?? ''].find(isLogCommand)
  return name === undefined ? OVERVIEW : `sluis log ${name}${HELP[name].text}\n${EXIT_HELP}`
}
