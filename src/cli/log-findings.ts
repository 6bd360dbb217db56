/** What a check of the log found, in words. */
import type { FindingCode } from '../log/audit.ts'

export const SAID: Readonly<Record<FindingCode, string>> = {
  'entry-altered': 'regel is veranderd / entry was altered',
  'owner-wrong': 'regel staat bij een andere organisatie / entry stands under another organisation',
  'part-altered': 'verzegeld deel is veranderd / sealed part was altered',
  'part-missing': 'verzegeld deel ontbreekt / sealed part is missing',
  'key-wrong': 'sleutel die niet bij de regel hoort / key that is not one of this entry',
  'erased-unordered':
    'sleutel vernietigd zonder regel die dat zegt; of dit is een kopie van daarvoor / key destroyed, and no entry says so; or this is a copy from before that',
  'erased-living':
    'gewist volgens het logboek, en de sleutel is er nog / erased says the log, and the key is still there',
  'erased-differs':
    'onder een vernietigde sleutel staan andere delen dan bij het wissen: iets lijkt alleen gewist / other parts stand under a destroyed key than when it went: something only looks erased',
  'index-altered': 'zoekindex zegt iets anders dan de regel / index says something else than the entry',
  'index-missing': 'regel ontbreekt in de zoekindex / entry is missing from the index',
  'index-unexpected': 'zoekindex heeft meer dan het logboek / index has more than the log',
  'storage-damaged': 'het bestand zelf is beschadigd / the file itself is damaged',
  'entry-missing': 'regel ontbreekt of is verplaatst / entry is missing or was moved',
  'number-wrong': 'volgnummer van een organisatie klopt niet / running number of an organisation is wrong',
  'call-wrong': 'volgnummer van een bevraging van een bron klopt niet / running number of a call to a source is wrong',
  'tally-wrong': 'telling klopt niet met de regels / tally says something else than the entries',
  'counters-wrong': 'tellers kloppen niet met de regels / counters say something else than the entries',
  'tile-missing': 'tegel van de boom ontbreekt / tile of the tree is missing',
  'tile-altered': 'tegel van de boom is veranderd / tile of the tree was altered',
  'tile-unexpected': 'tegels die bij geen regel horen / tiles that no entry stands for',
  'checkpoint-missing': 'controlepunt ontbreekt / checkpoint is missing',
  'checkpoint-forged': 'controlepunt is niet door dit logboek ondertekend / checkpoint is not signed by this log',
  'checkpoint-differs': 'de regels zijn niet die ondertekend zijn / the entries are not those that were signed',
  'checkpoint-ahead': 'het einde is afgeknipt / the end was cut off',
  'kept-forged': 'bewaard controlepunt is niet van dit logboek / checkpoint kept is not of this log',
  'kept-differs': 'het logboek is een ander dan toen / the log is another than it was',
  'kept-ahead': 'het einde is afgeknipt sinds toen / the end was cut off since then',
  'cosigned-forged':
    'medeondertekend controlepunt is niet van dit logboek of deze getuige / cosigned checkpoint is not of this log or this witness',
  'cosigned-differs': 'het logboek is een ander dan getuigen zagen / the log is another than witnesses saw',
  'cosigned-ahead': 'het einde is afgeknipt sinds getuigen het zagen / the end was cut off since witnesses saw it',
  'cosigned-few': 'te weinig getuigen hebben het gezien / too few witnesses saw it',
}
