# METADATA
# title: Gegevens van de derde fase (F3)
# description: >-
#   Police data of an investigation or on serious crime only for a bottleneck or a case conference, never for a scan.
# custom:
#   id: WGS-11
#   act: WGS
#   article: WGS 2.23 lid 6 onder c
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     The phases are about data that come into a RIEC. A result made of them leaves by WGS-16 to WGS-20 (I).
#   title:
#     nl: Gegevens van de derde fase (F3)
#     en: Data of the third phase (F3)
#   text:
#     nl: >-
#       Politiegegevens uit een onderzoek (artikel 9 en 10 van de Wet politiegegevens) mogen pas bij de verdieping van
#       een handhavingsknelpunt of casus worden gedeeld, en nooit voor een scan.
#     en: >-
#       Police data of an investigation (articles 9 and 10 of the police data act) may be shared only when a bottleneck
#       or case is studied in depth, and never for a scan.
#   remedies: [WAIT_FOR_PHASE]
package norms.wgs.wgs_11

import data.lib

findings contains {"norm": "WGS-11", "effect": "deny", "category": category} if {
	lib.wgs
	not lib.result
	not studied_in_depth
	some category in lib.categories
	data.facts.categories[category].phase == "F3"
}

acts contains {"norm": "WGS-11", "effect": "deny"} if "F3" in lib.entering_too_early

# Asked positively: no state on this track, or no activity, refuses too.
studied_in_depth if {
	lib.state in {"R4", "R5"}
	input.case.activity in {"KNELPUNT", "CASUS"}
}
