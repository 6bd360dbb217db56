# METADATA
# title: Bibob-gegevens voor steun door een RIEC-partner
# description: >-
#   Another participant of a regional partnership gets Bibob data only as needed to support the authority in applying the
#   act.
# custom:
#   id: BIB-02
#   act: Wet Bibob
#   article: Wet Bibob 28 lid 2 onder d
#   tier: 1
#   certainty: V2
#   effect: permit / deny
#   absence: review
#   inferred: >-
#     What is needed is judged per person and recipient by the data owner or the privacy officer, and never by the asker.
#     The text of 28 since 2020 was not seen (I).
#   title:
#     nl: Bibob-gegevens voor steun door een RIEC-partner
#     en: Bibob data for support by a RIEC partner
#   text:
#     nl: >-
#       Een partner in het RIEC mag Bibob-gegevens alleen krijgen als hij daarmee de gemeente steunt bij de toepassing van
#       de Wet Bibob. Eerst moet zijn vastgesteld dat hij ze nodig heeft.
#     en: >-
#       A RIEC partner may get Bibob data only to support the gemeente in applying the Wet Bibob. That it needs them must
#       be recorded first.
#   remedies: [BIBOB_NEED, BIBOB_ADVICE]
package norms.bib.bib_02

import data.lib

findings contains {"norm": "BIB-02", "effect": "permit", "category": category} if {
	some category in lib.bibob_categories
	lib.bibob_support
	lib.single_question
}

findings contains {
	"norm": "BIB-02",
	"effect": "require",
	"attestation": "BIBOB_NECESSITY",
	"scope": {"source": input.inquiry.source, "subject": lib.subject_key},
	"category": category,
} if {
	some category in lib.bibob_categories
	lib.bibob_support
	not ["BIBOB_NECESSITY", "met"] in lib.bibob_judged
}

findings contains {"norm": "BIB-02", "effect": "deny", "category": category} if {
	some category in lib.bibob_categories
	lib.bibob_support
	["BIBOB_NECESSITY", "refused"] in lib.bibob_judged
}

findings contains {"norm": "BIB-02", "effect": "deny", "category": category} if {
	some category in lib.bibob_categories
	lib.recipient_kind == "PARTICIPANT"
	input.inquiry.purpose != "P-BIBOB"
}
