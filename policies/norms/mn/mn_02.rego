# METADATA
# title: Strategisch, tactisch of operationeel
# description: Every question states its level; a strategic question gets counts and trends only.
# custom:
#   id: MN-02
#   act: Werkafspraak
#   article: Actieplan Wie praat, die gaat 3.0, informatievraag
#   tier: 4
#   certainty: I
#   effect: permit / deny
#   absence: null
#   inferred: >-
#     That a strategic question gets aggregates only is a reading of the action plan (I). It carries the permit for these
#     counts, because no other norm is known for this path and none of a higher tier is widened by it: without persons
#     they are no personal data. A department asks them for a picture, as a task of its own and outside a case (I).
#   title:
#     nl: Strategisch, tactisch of operationeel
#     en: Strategic, tactical or operational
#   text:
#     nl: >-
#       Zeg bij elke vraag of zij strategisch, tactisch of operationeel is. Een strategische vraag krijgt alleen
#       aantallen en trends, geen gegevens over personen.
#     en: >-
#       Say of every question whether it is strategic, tactical or operational. A strategic question gets counts and
#       trends only, no data about persons.
#   remedies: [STATE_LEVEL]
package norms.mn.mn_02

import data.lib

findings contains {"norm": "MN-02", "effect": "permit", "category": "C-AGG"} if {
	input.inquiry.level == "STR"
	input.inquiry.purpose == "P-BEELD"
	"C-AGG" in lib.categories
	lib.own_task
	lib.outside_a_case
}

findings contains {"norm": "MN-02", "effect": "deny"} if input.inquiry.level == null

findings contains {"norm": "MN-02", "effect": "deny", "category": category} if {
	input.inquiry.level == "STR"
	some category in lib.categories
	category != "C-AGG"
}
