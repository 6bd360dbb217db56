/**
 * What is wrong with a member of a request, in Dutch. The checks say it in English, each in its own place; here stands every
 * sentence that they can say, so that an answer speaks one language throughout. Pure.
 */

/** The first that fits counts; `$1` is what stood there. A sentence that names codes keeps them. */
const SENTENCES: readonly (readonly [said: RegExp, nl: string])[] = [
  [/^must be string$/, 'moet tekst zijn'],
  [/^must be number$/, 'moet een getal zijn'],
  [/^must be int$/, 'moet een heel getal zijn'],
  [/^must be boolean$/, 'moet ja of nee zijn (true of false)'],
  [/^must be array$/, 'moet een lijst zijn'],
  [/^must be (?:object|record)$/, 'moet een object zijn'],
  [/^must be date$/, 'moet een dag zijn'],
  [/^must be null$/, 'moet leeg zijn (null)'],
  [/^must be (?:never|undefined)$/, 'mag er niet staan'],
  [/^must be a date and time with its zone, such as (.+)$/, 'moet een dag en tijd met tijdzone zijn, zoals $1'],
  [/^must be a reference such as (.+)$/, 'moet een kenmerk zijn, zoals $1'],
  [/^must be a date, such as (.+)$/, 'moet een dag zijn, zoals $1'],
  [/^must be at least (\S+) characters$/, 'minstens $1 tekens'],
  [/^must be at least (\S+) items$/, 'minstens $1 onderdelen'],
  [/^must be at least (\S+)$/, 'minstens $1'],
  [/^must be at most (\S+) characters$/, 'hoogstens $1 tekens'],
  [/^must be at most (\S+) items$/, 'hoogstens $1 onderdelen'],
  [/^must be at most (\S+) days after from$/, 'mag hoogstens $1 dagen na from liggen'],
  [/^must be at most (\S+)$/, 'hoogstens $1'],
  [/^must have (\S+) to (\S+) characters$/, 'moet $1 tot $2 tekens hebben'],
  [/^must have at most (\S+) fields together$/, 'mag samen hoogstens $1 velden hebben'],
  [
    /^must have disputed or values: what is held has to change$/,
    'moet disputed of values hebben: er moet iets veranderen aan wat wordt bewaard',
  ],
  [/^must be one of (.+)$/, 'moet een van deze zijn: $1'],
  [/^of police data must be one of (.+)$/, 'moet bij politiegegevens een van deze zijn: $1'],
  [/^of data about health must be one of (.+)$/, 'moet bij gegevens over gezondheid een van deze zijn: $1'],
  [/^must be true for this outcome$/, 'bij deze uitkomst moet dit waar zijn'],
  [/^must be a day after from$/, 'moet een dag na from zijn'],
  [/^must lie after from$/, 'het einde moet na het begin liggen'],
  [/^(?:lies|must not lie) in the past$/, 'deze dag is voorbij'],
  [/^may lie in the past, never in the future$/, 'mag niet in de toekomst liggen'],
  [/^must be complete$/, 'is afgebroken: stuur het geheel'],
  [/^must be JSON in UTF-8$/, 'moet JSON in UTF-8 zijn'],
  [/^must not nest deeper than (\S+)$/, 'mag niet dieper dan $1 niveaus gaan'],
  [/^strings must be at most (\S+) characters$/, 'teksten mogen hoogstens $1 tekens hebben'],
  [/^strings must be well-formed Unicode$/, 'teksten moeten goed gevormd Unicode zijn'],
  [
    /^must be a shorter period: there are more than (\S+) decisions in it$/,
    'neem een kortere periode: er vallen meer dan $1 besluiten in',
  ],
  [/^holds more than (\S+) decisions; take a shorter period$/, 'bevat meer dan $1 besluiten; neem een kortere periode'],
  [/^at most (\S+) items$/, 'hoogstens $1 onderdelen'],
  [/^at most (\S+) fields, as in an inquiry$/, 'hoogstens $1 velden, zoals in een vraag'],
  [/^records are not tried out here$/, 'gevonden gegevens kunt u hier niet uitproberen'],
  [/^must be the own organisation$/, 'moet de eigen organisatie zijn'],
  [/^must hold something$/, 'mag niet leeg zijn'],
  [
    /^must be text, a number, yes or no, or a list of those: what lies deeper is a field$/,
    'moet tekst, een getal, ja of nee, of een lijst daarvan zijn: wat dieper ligt is een eigen veld',
  ],
  [
    /^must name (.+): it is where this came from, or who made it$/,
    'moet $1 noemen: daar komt dit vandaan, of die maakte het',
  ],
  [/^must name (.+): (.+) comes from there$/, 'moet $1 noemen: $2 komt daarvandaan'],
  [
    /^holds a number that can be a BSN: the field must be flagged BSN$/,
    'bevat een nummer dat een BSN kan zijn: merk het veld aan als BSN',
  ],
  [/^holds 8 digits or more$/, 'bevat 8 cijfers of meer'],
  [/^names (.+), and none of the fields does$/, 'noemt $1, en geen van de velden doet dat'],
  [/^names an organ, a department or both$/, 'moet een orgaan, een afdeling of beide noemen'],
  [
    /^this code is not known: GET (\S+) lists them: (.+); perhaps (.+)$/,
    'deze code is niet bekend: GET $1 noemt ze: $2; misschien $3',
  ],
  [/^this code is not known: GET (\S+) lists them: (.+)$/, 'deze code is niet bekend: GET $1 noemt ze: $2'],
  [
    /^this code is not known: GET (\S+) lists them; perhaps (.+)$/,
    'deze code is niet bekend: GET $1 noemt ze; misschien $2',
  ],
  [/^this code is not known: GET (\S+) lists them$/, 'deze code is niet bekend: GET $1 noemt ze'],
  [/^this code is not known$/, 'deze code is niet bekend'],
  [/^this member is not known$/, 'dit onderdeel is niet bekend'],
  [/^this field is not known at this source$/, 'dit veld is bij deze bron niet bekend'],
  [/^this field is not known here$/, 'dit veld is hier niet bekend'],
  [/^this source answers about a subject$/, 'deze bron antwoordt over een betrokkene'],
  [/^this source answers on no identifier$/, 'deze bron zoekt niet op een nummer'],
  [/^this source answers on (.+)$/, 'deze bron zoekt op $1'],
  [/^a DETAIL inquiry names the fields it needs$/, 'een vraag naar gegevens (DETAIL) noemt de velden die nodig zijn'],
  [/^(\S+) names a (\S+) subject$/, '$1 hoort bij een betrokkene van de soort $2'],
  [/^is not a valid (\S+) of a (\S+) subject$/, 'is geen geldig nummer ($1) van een betrokkene van de soort $2'],
  [/^is not a valid (\S+)$/, 'is geen geldig nummer ($1)'],
  [/^is not valid$/, 'dit heeft niet de goede vorm'],
  [/^is missing$/, 'ontbreekt'],
  [/^is needed$/, 'is nodig'],
  [/^is reserved$/, 'is al bezet'],
  [/^is not one of the fields$/, 'is niet een van de velden'],
  [/^is not in this decision$/, 'staat niet in dit besluit'],
  [/^is not a cursor of this list$/, 'is geen cursor van deze lijst'],
  [/^is not taken by a table: it has all pages$/, 'hoort niet bij een tabel: die heeft alle bladzijden'],
  [
    /^is not taken by this operation: look whether it was done before you repeat it$/,
    'wordt hier niet aangenomen: ga na of het al is gedaan voordat u het herhaalt',
  ],
  [/^is in use; what changes takes another$/, 'is in gebruik; wat verandert krijgt een andere'],
  [/^is no subject of this case$/, 'is geen betrokkene van deze zaak'],
  [/^does not belong to this judgement$/, 'hoort niet bij dit oordeel'],
  [/^does not belong to a correction of what is held$/, 'hoort niet bij een correctie van wat wordt bewaard'],
  [/^belongs to what is held; a source corrects itself$/, 'hoort bij wat wordt bewaard; een bron verbetert zichzelf'],
  [/^does not belong to counts without persons$/, 'hoort niet bij aantallen zonder personen'],
  [
    /^do not belong to counts without persons: bring these in apart$/,
    'horen niet bij aantallen zonder personen: breng deze apart in',
  ],
  [/^stands here twice$/, 'staat hier twee keer'],
  [
    /^would make this larger than what can be brought in at once$/,
    'zou dit groter maken dan wat in één keer kan worden ingebracht',
  ],
  [
    /^this was asked too often to look at in one go; name a case$/,
    'dit is te vaak gevraagd om in één keer na te gaan; noem een zaak',
  ],
  [/^this was asked too often to look at in one go$/, 'dit is te vaak gevraagd om in één keer na te gaan'],
  [/^this decision is not in the sample$/, 'dit besluit zit niet in de steekproef'],
  [/^there are too many findings in this sample$/, 'er zijn te veel bevindingen in deze steekproef'],
  [/^there is too much follow-up; close it$/, 'er is te veel opvolging; sluit haar af'],
  [/^there are too many attestations here$/, 'er zijn hier te veel oordelen'],
  [/^this case has too many subjects$/, 'deze zaak heeft te veel betrokkenen'],
]
const MISSING = 'is missing; '

/** undefined: nobody wrote it in Dutch; a test finds who says it. */
export function dutchFault(message: string): string | undefined {
  if (message.startsWith(MISSING)) {
    const rest = dutchFault(message.slice(MISSING.length))
    return rest === undefined ? undefined : `ontbreekt; ${rest}`
  }
  for (const [said, nl] of SENTENCES) {
    if (said.test(message)) return message.replace(said, nl)
  }
  return undefined
}
