# METADATA
# title: Bibob-gegevens voor de driehoek en andere bestuursorganen
# description: >-
#   Members of the driehoek may be given what is needed to motivate the decision; wider exchange between authorities since
#   1 October 2022 waits for legal affairs.
# custom:
#   id: BIB-03
#   act: Wet Bibob
#   article: Wet Bibob 28 lid 2 onder c, Wet Bibob 11a; wijziging per 1 oktober 2022
#   tier: 1
#   certainty: V2
#   effect: permit / needs approval
#   absence: review
#   inferred: >-
#     What the driehoek needs is judged per person and recipient, as for BIB-02. The text after 2022 was not seen (V3), so a
#     lawyer of the gemeente judges each exchange with another authority. Asking the national office about earlier advice
#     is not a question to a source of this broker (I).
#   title:
#     nl: Bibob-gegevens voor de driehoek en andere bestuursorganen
#     en: Bibob data for the driehoek and other authorities
#   text:
#     nl: >-
#       Burgemeester, Openbaar Ministerie en politie mogen krijgen wat nodig is om het besluit te motiveren. Uitwisseling
#       met een ander bestuursorgaan kan alleen als juridische zaken daarmee heeft ingestemd.
#     en: >-
#       Mayor, public prosecution service and police may get what is needed to motivate the decision. Exchange with another
#       authority is possible only if legal affairs agreed to it.
#   remedies: [BIBOB_NEED, ASK_LEGAL_AFFAIRS]
package norms.bib.bib_03

import data.lib

findings contains {"norm": "BIB-03", "effect": "permit", "category": category} if {
	some category in lib.bibob_categories
	awaited
	lib.single_question
}

findings contains {
	"norm": "BIB-03",
	"effect": "require",
	"attestation": awaited,
	"scope": {"source": input.inquiry.source, "subject": lib.subject_key},
	"category": category,
} if {
	some category in lib.bibob_categories
	not [awaited, "met"] in lib.bibob_judged
}

findings contains {"norm": "BIB-03", "effect": "deny", "category": category} if {
	some category in lib.bibob_categories
	[awaited, "refused"] in lib.bibob_judged
}

# The judgement that this recipient needs; nothing for others.
awaited := "BIBOB_NECESSITY" if lib.bibob_motivation

awaited := "BIBOB_EXCHANGE" if lib.bibob_exchange
