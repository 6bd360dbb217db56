# METADATA
# title: Een Bibob-advies is tijdelijk bruikbaar
# description: >-
#   Advice may be reused for another decision within a fixed term; the person is told that advice was asked and is heard
#   before a negative decision.
# custom:
#   id: BIB-04
#   act: Wet Bibob
#   article: Wet Bibob 29, Wet Bibob 32, Wet Bibob 33
#   tier: 1
#   certainty: V2
#   effect: deny + obligation
#   absence: null
#   inferred: >-
#     The term stands in the table of judgements, with the judgement that rests on such advice: two years in the text of
#     2018, believed to be five since (U2). Every question about advice is read as reuse, for the input does not name the
#     decision that the advice was given for. The date of the record is the date of the advice, and a record without one is
#     too old (I).
#   title:
#     nl: Een Bibob-advies is tijdelijk bruikbaar
#     en: Bibob advice can be used for a limited time
#   text:
#     nl: >-
#       Een Bibob-advies mag binnen een vaste termijn voor een ander besluit worden gebruikt. Is het ouder, dan blijft het
#       achter. De betrokkene hoort dat er advies is gevraagd en mag reageren voordat een besluit nadelig uitvalt.
#     en: >-
#       Bibob advice may be used for another decision within a fixed term. If it is older, it stays behind. The person hears
#       that advice was asked and may respond before a decision goes against them.
#   remedies: [BIBOB_ADVICE]
package norms.bib.bib_04

import data.lib

findings contains {"norm": "BIB-04", "effect": "oblige", "obligation": "INFORM_AND_HEAR"} if advice_asked

# Only the advice stays behind: what the gemeente asked of the person has no such term.
screening contains {"norm": "BIB-04", "effect": "deny", "record": record.index, "fields": names} if {
	not lib.about_existence
	advice_asked
	some record in too_old
	names := sort(lib.fields_by_category["C-BIB-A"])
}

screening contains {"norm": "BIB-04", "effect": "deny", "record": record.index} if {
	lib.about_existence
	advice_asked
	some record in too_old
}

advice_asked if "C-BIB-A" in lib.categories

too_old contains record if {
	some record in input.records
	not within_term(record)
}

within_term(record) if {
	is_number(record.ageDays)
	record.ageDays <= data.facts.attestations.BIBOB_NECESSITY.validDays
}
